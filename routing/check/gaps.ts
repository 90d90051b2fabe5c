import { DateTime } from 'luxon';
import { minuteOfWeek } from '../availability/hours';
import { dayNumber, weekday, ZoneClock } from '../availability/zoneClock';
import { DAY, MINUTE } from '../model/durations';
import { WEEKDAYS } from '../model/hours';

const YEAR = 366 * DAY;
/** How many gaps a text lists. */
const LISTED = 6;

/** A week, as so many steps from an instant on. */
export interface Week {
	/** Milliseconds since 1970. */
	from: number;
	/** Minutes. */
	step: number;
	length: number;
}

/** When nobody is there. */
interface Uncovered {
	/** For each step of a week 1 when nobody is. */
	nobodyIn(week: Week): Uint8Array;
	/** Minutes: it begins and ends at multiples of them only. */
	step: number;
	/** Of all hours by which it goes. */
	zones: readonly string[];
	/** Of the people; usual times are told in each. */
	told: readonly string[];
}

/** Sentences about times without anybody; null when there are none. */
interface GapWords {
	/** Of a usual week. */
	usual: string | null;
	/** That only a change of the clocks makes. */
	unusual: string | null;
}

type Gap = [from: number, to: number];

/** Finds times without anybody in the year from an instant on. */
export class Gaps {
	private readonly weeks = new Map<string, number>();
	private readonly changes = new Map<string, readonly number[]>();
	private readonly local = new Map<string, Uint16Array>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: number) {}

	find(uncovered: Uncovered): GapWords {
		const { zones, told, step } = uncovered;
		const week = weekFrom(this.usualWeek(zones), step);
		const nobody = uncovered.nobodyIn(week);
		const usual = gaps(nobody, week);
		return {
			usual: usual.length > 0 ? usualWords(usual, told) : null,
			// Hours of one zone move together.
			unusual: zones.length > 1 ? this.unusualWords(uncovered, nobody, week) : null,
		};
	}

	/** The gaps in the week after each change of the clocks that a usual week does not have. */
	private unusualWords(
		{ nobodyIn, zones, told, step }: Uncovered,
		usual: Uint8Array,
		week: Week,
	): string | null {
		const [zone = 'UTC'] = zones;
		const known = new Uint8Array(WEEK);
		this.minutes(week, zone).forEach((minute, i) => (known[minute] = usual[i] ?? 0));
		let after = 0;
		const extra = this.weeksOfChanges(zones).flatMap((day) => {
			const changed = weekFrom(day, step);
			const minutes = this.minutes(changed, zone);
			const isNew = nobodyIn(changed).map((nobody, i) => {
				const isSeen = changed.from + i * step * MINUTE < after;
				return nobody === 1 && !isSeen && known[minutes[i] ?? 0] === 0 ? 1 : 0;
			});
			after = Math.max(after, day + 7 * DAY);
			return gaps(isNew, changed);
		});
		if (extra.length === 0) return null;
		const [tellIn = zone] = told;
		const times = inWords(extra, (gap) => dated(gap, tellIn));
		return `When the clocks change, nobody can be found on ${times} (${tellIn}).`;
	}

	private minutes(week: Week, zone: string): Uint16Array {
		const key = `${week.from} ${week.step} ${zone}`;
		const minutes = this.local.get(key) ?? localMinutes(week, zone);
		this.local.set(key, minutes);
		return minutes;
	}

	private usualWeek(zones: readonly string[]): number {
		const key = zones.join();
		const week = this.weeks.get(key) ?? usualWeek(zones, this.now);
		this.weeks.set(key, week);
		return week;
	}

	/** The local days on which some of the zones change their clocks, as instants. */
	private weeksOfChanges(zones: readonly string[]): readonly number[] {
		const key = zones.join();
		let days = this.changes.get(key);
		if (!days) {
			const [zone = 'UTC'] = zones;
			const startOf = (at: number) => DateTime.fromMillis(at, { zone }).startOf('day').toMillis();
			const changes = zones.flatMap((one) => clockChanges(one, this.now)).map(startOf);
			days = [...new Set(changes)].sort((a, b) => a - b);
			this.changes.set(key, days);
		}
		return days;
	}
}

const WEEK = 7 * 24 * 60;

function weekFrom(from: number, step: number): Week {
	return { from, step, length: WEEK / step };
}

/** Of each step of a week the minute of the local week. */
function localMinutes({ from, step, length }: Week, zone: string): Uint16Array {
	const clock = ZoneClock.of(zone);
	return Uint16Array.from({ length }, (_, i) =>
		minuteOfWeek(clock.local(from + i * step * MINUTE)),
	);
}

function usualWords(usual: readonly Gap[], zones: readonly string[]): string {
	const texts = zones.map((one) => `${inWords(usual, (gap) => weekly(gap, one))} (${one})`);
	return `Nobody can be found on ${texts.join('; that is ')}.`;
}

function gaps(nobody: Uint8Array, { from, step, length }: Week): Gap[] {
	const found: Gap[] = [];
	const at = (i: number) => from + i * step * MINUTE;
	for (let i = nobody.indexOf(1); i !== -1;) {
		const end = nobody.indexOf(0, i);
		found.push([at(i), at(end === -1 ? length : end)]);
		i = end === -1 ? -1 : nobody.indexOf(1, end);
	}
	return found;
}

/** When a zone changes its clocks in the year from `now` on. */
function clockChanges(zone: string, now: number): number[] {
	const clock = ZoneClock.of(zone);
	const changes: number[] = [];
	let at = now;
	while (at < now + YEAR) {
		const { until, offset } = clock.stretch(at);
		if (clock.stretch(until).offset !== offset) changes.push(until);
		at = until;
	}
	return changes;
}

/**
 * The first Monday of a usual week: one in which the zones are as far apart as in most weeks of the
 * year. America and Europe change their clocks weeks apart.
 */
function usualWeek(zones: readonly string[], now: number): number {
	const [zone = 'UTC'] = zones;
	const weeks = new Map<string, { monday: number; count: number }>();
	let monday = DateTime.fromMillis(now, { zone }).startOf('week').plus({ weeks: 1 });
	for (let week = 0; week < 52; week++, monday = monday.plus({ weeks: 1 })) {
		const from = monday.toMillis();
		const apart = zones.map((one) => {
			const clock = ZoneClock.of(one);
			const first = ZoneClock.of(zone);
			return [from, from + 7 * DAY].map((at) => clock.local(at) - first.local(at));
		});
		const key = JSON.stringify(apart);
		const known = weeks.get(key);
		if (known) known.count++;
		else weeks.set(key, { monday: from, count: 1 });
	}
	const [usual] = [...weeks.values()].sort((x, y) => y.count - x.count);
	return usual?.monday ?? now;
}

function inWords(found: readonly Gap[], words: (gap: Gap) => string): string {
	const shown = found.slice(0, LISTED).map(words).join(', ');
	return found.length > LISTED ? `${shown}, and ${found.length - LISTED} more times` : shown;
}

/** `Monday 17:00 to Tuesday 09:00`. */
function weekly([from, to]: Gap, zone: string): string {
	if (to - from >= 7 * DAY) return 'any day';
	const clock = ZoneClock.of(zone);
	return `${weekTime(clock.local(from))} to ${weekTime(clock.local(to))}`;
}

function weekTime(local: number): string {
	const name = WEEKDAYS[weekday(dayNumber(local))] ?? '';
	const minutes = minuteOfWeek(local) % (24 * 60);
	const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map(twoDigits);
	return `${name.slice(0, 1).toUpperCase()}${name.slice(1)} ${hour}:${minute}`;
}

function twoDigits(number: number): string {
	return String(number).padStart(2, '0');
}

function dated([from, to]: Gap, zone: string): string {
	const format = (at: number, text: string) => DateTime.fromMillis(at, { zone }).toFormat(text);
	return `${format(from, 'yyyy-MM-dd HH:mm')} to ${format(to, 'yyyy-MM-dd HH:mm')}`;
}
