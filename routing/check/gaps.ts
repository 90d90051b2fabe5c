import { DateTime } from 'luxon';
import { stepOf } from '../availability/hours';
import { ZoneClock } from '../availability/zoneClock';
import { DAY, MINUTE } from '../model/durations';
import type { Hours } from '../model/hours';
import { listed } from '../model/text';

const YEAR = 366 * DAY;
/** How many gaps a text lists. */
const LISTED = 6;

/** When nobody is there. */
interface Uncovered {
	/** At an instant, in milliseconds since 1970. */
	nobodyAt(at: number): boolean;
	/** By which it goes; it begins and ends where they do. */
	hours: ReadonlyArray<{ hours: Pick<Hours, 'step'>; zones: readonly string[] }>;
	/** Of the people; usual times are told in each. */
	zones: readonly string[];
}

/** Sentences about times without anybody; null when there are none. */
interface GapWords {
	/** Of a usual week. */
	usual: string | null;
	/** That only a change of the clocks makes. */
	unusual: string | null;
}

type Gap = [from: number, to: number];
type Steps = { nobodyAt: Uncovered['nobodyAt']; step: number };

/** Finds times without anybody in the year from an instant on. */
export class Gaps {
	private readonly weeks = new Map<string, number>();
	private readonly changes = new Map<string, readonly number[]>();

	/** @param now milliseconds since 1970 */
	constructor(private readonly now: number) {}

	find({ nobodyAt, hours, zones }: Uncovered): GapWords {
		const step = stepOf(hours.map((one) => one.hours.step));
		const all = [...new Set([...zones, ...hours.flatMap((one) => one.zones)])];
		const start = this.usualWeek(all);
		const usual = gaps({ nobodyAt, step }, start, start + 7 * DAY);
		return {
			usual: usual.length > 0 ? usualWords(usual, zones) : null,
			// Hours of one zone move together.
			unusual: all.length > 1 ? this.unusualWords({ nobodyAt, step }, usual, all) : null,
		};
	}

	/** The gaps in the week after each change of the clocks that a usual week does not have. */
	private unusualWords(
		{ nobodyAt, step }: Steps,
		usual: readonly Gap[],
		zones: readonly string[],
	): string | null {
		const [zone = 'UTC'] = zones;
		const stepsIn = ([from, to]: Gap) => steps(from, to, step);
		const known = new Set(usual.flatMap(stepsIn).map((at) => minuteOfWeek(zone, at)));
		const seen = new Set<number>();
		const extra = this.clockChanges(zones).flatMap((change) => {
			const day = DateTime.fromMillis(change, { zone }).startOf('day').toMillis();
			const isNew = (at: number) =>
				nobodyAt(at) && !known.has(minuteOfWeek(zone, at)) && !seen.has(at);
			const found = gaps({ nobodyAt: isNew, step }, day, day + 7 * DAY);
			for (const at of found.flatMap(stepsIn)) seen.add(at);
			return found;
		});
		if (extra.length === 0) return null;
		const times = inWords(extra, (gap) => dated(gap, zone));
		return `When the clocks change, nobody can be found on ${times} (${zone}).`;
	}

	private usualWeek(zones: readonly string[]): number {
		const key = zones.join();
		const week = this.weeks.get(key) ?? usualWeek(zones, this.now);
		this.weeks.set(key, week);
		return week;
	}

	private clockChanges(zones: readonly string[]): readonly number[] {
		const key = zones.join();
		const changes =
			this.changes.get(key) ??
			zones.flatMap((one) => clockChanges(one, this.now)).sort((a, b) => a - b);
		this.changes.set(key, changes);
		return changes;
	}
}

function usualWords(usual: readonly Gap[], zones: readonly string[]): string {
	const texts = zones.map((one) => `${inWords(usual, (gap) => weekly(gap, one))} (${one})`);
	return `Nobody can be found on ${texts.join('; that is ')}.`;
}

function gaps({ nobodyAt, step }: Steps, from: number, to: number): Gap[] {
	const found: Gap[] = [];
	for (const at of steps(from, to, step)) {
		if (!nobodyAt(at)) continue;
		const end = at + step * MINUTE;
		const last = found[found.length - 1];
		if (last && last[1] === at) last[1] = end;
		else found.push([at, end]);
	}
	return found;
}

/** The instants between two others, so many minutes apart. */
function steps(from: number, to: number, minutes: number): number[] {
	const length = minutes * MINUTE;
	return Array.from({ length: (to - from) / length }, (_, i) => from + i * length);
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

function minuteOfWeek(zone: string, at: number): number {
	return Math.floor(ZoneClock.of(zone).local(at) / MINUTE) % (7 * 24 * 60);
}

function inWords(found: readonly Gap[], words: (gap: Gap) => string): string {
	return listed(found.map(words), LISTED, (left) => `, and ${left} more times`);
}

/** `Monday 17:00 to Tuesday 09:00`. */
function weekly([from, to]: Gap, zone: string): string {
	if (to - from >= 7 * DAY) return 'any day';
	const format = (at: number) =>
		DateTime.fromMillis(at, { zone, locale: 'en-US' }).toFormat('cccc HH:mm');
	return `${format(from)} to ${format(to)}`;
}

function dated([from, to]: Gap, zone: string): string {
	const format = (at: number, text: string) => DateTime.fromMillis(at, { zone }).toFormat(text);
	return `${format(from, 'yyyy-MM-dd HH:mm')} to ${format(to, 'yyyy-MM-dd HH:mm')}`;
}
