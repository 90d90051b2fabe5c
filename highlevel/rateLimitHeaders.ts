import { MINUTE } from '../routing/model/durations';

/** HighLevel documents ten seconds; after this long, asking tells more than waiting. */
const LONGEST_INTERVAL_MS = MINUTE;

/** What an answer of HighLevel says about its limits, null for what it does not say. */
interface RateLimits {
	/** How many more requests it takes in this interval. */
	remaining: number | null;
	/** How many it takes in one interval. */
	max: number | null;
	/** At most {@link LONGEST_INTERVAL_MS}. */
	intervalMs: number | null;
	/** How many more requests it takes today, and how many in a whole day. */
	dailyRemaining: number | null;
	dailyMax: number | null;
	/** No request is left for today. */
	isDayUsedUp: boolean;
}

/** @param headers with names in lower case; null when no answer came */
export function rateLimitsIn(headers: Record<string, unknown> | null): RateLimits {
	const intervalMs = numberIn(headers, 'x-ratelimit-interval-milliseconds');
	const dailyRemaining = numberIn(headers, 'x-ratelimit-daily-remaining');
	return {
		remaining: numberIn(headers, 'x-ratelimit-remaining'),
		max: numberIn(headers, 'x-ratelimit-max'),
		intervalMs: intervalMs === null ? null : Math.min(intervalMs, LONGEST_INTERVAL_MS),
		dailyRemaining,
		dailyMax: numberIn(headers, 'x-ratelimit-limit-daily'),
		isDayUsedUp: dailyRemaining === 0,
	};
}

function numberIn(headers: Record<string, unknown> | null, name: string): number | null {
	const value = headers?.[name];
	if (typeof value !== 'string' && typeof value !== 'number') return null;
	const number = Number(value);
	return String(value).trim() !== '' && Number.isFinite(number) && number >= 0 ? number : null;
}
