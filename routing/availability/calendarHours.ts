import type { CalendarSchedule, Interval } from '../model/staffSnapshot';
import { WEEKDAYS, type Hours } from '../model/hours';
import { ZoneClock, dayNumber, weekday } from './zoneClock';
import { DAY, MINUTE } from '../model/durations';

/**
 * The working hours that the calendars of one person add up to. A person with several schedules, one
 * for each calendar, works whenever one of them is open. A day that is off in any of them is off: who
 * takes a day off writes it down once. Only another schedule with times for the same day opens it.
 */
export class CalendarHours implements Hours {
	private readonly schedules: readonly OneSchedule[];

	/** @param schedules at least one; without any, it is never open */
	constructor(schedules: readonly CalendarSchedule[]) {
		this.schedules = schedules.map((schedule) => new OneSchedule(schedule));
	}

	isOpen(at: number): boolean {
		if (this.isHoliday(at)) return false;
		return this.schedules.some((schedule) => schedule.isOpen(at));
	}

	/** Nobody need look for an opening: a search through a year of minutes takes long. */
	neverOpens(after: number): boolean {
		return this.schedules.every((schedule) => schedule.neverOpens(after));
	}

	isHoliday(at: number): boolean {
		let off = false;
		for (const schedule of this.schedules) {
			const intervals = schedule.datesAt(at);
			if (intervals && intervals.length > 0) return false;
			off ||= intervals !== undefined;
		}
		return off;
	}
}

class OneSchedule {
	private readonly clock: ZoneClock;
	private readonly week: ReadonlyArray<readonly Interval[]>;
	/** By days since 1970. */
	private readonly dates: ReadonlyMap<number, readonly Interval[]>;

	constructor({ timeZone, week, dates }: CalendarSchedule) {
		this.clock = ZoneClock.of(timeZone);
		this.week = WEEKDAYS.map((day) => week[day] ?? []);
		this.dates = new Map(
			Object.entries(dates).map(([date, intervals]) => [Date.parse(date) / DAY, intervals]),
		);
	}

	/** The times that only this local day has; undefined when it is a day like any other. */
	datesAt(at: number): readonly Interval[] | undefined {
		return this.dates.get(dayNumber(this.clock.local(at)));
	}

	isOpen(at: number): boolean {
		const local = this.clock.local(at);
		const day = dayNumber(local);
		const minute = Math.floor((local - day * DAY) / MINUTE);
		const today = this.dates.get(day);
		if ((today ?? this.usual(day)).some((interval) => covers(interval, minute))) return true;
		// A night shift goes on into today, unless today has times of its own.
		if (today) return false;
		const before = this.dates.get(day - 1) ?? this.usual(day - 1);
		return before.some(({ from, to }) => to < from && minute < to);
	}

	neverOpens(after: number): boolean {
		const today = dayNumber(this.clock.local(after));
		const dates = [...this.dates].filter(([day]) => day >= today - 1);
		const days = [...this.week, ...dates.map(([, intervals]) => intervals)];
		return days.flat().every(({ from, to }) => from === to);
	}

	private usual(day: number): readonly Interval[] {
		return this.week[weekday(day)] ?? [];
	}
}

/** Equal times are no time: HighLevel writes `00:00` to `00:00` for a closed day. */
function covers({ from, to }: Interval, minute: number): boolean {
	return minute >= from && (minute < to || to < from);
}
