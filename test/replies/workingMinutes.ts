import { DateTime } from 'luxon';
import type { Week } from './office';

export const MINUTE = 60_000;
const DAYS = [
	...(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const),
];

/** What clock and calendar on the wall say in a minute. */
interface Wall {
	/** 24 hours, such as 09:05. */
	time: string;
	day: (typeof DAYS)[number];
	date: string;
	dayBefore: (typeof DAYS)[number];
	dateBefore: string;
}

/** Which days of a week somebody has off, besides those of the week itself. */
type Away = ReadonlyArray<{ from: string; to?: string }>;

/**
 * Whether hours are open in each minute of a stretch of time: by the wall clock of that minute, and by
 * nothing that is clever.
 */
export class WorkingMinutes {
	private readonly open: boolean[] = [];

	/** @param from a whole minute, as is `until`; milliseconds since 1970 */
	constructor(
		week: Week | null,
		private readonly from: number,
		until: number,
		away: Away = [],
	) {
		for (let at = from; at < until; at += MINUTE) this.open.push(!week || isOpen(week, at, away));
	}

	/** In the minute that begins then. */
	at(minute: number): boolean {
		const open = this.open[(minute - this.from) / MINUTE];
		if (open === undefined) throw new Error(`${new Date(minute).toISOString()} is not looked at`);
		return open;
	}

	/** The first minute from this one on; null when none of those that are looked at. */
	next(minute: number): number | null {
		const place = this.open.indexOf(true, (minute - this.from) / MINUTE);
		return place === -1 ? null : this.from + place * MINUTE;
	}
}

function isOpen({ timeZone, hours, holidays }: Week, at: number, away: Away): boolean {
	const { time, day, date, dayBefore, dateBefore } = wallAt(at, timeZone);
	const isFree = (one: string) => isOff(one, holidays) || isOff(one, away);
	return hours.some(({ days, from, to }) => {
		if (from < to) return days.includes(day) && !isFree(date) && from <= time && time < to;
		if (time >= from) return days.includes(day) && !isFree(date);
		return time < to && days.includes(dayBefore) && !isFree(dateBefore);
	});
}

function isOff(date: string, days: Away): boolean {
	return days.some(({ from, to }) => from <= date && date <= (to ?? from));
}

/** Looked up once for everybody. */
const walls = new Map<string, Wall>();

function wallAt(at: number, zone: string): Wall {
	const key = `${zone} ${at}`;
	let wall = walls.get(key);
	if (!wall) walls.set(key, (wall = lookAtWall(DateTime.fromMillis(at, { zone }))));
	return wall;
}

function lookAtWall(now: DateTime): Wall {
	const yesterday = now.minus({ days: 1 });
	return {
		time: now.toFormat('HH:mm'),
		...{ day: DAYS[now.weekday - 1] ?? 'monday', date: now.toISODate() ?? '' },
		dayBefore: DAYS[yesterday.weekday - 1] ?? 'monday',
		dateBefore: yesterday.toISODate() ?? '',
	};
}
