import type { Access } from './tokens';

export interface RateLimit {
	/** Requests in one interval. */
	max: number;
	/** Length of the interval in milliseconds. */
	intervalMs: number;
	/** Requests in 24 hours. */
	daily: number;
}

/** What HighLevel's documentation promises to marketplace apps, per app and location. */
export const DEFAULT_RATE_LIMIT: RateLimit = { max: 100, intervalMs: 10_000, daily: 200_000 };

/** What a trial account's private integration has been seen to get. */
export const TRIAL_RATE_LIMIT: RateLimit = { max: 25, intervalMs: 10_000, daily: 10_000 };

/** For runs that measure n8n and this package, not HighLevel's limits. */
export const NO_RATE_LIMIT: RateLimit = { max: 1e9, intervalMs: 10_000, daily: 1e9 };

const DAY_MS = 24 * 60 * 60 * 1000;

/** A fixed window: it starts with the first request after the last one ended. */
interface Window {
	endsAt: number;
	used: number;
}

interface Admission {
	allowed: boolean;
	headers: Record<string, string>;
}

/** Counts requests per location (or company) and kind of token. */
export class RateLimiter {
	private readonly windows = new Map<string, { burst: Window; day: Window }>();

	constructor(
		private readonly limit: RateLimit,
		private readonly clock: () => number,
	) {}

	/**
	 * Counts one request, unless it is refused. The headers are those of every answer; there is no
	 * `Retry-After`, and `X-RateLimit-Daily-Reset` is a duration in milliseconds.
	 */
	count(access: Access): Admission {
		const now = this.clock();
		const key = `${access.kind} ${access.locationId ?? access.companyId}`;
		const { burst, day } = this.windows.get(key) ?? { burst: closed, day: closed };
		const windows = {
			burst: current(burst, now, this.limit.intervalMs),
			day: current(day, now, DAY_MS),
		};
		this.windows.set(key, windows);
		const allowed = windows.burst.used < this.limit.max && windows.day.used < this.limit.daily;
		if (allowed) {
			windows.burst.used += 1;
			windows.day.used += 1;
		}
		return {
			allowed,
			headers: {
				'X-RateLimit-Limit-Daily': String(this.limit.daily),
				'X-RateLimit-Daily-Remaining': String(this.limit.daily - windows.day.used),
				'X-RateLimit-Daily-Reset': String(windows.day.endsAt - now),
				'X-RateLimit-Interval-Milliseconds': String(this.limit.intervalMs),
				'X-RateLimit-Max': String(this.limit.max),
				'X-RateLimit-Remaining': String(this.limit.max - windows.burst.used),
			},
		};
	}
}

const closed: Window = { endsAt: -Infinity, used: 0 };

function current(window: Window, now: number, lengthMs: number): Window {
	return now < window.endsAt ? window : { endsAt: now + lengthMs, used: 0 };
}
