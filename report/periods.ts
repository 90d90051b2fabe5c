import { DateTime } from 'luxon';
import type { Span } from '../ledger/reading';
import type { Trend } from './request';

/** A day, week (from Monday) or month of a zone, as far as it lies in a period. */
export interface Stretch extends Span {
	/** ISO date of its first day, also of one before the period. */
	begins: string;
	/** A part of it is not in the period, or yet to come. */
	isPartial: boolean;
}

/**
 * The days, weeks or months of a period, those that have begun. Days on which clocks change have 23 or
 * 25 hours.
 * @param zone IANA
 */
export function stretchesOf(
	trend: Exclude<Trend, 'none'>,
	{ from, to }: Span,
	zone: string,
	now: number,
): Stretch[] {
	const stretches: Stretch[] = [];
	const end = Math.min(to, now);
	let day = DateTime.fromMillis(from, { zone }).startOf(trend);
	while (day.toMillis() < end) {
		const next = day.plus({ [trend]: 1 }).startOf(trend);
		stretches.push({
			begins: day.toISODate() ?? '',
			from: Math.max(from, day.toMillis()),
			to: Math.min(to, next.toMillis()),
			isPartial: day.toMillis() < from || next.toMillis() > end,
		});
		day = next;
	}
	return stretches;
}

/** The place of the one in which something happened; -1 for none. */
export function placeOf(stretches: readonly Span[], at: number): number {
	let low = 0;
	let high = stretches.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const one = stretches[middle] as Span;
		if (at < one.from) high = middle - 1;
		else if (at >= one.to) low = middle + 1;
		else return middle;
	}
	return -1;
}
