import type { CalendarSchedule, Interval } from '../model/staffSnapshot';
import { WEEKDAYS, type DaySet, type Hours } from '../model/hours';
import { nextInShift, shiftOf, shiftSpans, type Shift } from './shifts';
import { anyOf, type Spans } from './spans';
import { ZoneClock, dayNumber, weekday } from './zoneClock';
import { DAY, MINUTE } from '../model/durations';

/**
 * The working hours that the calendars of one person add up to. A person with several schedules, one
 * for each calendar, works whenever one of them is open. A day that is off in any of them is off: who
 * takes a day off writes it down once. Only another schedule with times for the same day opens it.
 */
export class CalendarHours implements Hours {
	/** See {@link CalendarSchedule.isUnknown}. */
	readonly isUnknown: boolean;
	private readonly schedules: readonly OneSchedule[];

	/** @param schedules at least one; without any, it is never open */
	constructor(schedules: readonly CalendarSchedule[]) {
		const off = daysWithoutTimes(schedules);
		this.schedules = schedules.map((schedule) => new OneSchedule(schedule, off));
		this.isUnknown = schedules.some((schedule) => schedule.isUnknown);
	}

	isOpen(at: number, away?: DaySet): boolean {
		return this.schedules.some((schedule) => schedule.isOpen(at, away));
	}

	nextOpening(at: number, end: number, away?: DaySet): number | null {
		return this.schedules.reduce<number | null>((soonest, schedule) => {
			// Whatever opens later than another one is not looked for.
			return schedule.nextOpening(at, soonest === null ? end : soonest - 1, away) ?? soonest;
		}, null);
	}

	spans(from: number, until: number, away?: DaySet): Spans {
		return anyOf(this.schedules.map((schedule) => schedule.spans(from, until, away)));
	}

	/** When one of them is open between two instants of usual weeks, in which no date is special. */
	usualSpans(from: number, until: number): Spans {
		return anyOf(this.schedules.map((schedule) => schedule.usualSpans(from, until)));
	}

	isHoliday(at: number): boolean {
		return !this.isOpen(at) && this.schedules.some((schedule) => schedule.isOff(at));
	}
}

/** The days that are off in some schedule. */
function daysWithoutTimes(schedules: readonly CalendarSchedule[]): DaySet {
	const dates = schedules.flatMap(({ dates }) => Object.entries(dates));
	return new Set(dates.filter(([, times]) => times.length === 0).map(([date]) => dayOf(date)));
}

class OneSchedule {
	private readonly clock: ZoneClock;
	private readonly week: ReadonlyArray<readonly Shift[]>;
	/** By days since 1970. */
	private readonly dates: ReadonlyMap<number, readonly Shift[]>;

	/** @param off days on which the usual hours of the week do not count */
	constructor(
		{ timeZone, week, dates }: CalendarSchedule,
		private readonly off: DaySet,
	) {
		this.clock = ZoneClock.of(timeZone);
		this.week = WEEKDAYS.map((day) => shiftsOf(week[day] ?? []));
		this.dates = new Map(
			Object.entries(dates).map(([date, intervals]) => [dayOf(date), shiftsOf(intervals)]),
		);
	}

	isOpen(at: number, away?: DaySet): boolean {
		const local = this.clock.local(at);
		const day = dayNumber(local);
		const minute = Math.floor((local - day * DAY) / MINUTE);
		if (!away?.has(day) && this.shifts(day).some((shift) => coversToday(shift, minute)))
			return true;
		return (
			!away?.has(day - 1) && this.shifts(day - 1).some((shift) => coversNextDay(shift, minute))
		);
	}

	/** Whether the local day is off, or a shift that goes on until now began on a day off. */
	isOff(at: number): boolean {
		const local = this.clock.local(at);
		const day = dayNumber(local);
		const minute = Math.floor((local - day * DAY) / MINUTE);
		if (this.off.has(day)) return true;
		return (
			this.off.has(day - 1) && this.usual(day - 1).some((shift) => coversNextDay(shift, minute))
		);
	}

	nextOpening(at: number, end: number, away?: DaySet): number | null {
		return nextInShift(this.clock, this.shiftsWithout(away), at, end);
	}

	spans(from: number, until: number, away?: DaySet): Spans {
		return shiftSpans(this.clock, this.shiftsWithout(away), from, until);
	}

	usualSpans(from: number, until: number): Spans {
		return shiftSpans(this.clock, (day) => this.usual(day), from, until);
	}

	private shiftsWithout(away?: DaySet): (day: number) => readonly Shift[] {
		return (day) => (away?.has(day) ? [] : this.shifts(day));
	}

	/** The shifts that begin on a local day. */
	private shifts(day: number): readonly Shift[] {
		const times = this.dates.get(day);
		if (times) return times;
		return this.off.has(day) ? [] : this.usual(day);
	}

	private usual(day: number): readonly Shift[] {
		return this.week[weekday(day)] ?? [];
	}
}

function dayOf(date: string): number {
	return Date.parse(date) / DAY;
}

/** Equal times are no time: HighLevel writes `00:00` to `00:00` for a closed day. */
function shiftsOf(intervals: readonly Interval[]): Shift[] {
	return intervals.filter(({ from, to }) => from !== to).map(shiftOf);
}

function coversToday({ from, to }: Shift, minute: number): boolean {
	return minute >= from && minute < to;
}

function coversNextDay({ to }: Shift, minute: number): boolean {
	return minute < to - DAY / MINUTE;
}
