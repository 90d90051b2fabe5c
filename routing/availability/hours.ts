import type { Days } from '../model/references';
import { WEEKDAYS, type Hours } from '../model/hours';
import { fold } from '../model/text';
import type { Plan } from '../plan/plan';
import type { WorkingTime } from '../plan/schedule';
import { ZoneClock, dayNumber, weekday } from './zoneClock';
import { DAY, MINUTE } from '../model/durations';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** How far ahead somebody is looked for; further away counts as never. */
const HORIZON = 400 * DAY;

/**
 * Hours as one bit a minute of the local week, holidays as a set of local days. Daylight-saving
 * time needs no case of its own: a local time that is skipped never comes, one that comes twice is
 * open twice.
 */
export class WeekMap implements Hours {
	private readonly minutes = new Uint8Array(WEEK_MINUTES);
	private readonly holidays: ReadonlySet<number>;
	private readonly clock: ZoneClock;

	constructor(time: WorkingTime) {
		this.clock = ZoneClock.of(time.timeZone);
		this.holidays = daySet(time.holidays);
		for (const { days, from, to } of time.hours) {
			const start = minuteOfDay(from);
			const end = minuteOfDay(to);
			const length = end > start ? end - start : end + DAY_MINUTES - start;
			for (const day of days) {
				const first = WEEKDAYS.indexOf(day) * DAY_MINUTES + start;
				for (let i = 0; i < length; i++) this.minutes[(first + i) % WEEK_MINUTES] = 1;
			}
		}
	}

	isOpen(at: number): boolean {
		const local = this.clock.local(at);
		const day = dayNumber(local);
		const minute = Math.floor((local - day * DAY) / MINUTE);
		if (this.minutes[weekday(day) * DAY_MINUTES + minute] !== 1) return false;
		return this.holidays.size === 0 || !this.holidays.has(day);
	}

	isHoliday(at: number): boolean {
		return this.holidays.size > 0 && this.holidays.has(dayNumber(this.clock.local(at)));
	}
}

/** Compiles the schedules of a plan, by folded name. */
export function compileSchedules(plan: Plan): Map<string, WeekMap> {
	return new Map(plan.schedules.map((schedule) => [fold(schedule.name), new WeekMap(schedule)]));
}

/**
 * The first instant from `at` on at which `open` is true, to the minute; null when there is none
 * within 400 days. All zones of today keep whole minutes, so a minute of UTC is a local one.
 */
export function nextOpening(open: (at: number) => boolean, at: number): number | null {
	if (open(at)) return at;
	const end = at + HORIZON;
	const step = 15 * MINUTE;
	// Blocks start where people write them, mostly on quarters: quarters first, then the minutes
	// before. A block shorter than a quarter that touches none is found by the second pass.
	let previous = at;
	for (let t = Math.floor(at / step) * step + step; t <= end; t += step) {
		if (open(t)) return firstMinute(open, previous, t);
		previous = t;
	}
	for (let t = Math.floor(at / MINUTE) * MINUTE + MINUTE; t <= end; t += MINUTE) {
		if (open(t)) return t;
	}
	return null;
}

function firstMinute(open: (at: number) => boolean, after: number, until: number): number {
	for (let t = Math.floor(after / MINUTE) * MINUTE + MINUTE; t < until; t += MINUTE) {
		if (open(t)) return t;
	}
	return until;
}

/** Days since 1970 that ranges of dates cover. */
export function daySet(ranges: readonly Days[]): ReadonlySet<number> {
	const days = new Set<number>();
	for (const { from, to } of ranges) {
		const last = Date.parse(to ?? from) / DAY;
		for (let day = Date.parse(from) / DAY; day <= last; day++) days.add(day);
	}
	return days;
}

function minuteOfDay(time: string): number {
	const [hours = 0, minutes = 0] = time.split(':').map(Number);
	return hours * 60 + minutes;
}
