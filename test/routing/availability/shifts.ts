import fc from 'fast-check';
import { DateTime } from 'luxon';
import { WEEKDAYS } from '../../../routing/model/hours';
import type { CalendarSchedule, Interval } from '../../../routing/model/staffSnapshot';
import type { WorkingTime } from '../../../routing/plan/plan';

/** Hours that a plan and a calendar can both say: a shift of a weekday, and days off. */
export interface Content {
	timeZone: string;
	shifts: Array<Interval & { day: (typeof WEEKDAYS)[number] }>;
	off: string[];
}

const minuteOfDay = fc.integer({ min: 0, max: 1438 });
/** Some over midnight, some until midnight, written in both ways. */
const shift = fc
	.record({
		day: fc.constantFrom(...WEEKDAYS),
		from: minuteOfDay,
		to: fc.oneof(minuteOfDay, fc.constantFrom(0, 1439, 1440)),
	})
	.filter(({ from, to }) => from !== to);

const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
/** New York, Berlin and Lord Howe change their clocks in these weeks. */
const march = fc
	.integer({ min: 1, max: 31 })
	.map((day) => `2026-03-${String(day).padStart(2, '0')}`);

export const content: fc.Arbitrary<Content> = fc.record({
	timeZone: fc.constantFrom(...ZONES),
	shifts: fc.array(shift, { minLength: 1, maxLength: 6 }),
	off: fc.uniqueArray(march, { maxLength: 6 }),
});
export const daysAway = fc.uniqueArray(march, { maxLength: 4 });
export const weekInMarch = fc.constantFrom(
	...['2026-03-02', '2026-03-06', '2026-03-25', '2026-03-29'].map((day) => Date.parse(day)),
);

export function inPlan({ timeZone, shifts, off }: Content): WorkingTime {
	return {
		timeZone,
		hours: shifts.map(({ day, from, to }) => ({
			days: [day],
			from: timeOfDay(from),
			to: timeOfDay(to),
		})),
		holidays: off.map((from) => ({ from })),
	};
}

/** As HighLevel's reader hands it over: the last minute of the day is midnight. */
export function inCalendar({ timeZone, shifts, off }: Content): CalendarSchedule {
	const week: Partial<Record<Content['shifts'][number]['day'], Interval[]>> = {};
	for (const { day, from, to } of shifts) (week[day] ??= []).push({ from, to: until(to) });
	return { timeZone, week, dates: Object.fromEntries(off.map((day) => [day, []])) };
}

function timeOfDay(minute: number): string {
	const hour = Math.floor(minute / 60);
	return `${String(hour).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function until(minute: number): number {
	return minute === 1439 ? 1440 : minute;
}

/**
 * The plain answer: goes through the shifts that began today and yesterday by luxon's clock. A day
 * off takes away those that begin on it, and no other.
 */
export function openByShifts({ timeZone, shifts, off }: Content, at: number): boolean {
	const local = DateTime.fromMillis(at, { zone: timeZone });
	const minute = local.hour * 60 + local.minute;
	return [0, 1].some((daysAgo) => {
		const begin = local.minus({ days: daysAgo });
		if (off.includes(begin.toISODate() ?? '')) return false;
		return shifts.some(({ day, from, to }) => {
			if (day !== WEEKDAYS[begin.weekday - 1]) return false;
			const end = until(to) > from ? until(to) : to + 1440;
			const since = minute + daysAgo * 1440;
			return since >= from && since < end;
		});
	});
}
