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
		const since = windowStart(limit, now, timeZone);
		if (recent.filter((at) => at >= since && at <= now).length >= limit.max) return limit;
	}
	return null;
}

/** The first instant that counts for a limit. Rolling windows exclude their far end. */
function windowStart(limit: Limit, now: number, zone: string): number {
	if (limit.window === 'rolling') return now - ROLLING[limit.per] + 1;
	return DateTime.fromMillis(now, { zone }).startOf(limit.per).toMillis();
}
