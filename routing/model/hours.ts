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

/** Spans of time in their order, apart from each other: the start of one, its end, the next start. */
export type Spans = readonly number[];

/** Days since 1970 of the local calendar. */
export type DaySet = ReadonlySet<number>;

/**
 * When somebody works, or when a schedule is open. Instants are milliseconds since 1970. Hours are
 * shifts of local days; a day off takes away the shifts that begin on it, and no other: after it the
 * night is off, before it the night goes on until morning.
 */
export interface Hours {
	/** @param away days off beside those that the hours know themselves */
	isOpen(at: number, away?: DaySet): boolean;
	/** Whether it is closed because of a day off, so that people can be told why. */
	isHoliday(at: number): boolean;
	/**
	 * The first instant from `at` on, and not after `end`, at which it is open; null when there is none.
	 * @param away days off beside those that the hours know themselves
	 */
	nextOpening(at: number, end: number, away?: DaySet): number | null;
	/**
	 * When it is open between two instants.
	 * @param away days off beside those that the hours know themselves
	 */
	spans(from: number, until: number, away?: DaySet): Spans;
}

/** Hours that are the same in every week, but for days off. */
export interface WeeklyHours extends Hours {
	/** Whether they are certain to be open whenever the others are. */
	covers(other: WeeklyHours): boolean;
}

/** The minute of the day of `HH:MM`. */
export function minuteOfDay(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}

const LAST_MINUTE = minuteOfDay('23:59');

/** The minute of the day at which a shift ends: people and HighLevel write midnight as 23:59. */
export function shiftEnd(minute: number): number {
	return minute === LAST_MINUTE ? LAST_MINUTE + 1 : minute;
}
