import { DAY, MINUTE } from '../model/durations';
import { merged, type Spans } from './spans';
import { dayNumber, type ZoneClock } from './zoneClock';

const DAY_MINUTES = 1440;

/** Minutes since the start of the local day on which it begins; it may end on the next day. */
export interface Shift {
	from: number;
	to: number;
}

/** The shifts that begin on a local day, counted since 1970. */
type ShiftsOf = (day: number) => readonly Shift[];

/** A shift that ends before it begins ends on the next day; `to` may be as much as midnight. */
export function shiftOf({ from, to }: Shift): Shift {
	return { from, to: to > from ? to : to + DAY_MINUTES };
}

/** Of somebody who always works. */
export const ALL_DAY: readonly Shift[] = [{ from: 0, to: DAY_MINUTES }];

/**
 * The first instant from `at` on, and not after `end`, at which a shift is on; null when there is none.
 * It goes from shift to shift, so that a year takes no longer than its days.
 */
export function nextInShift(
	clock: ZoneClock,
	shiftsOf: ShiftsOf,
	at: number,
	end: number,
): number | null {
	for (let from = at; from <= end;) {
		const { until, offset } = clock.stretch(from);
		const local = nextLocal(shiftsOf, from + offset, Math.min(until, end + 1) + offset);
		if (local !== null) return local - offset;
		from = until;
	}
	return null;
}

/** Local milliseconds, `before` excluded. */
function nextLocal(shiftsOf: ShiftsOf, from: number, before: number): number | null {
	for (let day = dayNumber(from) - 1; day * DAY < before; day++) {
		let found = Infinity;
		for (const shift of shiftsOf(day)) {
			const [start, end] = inLocal(day, shift);
			if (end > from) found = Math.min(found, Math.max(from, start));
		}
		// Those of the days after it begin later.
		if (found !== Infinity) return found < before ? found : null;
	}
	return null;
}

/** When shifts are on between two instants. */
export function shiftSpans(
	clock: ZoneClock,
	shiftsOf: ShiftsOf,
	from: number,
	until: number,
): Spans {
	const found: Array<[number, number]> = [];
	for (let at = from; at < until;) {
		const stretch = clock.stretch(at);
		const [first, last] = [at + stretch.offset, Math.min(stretch.until, until) + stretch.offset];
		for (let day = dayNumber(first) - 1; day * DAY < last; day++) {
			for (const shift of shiftsOf(day)) {
				const [start, end] = inLocal(day, shift);
				if (end <= first || start >= last) continue;
				found.push([Math.max(start, first) - stretch.offset, Math.min(end, last) - stretch.offset]);
			}
		}
		at = stretch.until;
	}
	return merged(found);
}

function inLocal(day: number, { from, to }: Shift): [start: number, end: number] {
	return [day * DAY + from * MINUTE, day * DAY + to * MINUTE];
}
