import { DateTime } from 'luxon';
import type { Limit } from '../plan/person';
import { DAY, HOUR } from '../model/durations';

const ROLLING = { hour: HOUR, day: DAY, week: 7 * DAY };

/** How far back the windows of limits look at most: a local week with a change of the clock. */
export const LONGEST_WINDOW = 7 * DAY + 2 * HOUR;

/**
 * The first limit that is used up, null when none is.
 * @param recent when the person got new contacts, milliseconds since 1970
 */
export function usedUpLimit(
	limits: readonly Limit[],
	recent: readonly number[],
	now: number,
	timeZone: string,
): Limit | null {
	for (const limit of limits) {
		if (counted(limit, recent, now, timeZone).length >= limit.max) return limit;
	}
	return null;
}

/**
 * When a limit that is used up ends if nothing new comes; null when it allows nothing at all.
 * @param recent ascending
 */
export function limitEnd(
	limit: Limit,
	recent: readonly number[],
	now: number,
	timeZone: string,
): number | null {
	if (limit.max === 0) return null;
	if (limit.window === 'calendar') return nextWindow(limit, now, timeZone);
	const [last = now] = counted(limit, recent, now, timeZone).slice(-limit.max);
	return last + ROLLING[limit.per];
}

/**
 * Where the next calendar window starts. Not a length later, because local days are not all of one
 * length; where clocks go back by half an hour, an hour later may be the same local hour.
 */
function nextWindow({ per }: Limit, now: number, zone: string): number {
	const local = DateTime.fromMillis(now, { zone });
	let start = now;
	for (let ahead = 1; start <= now; ahead++) {
		start = local
			.plus({ [per]: ahead })
			.startOf(per)
			.toMillis();
	}
	return start;
}

/** What counts for a limit, ascending. */
function counted(limit: Limit, recent: readonly number[], now: number, zone: string): number[] {
	const since = windowStart(limit, now, zone);
	return recent.filter((at) => at >= since && at <= now);
}

/** The first instant that counts for a limit. Rolling windows exclude their far end. */
function windowStart(limit: Limit, now: number, zone: string): number {
	if (limit.window === 'rolling') return now - ROLLING[limit.per] + 1;
	return DateTime.fromMillis(now, { zone }).startOf(limit.per).toMillis();
}
