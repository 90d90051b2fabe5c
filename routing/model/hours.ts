/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday',
] as const;

/** When somebody works, or when a schedule is open. Instants are milliseconds since 1970. */
export interface Hours {
	isOpen(at: number): boolean;
	/** Whether the local day is a holiday, so that people can be told why it is closed. */
	isHoliday(at: number): boolean;
}
