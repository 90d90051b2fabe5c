import { DateTime } from 'luxon';
import { ZoneClock } from '../availability/zoneClock';
import { DAY, MINUTE } from '../model/durations';
import { listed } from '../model/text';
import { finding, type Finding } from './finding';

const YEAR = 366 * DAY;
/** How many gaps a text lists. */
const LISTED = 6;

/** When nobody is there. */
export interface Uncovered {
	/** At an instant, in milliseconds since 1970. */
	nobodyAt: (at: number) => boolean;
	/** Minutes: it begins and ends at multiples of them only. */
	step: number;
}

type Gap = [from: number, to: number];

/**
 * The times without anybody: those of a usual week, and those that only a change of the clocks in the
 * year from `now` on makes.
 * @param zones of the people; usual times are told in each
 */
export function gapFindings(
	uncovered: Uncovered,
	zones: readonly string[],
	where: string,
	now: number,
): Finding[] {
	const [zone = 'UTC'] = zones;
	const findings: Finding[] = [];
	const start = usualWeek(zones, now);
	const usual = gaps(uncovered, start, start + 7 * DAY);
	if (usual.length > 0) {
		const texts = zones.map((one) => `${inWords(usual, (gap) => weekly(gap, one))} (${one})`);
		const text = `Nobody can be found on ${texts.join('; that is ')}.`;
		findings.push(finding('uncovered', where, text));
	}
	const extra = unusualGaps(uncovered, usual, zones, now);
	if (extra.length > 0) {
		const times = inWords(extra, (gap) => dated(gap, zone));
		const text = `When the clocks change, nobody can be found on ${times} (${zone}).`;
		findings.push(finding('uncovered_clock_change', where, text));
	}
	return findings;
}

/** The gaps in the week after each change of the clocks that a usual week does not have. */
function unusualGaps(
	{ nobodyAt, step }: Uncovered,
	usual: readonly Gap[],
	zones: readonly string[],
	now: number,
): Gap[] {
	const [zone = 'UTC'] = zones;
	const stepsIn = ([from, to]: Gap) => steps(from, to, step);
	const known = new Set(usual.flatMap(stepsIn).map((at) => minuteOfWeek(zone, at)));
	const seen = new Set<number>();
	const changes = zones.flatMap((one) => clockChanges(one, now)).sort((a, b) => a - b);
	return changes.flatMap((change) => {
		const day = DateTime.fromMillis(change, { zone }).startOf('day').toMillis();
		const isNew = (at: number) =>
			nobodyAt(at) && !known.has(minuteOfWeek(zone, at)) && !seen.has(at);
		const found = gaps({ nobodyAt: isNew, step }, day, day + 7 * DAY);
		for (const at of found.flatMap(stepsIn)) seen.add(at);
		return found;
	});
}

function gaps({ nobodyAt, step }: Uncovered, from: number, to: number): Gap[] {
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
