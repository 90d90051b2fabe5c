import { DateTime } from 'luxon';
import type { Span } from '../../ledger/reading';
import { zoneWords } from '../../routing/model/hoursWords';
import type { Trend } from '../request';

const LOCALE = 'en-GB';

/** An instant in the zone, as all words of a report write it. */
export function inZone(at: number, zone: string): DateTime {
	return DateTime.fromMillis(at, { zone, locale: LOCALE });
}

/** `2 Nov 2026`. */
export function dayWords(at: number, zone: string): string {
	return inZone(at, zone).toFormat('d LLL yyyy');
}

/** `2 Nov 2026, 14:05 in Berlin`. */
export function momentWords(at: number, zone: string): string {
	return `${inZone(at, zone).toFormat('d LLL yyyy, HH:mm')} ${zoneWords(zone)}`;
}

/** `14:05`; of another day `Tue 14:05`, of one that is far `9 Dec 14:05`. */
export function clockWords(at: number, now: number, zone: string): string {
	const time = inZone(at, zone);
	const today = inZone(now, zone).startOf('day');
	const days = Math.round(time.startOf('day').diff(today, 'days').days);
	if (days === 0) return time.toFormat('HH:mm');
	return time.toFormat(Math.abs(days) < 7 ? 'ccc HH:mm' : 'd LLL HH:mm');
}

/**
 * Whole days, the last one included: `1–30 Nov 2026`, `30 Oct – 28 Nov 2026`, `2 Nov 2026`; of a period
 * that ends within a day `30 Oct – 28 Nov 2026 until 14:05`.
 */
export function periodWords({ from, to }: Span, zone: string): string {
	const first = inZone(from, zone);
	const last = inZone(Math.max(from, to - 1), zone);
	const end = inZone(to, zone);
	const isWhole = end.toMillis() === end.startOf('day').toMillis();
	return `${daysWords(first, last)}${isWhole ? '' : ` until ${end.toFormat('HH:mm')}`}`;
}

function daysWords(first: DateTime, last: DateTime): string {
	if (first.hasSame(last, 'day')) return last.toFormat('d LLL yyyy');
	if (first.hasSame(last, 'month')) return `${first.day}–${last.toFormat('d LLL yyyy')}`;
	const begin = first.toFormat(first.hasSame(last, 'year') ? 'd LLL' : 'd LLL yyyy');
	return `${begin} – ${last.toFormat('d LLL yyyy')}`;
}

/** Its first and its last day, `2026-11-01`. */
export function isoDays({ from, to }: Span, zone: string): { from: string; to: string } {
	const iso = (at: number) => inZone(at, zone).toFormat('yyyy-LL-dd');
	return { from: iso(from), to: iso(Math.max(from, to - 1)) };
}

/** What each step of a trend is called, by the ISO date of its first day. */
const STEPS: Readonly<Record<Trend, (begins: DateTime) => string>> = {
	none: (begins) => begins.toFormat('d LLL yyyy'),
	day: (begins) => begins.toFormat('ccc d LLL'),
	week: (begins) => `Week of ${begins.toFormat('d LLL')}`,
	month: (begins) => begins.toFormat('LLLL yyyy'),
};

/** `Mon 2 Nov`, `Week of 2 Nov`, `November 2026`. */
export function stepWords(begins: string, trend: Trend): string {
	return STEPS[trend](DateTime.fromISO(begins, { zone: 'UTC', locale: LOCALE }));
}

const WEEKDAYS = [
	'Mondays',
	'Tuesdays',
	'Wednesdays',
	'Thursdays',
	'Fridays',
	'Saturdays',
	'Sundays',
];

/**
 * `Mondays 9:00–11:00`.
 * @param weekday 1 Monday to 7
 * @param hours the first, and the one behind the last
 */
export function hoursOfWeekWords(weekday: number, [from, to]: readonly [number, number]): string {
	return `${WEEKDAYS[weekday - 1] ?? ''} ${from}:00–${to}:00`;
}
