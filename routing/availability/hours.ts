import type { Days } from '../model/references';
import {
	WEEKDAYS,
	minuteOfDay,
	shiftEnd,
	type DaySet,
	type Hours,
	type WeeklyHours,
} from '../model/hours';
import { fold } from '../model/text';
import type { Plan } from '../plan/plan';
import type { WorkingTime } from '../plan/schedule';
import { ZoneClock, dayNumber, weekday } from './zoneClock';
import { DAY, MINUTE } from '../model/durations';
import { nextInShift, shiftOf, shiftSpans, type Shift } from './shifts';
import type { Spans } from './spans';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;
/** How far ahead somebody is looked for; further away counts as never. */
export const HORIZON = 400 * DAY;
const NO_DAYS: DaySet = new Set();

/** Bits of a minute: a shift goes on that began on the same day, or on the day before. */
const OF_TODAY = 1;
const OF_YESTERDAY = 2;

/** The shifts of a usual week. */
export class WeekShifts {
	/** Monday first. */
	readonly shifts: ReadonlyArray<readonly Shift[]>;
	private readonly clock: ZoneClock;

	constructor({ timeZone, hours }: Pick<WorkingTime, 'timeZone' | 'hours'>) {
		const shifts = WEEKDAYS.map((): Shift[] => []);
		for (const { days, from, to } of hours) {
			const shift = shiftOf({ from: minuteOfDay(from), to: shiftEnd(minuteOfDay(to)) });
			for (const day of days) shifts[WEEKDAYS.indexOf(day)]?.push(shift);
		}
		this.shifts = shifts;
		this.clock = ZoneClock.of(timeZone);
	}

	/** Those that begin on a local day, counted since 1970. */
	of(day: number): readonly Shift[] {
		return this.shifts[weekday(day)] ?? [];
	}

	/** When they are on between two instants. */
	spans(from: number, until: number): Spans {
		return shiftSpans(this.clock, (day) => this.of(day), from, until);
	}
}

/**
 * Hours as two bits a minute of the local week, holidays as a set of local days. Daylight-saving
 * time needs no case of its own: a local time that is skipped never comes, one that comes twice is
 * open twice.
 */
export class WeekMap implements WeeklyHours {
	private readonly minutes = new Uint8Array(WEEK_MINUTES);
	private readonly holidays: DaySet;
	private readonly clock: ZoneClock;
	private readonly week: WeekShifts;

	constructor(time: WorkingTime) {
		this.week = new WeekShifts(time);
		this.clock = ZoneClock.of(time.timeZone);
		this.holidays = daySet(time.holidays);
		for (const [day, shifts] of this.week.shifts.entries()) {
			for (const { from, to } of shifts) this.fill(day, from, to);
		}
	}

	isOpen(at: number, away: DaySet = NO_DAYS): boolean {
		const local = this.clock.local(at);
		const day = dayNumber(local);
		const shifts = this.shiftsAt(day, local);
		if (shifts === 0) return false;
		if (this.holidays.size === 0 && away.size === 0) return true;
		if ((shifts & OF_TODAY) !== 0 && !this.holidays.has(day) && !away.has(day)) return true;
		return (shifts & OF_YESTERDAY) !== 0 && !this.holidays.has(day - 1) && !away.has(day - 1);
	}

	isHoliday(at: number): boolean {
		if (this.holidays.size === 0 || this.isOpen(at)) return false;
		const local = this.clock.local(at);
		const day = dayNumber(local);
		return this.holidays.has(day) || this.shiftsAt(day, local) !== 0;
	}

	nextOpening(at: number, end: number, away: DaySet = NO_DAYS): number | null {
		return nextInShift(this.clock, this.shiftsWithout(away), at, end);
	}

	spans(from: number, until: number, away: DaySet = NO_DAYS): Spans {
		return shiftSpans(this.clock, this.shiftsWithout(away), from, until);
	}

	private shiftsWithout(away: DaySet): (day: number) => readonly Shift[] {
		const isOff = (day: number) => this.holidays.has(day) || away.has(day);
		return (day) => (isOff(day) ? [] : this.week.of(day));
	}

	/** Of hours in other time zones it is not known; the clocks there may change on other days. */
	covers(other: WeeklyHours): boolean {
		if (other === this) return true;
		if (!(other instanceof WeekMap) || other.clock !== this.clock) return false;
		if (![...this.holidays].every((day) => other.holidays.has(day))) return false;
		// Without days off it is one which day a shift began on.
		const isFree = this.holidays.size === 0;
		return other.minutes.every((theirs, minute) => {
			const ours = this.minutes[minute] ?? 0;
			return isFree ? theirs === 0 || ours !== 0 : (theirs & ~ours) === 0;
		});
	}

	/** @param to may be a minute of the next day */
	private fill(day: number, from: number, to: number): void {
		for (let minute = from; minute < to; minute++) {
			const place = (day * DAY_MINUTES + minute) % WEEK_MINUTES;
			this.minutes[place] =
				(this.minutes[place] ?? 0) | (minute < DAY_MINUTES ? OF_TODAY : OF_YESTERDAY);
		}
	}

	private shiftsAt(day: number, local: number): number {
		const minute = Math.floor((local - day * DAY) / MINUTE);
		return this.minutes[weekday(day) * DAY_MINUTES + minute] ?? 0;
	}
}

/** Minutes since Monday 00:00 of local milliseconds. */
export function minuteOfWeek(local: number): number {
	const day = dayNumber(local);
	return weekday(day) * DAY_MINUTES + Math.floor((local - day * DAY) / MINUTE);
}

/** Whose schedule is not in the plan never works: empty means nothing. */
const NEVER = new WeekMap({ timeZone: 'UTC', hours: [], holidays: [] });

/** The hours of whom a plan gives a schedule or hours of their own; null: always. */
export function workingHours(
	works: string | WorkingTime | null,
	schedules: ReadonlyMap<string, WeekMap>,
): WeekMap | null {
	if (typeof works === 'string') return schedules.get(fold(works)) ?? NEVER;
	return works && new WeekMap(works);
}

/** Compiles the schedules of a plan, by folded name. */
export function compileSchedules(plan: Plan): Map<string, WeekMap> {
	return new Map(plan.schedules.map((schedule) => [fold(schedule.name), new WeekMap(schedule)]));
}

/**
 * The first instant from `at` on at which the hours are open and that `next` gives as well; null when
 * there is none within 400 days.
 * @param next the first instant from another on that would do
 */
export function nextWithin(
	hours: Hours,
	next: (at: number) => number | null,
	at: number,
): number | null {
	const end = at + HORIZON;
	for (let from = at; from <= end;) {
		const opening = hours.nextOpening(from, end);
		const found = opening === null ? null : next(opening);
		if (found === null || hours.isOpen(found)) return found;
		from = found;
	}
	return null;
}

/** Days since 1970 that ranges of dates cover. */
export function daySet(ranges: readonly Days[]): DaySet {
	const days = new Set<number>();
	for (const { from, to } of ranges) {
		const last = Date.parse(to ?? from) / DAY;
		for (let day = Date.parse(from) / DAY; day <= last; day++) days.add(day);
	}
	return days;
}
