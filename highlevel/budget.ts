import { dailyLimit, tooBusy, type HighLevelError } from './errors';
import { rateLimitsIn } from './rateLimitHeaders';
import { MINUTE } from '../routing/model/durations';

/** HighLevel's documented interval, when it refuses without naming one (Rate Limits). */
const DEFAULT_INTERVAL_MS = 10_000;
/** How long nobody asks after the day was used up: its end is not documented, so asking tells. */
const DAY_USED_UP_MS = MINUTE;
/** So long somebody waits for a turn; more is left to whoever runs the workflow again. */
const LONGEST_WAIT_MS = 10 * MINUTE;

/** The part of an interval that work on many contacts leaves to messages that come meanwhile. */
const KEPT_FROM_PATIENT = 1 / 3;

/** Requests that HighLevel allows in one interval, as far as its answers tell. */
interface Window {
	/** How many more may be sent. */
	left: number;
	/** The least that HighLevel has said to be left; Infinity before it said anything. */
	lowest: number;
	/** Milliseconds; null until the first answer, which dates the interval from its late side. */
	endsAt: number | null;
	/** Given with the first answer. */
	readonly dated: Signal;
	/** Resolves once all who wait may look again; null while nobody waits. */
	over: Promise<void> | null;
	sent: number;
	refused: number;
}

/** Leave to send one request; goes back with its answer. */
export interface Permit {
	/** Null while HighLevel names no limits. */
	readonly window: Window | null;
	/** More than this cannot be left in the same interval after this request. */
	readonly ceiling: number;
}

/**
 * What HighLevel's rate limit still allows for one location and one kind of access, for everything
 * in this process that asks about it. Knows nothing at first: one request goes ahead and its answer
 * tells (`X-RateLimit-*`, on every answer of HighLevel). What others use of the same limit shows in
 * the same headers.
 */
export class Budget {
	private window: Window | null = null;
	private max = Infinity;
	/** How many of them this process takes; the others are for whoever uses the same limit. */
	private share = Infinity;
	private intervalMs = DEFAULT_INTERVAL_MS;
	private inFlight = 0;
	private dayUsedUntil = -Infinity;
	/** Ends with the first answer; null before the first request. */
	private learning: Signal | null = null;
	private learnt = false;

	/** @param now milliseconds of a clock that nobody sets */
	constructor(
		private readonly wait: (milliseconds: number) => Promise<void>,
		private readonly now: () => number,
	) {}

	/**
	 * Waits until one more request may be sent.
	 * @param patient leaves a part of each interval to those who are not
	 * @returns the error to stop with when the limit of the day is used up, or others were always first
	 */
	async take(patient = false): Promise<Permit | HighLevelError> {
		const until = this.now() + LONGEST_WAIT_MS;
		for (;;) {
			if (this.now() > until) return tooBusy();
			if (this.now() < this.dayUsedUntil) return dailyLimit(null);
			if (this.learnt) {
				const { window } = this;
				if (!window) return this.permit(null);
				if (window.endsAt !== null && this.now() >= window.endsAt) this.open(window);
				else if (window.left > this.keptFrom(window, patient)) return this.permit(window);
				else await this.end(window);
			} else if (this.learning) {
				await this.learning.given;
			} else {
				this.learning = new Signal();
				return this.permit(null);
			}
		}
	}

	/**
	 * What the answer says about the limits.
	 * @param headers with names in lower case; null when no answer came
	 * @param refused the rate limit refused the request
	 */
	giveBack(permit: Permit, headers: Record<string, unknown> | null, refused: boolean): void {
		this.inFlight--;
		const { remaining, max, intervalMs, isDayUsedUp } = rateLimitsIn(headers);
		if (max) this.max = max;
		if (intervalMs) this.intervalMs = intervalMs;
		else if (refused) this.intervalMs = DEFAULT_INTERVAL_MS;
		if (isDayUsedUp) this.dayUsedUntil = this.now() + DAY_USED_UP_MS;
		this.learnt = true;
		this.learning?.give();

		const { window } = permit;
		// An answer to a request of an earlier interval says nothing about this one.
		if (window !== this.window || (remaining === null && !refused)) {
			if (window) this.date(window);
			return;
		}
		let current = window;
		if (!current || (remaining !== null && remaining > permit.ceiling)) {
			// The first that HighLevel says, or its interval began anew, earlier than reckoned.
			if (current) this.date(current, 0);
			current = this.newWindow((remaining ?? this.max) - this.inFlight, remaining ?? Infinity);
			this.window = current;
		} else if (remaining !== null) {
			current.left = Math.min(current.left, remaining);
			current.lowest = Math.min(current.lowest, remaining);
		}
		if (refused) {
			current.refused++;
			current.left = 0;
			current.endsAt = null;
		}
		this.date(current);
	}

	/** What a request must leave over; the first of an interval leaves nothing, because it dates it. */
	private keptFrom({ sent }: Window, patient: boolean): number {
		const share = Math.min(this.share, this.max);
		if (!patient || sent === 0 || share === Infinity) return 0;
		return Math.floor(share * KEPT_FROM_PATIENT);
	}

	private permit(window: Window | null): Permit {
		this.inFlight++;
		if (!window) return { window, ceiling: Infinity };
		window.left--;
		window.sent++;
		return { window, ceiling: Math.min(window.lowest, this.max) - 1 };
	}

	/**
	 * After refusals no more than got through, or half; from then on a tenth more each time, so that
	 * several processes find their shares. What is still on its way may count for the next interval,
	 * but at least one request has to find out.
	 */
	private open({ sent, refused }: Window): void {
		const share = Math.min(this.share, this.max);
		const next = refused > 0 ? Math.max(sent - refused, share / 2) : share + this.max / 10;
		this.share = Math.min(Math.ceil(next), this.max);
		this.window = this.newWindow(Math.max(1, this.share - this.inFlight), Infinity);
	}

	private newWindow(left: number, lowest: number): Window {
		return { left, lowest, endsAt: null, dated: new Signal(), over: null, sent: 0, refused: 0 };
	}

	private date(window: Window, lastsMs = this.intervalMs): void {
		window.endsAt ??= this.now() + lastsMs;
		window.dated.give();
	}

	/** One wait for everybody, however many there are. */
	private async end(window: Window): Promise<void> {
		window.over ??= this.passed(window).then(() => {
			if (this.window === window) this.open(window);
		});
		await window.over;
	}

	private async passed(window: Window): Promise<void> {
		await window.dated.given;
		for (let reached = -Infinity; (window.endsAt ?? 0) > reached;) {
			const end = window.endsAt ?? 0;
			const pause = end - this.now();
			if (pause > 0) await this.wait(pause);
			// A refusal may have moved the end meanwhile.
			reached = end;
		}
	}
}

/** Something that happens once and may be waited for. */
class Signal {
	give: () => void = () => {};
	readonly given = new Promise<void>((resolve) => {
		this.give = resolve;
	});
}
