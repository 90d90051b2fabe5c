import { DAY, MINUTE } from './durations';
import { WEEKDAYS } from './hours';
import { listed } from './text';

type Weekday = (typeof WEEKDAYS)[number];

/** A stretch of each of some days. */
interface Block {
	days: readonly Weekday[];
	from: string;
	to: string;
}

/** A schedule as people read it. */
export interface WrittenHours {
	name: string;
	/** `Mon-Fri 9:00-18:00`. */
	week(): string;
	/** `Sunday 14:38 in New York`, of an instant. */
	timeAt(at: number): string;
}

/** Long weeks are for the plan; a sentence names the first of their hours. */
const NAMED = 3;

/** `Mon-Fri 9:00-18:00, Sat 10:00-14:00`. */
export function weekWords(hours: readonly Block[]): string {
	const byDays = new Map<string, string[]>();
	for (const { days, from, to } of hours) {
		const words = daysWords(days);
		const times = `${timeWords(from)}-${timeWords(to)}`;
		byDays.set(words, [...(byDays.get(words) ?? []), times === '0:00-24:00' ? 'all day' : times]);
	}
	const stretches = [...byDays].map(([days, times]) => `${days} ${times.join(' and ')}`);
	return listed(stretches, NAMED, (left) => ` and ${left} more`);
}

/**
 * `Sunday 14:38 in New York`.
 * @param local milliseconds of the zone's own clock, as if it were UTC
 */
export function localWords(local: number, zone: string): string {
	const day = Math.floor(local / DAY);
	// 1970 began with a Thursday.
	const weekday = capital(WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? '');
	const minutes = Math.floor((local - day * DAY) / MINUTE);
	const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
	return `${weekday} ${time} ${zoneWords(zone)}`;
}

/** Zones that are named for a place, which people know better. */
const OF_PLACE =
	/^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/(?:.*\/)?(.+)$/;

/** `in New York`, or `(UTC)`, behind a time. */
export function zoneWords(zone: string): string {
	const place = OF_PLACE.exec(zone)?.[1];
	if (place) return `in ${place.replaceAll('_', ' ')}`;
	return zone === 'UTC' ? zone : `(${zone})`;
}

/** `Mon-Fri`, `Sat, Sun`, `every day`. */
function daysWords(days: readonly Weekday[]): string {
	const wanted = WEEKDAYS.filter((day) => days.includes(day));
	if (wanted.length === WEEKDAYS.length) return 'every day';
	const runs: Weekday[][] = [];
	for (const day of wanted) {
		const run = runs.at(-1);
		const before = WEEKDAYS[WEEKDAYS.indexOf(day) - 1];
		if (run && run.at(-1) === before) run.push(day);
		else runs.push([day]);
	}
	return runs
		.flatMap((run) => (run.length > 2 ? [`${short(run[0])}-${short(run.at(-1))}`] : run.map(short)))
		.join(', ');
}

function short(day: Weekday | undefined): string {
	return capital(day ?? '').slice(0, 3);
}

function capital(word: string): string {
	return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** `9:00` of `09:00`. */
function timeWords(time: string): string {
	return time.replace(/^0(?=\d:)/, '');
}
