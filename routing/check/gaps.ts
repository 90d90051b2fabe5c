import { DateTime } from 'luxon';
import { minuteOfWeek } from '../availability/hours';
import { shiftSpans, type Shift } from '../availability/shifts';
import { anyOf, pairsOf, without, type Spans } from '../availability/spans';
import { dayNumber, weekday, ZoneClock } from '../availability/zoneClock';
import { DAY, MINUTE } from '../model/durations';
import { WEEKDAYS } from '../model/hours';

const YEAR = 366 * DAY;
/** How many gaps a text lists. */
const LISTED = 6;

/** A week, in milliseconds since 1970. */
export interface Week {
	from: number;
	until: number;
}

/** When nobody is there. */
interface Uncovered {
	nobodyIn(week: Week): Spans;
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

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: number) {}

	find(uncovered: Uncovered): GapWords {
		const { zones, told } = uncovered;
		const week = weekFrom(this.usualWeek(zones));
		const usual = uncovered.nobodyIn(week);
		return {
			usual: usual.length > 0 ? usualWords(pairsOf(usual), told) : null,
			// Hours of one zone move together.
			unusual: zones.length > 1 ? this.unusualWords(uncovered, usual) : null,
		};
	}

	/** The gaps in the week after each change of the clocks that a usual week does not have. */
	private unusualWords({ nobodyIn, zones, told }: Uncovered, usual: Spans): string | null {
		const [zone = 'UTC'] = zones;
		const known = new LocalWeek(usual, zone);
		let after = 0;
		const extra = this.weeksOfChanges(zones).flatMap((day) => {
			const week = weekFrom(day);
			const isNew = without(nobodyIn(week), anyOf([known.in(week), [0, after]]));
			after = Math.max(after, week.until);
			return pairsOf(isNew);
		});
		if (extra.length === 0) return null;
		const [tellIn = zone] = told;
		const times = inWords(extra, (gap) => dated(gap, tellIn));
		return `When the clocks change, nobody can be found on ${times} (${tellIn}).`;
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

function weekFrom(from: number): Week {
	return { from, until: from + 7 * DAY };
}

/** The times of one week, at the same local times of another one. */
class LocalWeek {
	private readonly clock: ZoneClock;
	private readonly shifts = WEEKDAYS.map((): Shift[] => []);

	constructor(times: Spans, zone: string) {
		this.clock = ZoneClock.of(zone);
		for (const [from, until] of pairsOf(times)) {
			for (let at = from; at < until;) {
				const stretch = this.clock.stretch(at);
				const end = Math.min(until, stretch.until);
				this.add(at + stretch.offset, end + stretch.offset);
				at = end;
			}
		}
	}

	in({ from, until }: Week): Spans {
		return shiftSpans(this.clock, (day) => this.shifts[weekday(day)] ?? [], from, until);
	}

	/** Local milliseconds. */
	private add(from: number, until: number): void {
		for (let at = from; at < until;) {
			const day = dayNumber(at);
			const [start, end] = [day * DAY, Math.min(until, (day + 1) * DAY)];
			const shift = { from: (at - start) / MINUTE, to: (end - start) / MINUTE };
			this.shifts[weekday(day)]?.push(shift);
			at = end;
		}
	}
}

function usualWords(usual: readonly Gap[], zones: readonly string[]): string {
	const texts = zones.map((one) => `${inWords(usual, (gap) => weekly(gap, one))} (${one})`);
	return `Nobody can be found on ${texts.join('; that is ')}.`;
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
