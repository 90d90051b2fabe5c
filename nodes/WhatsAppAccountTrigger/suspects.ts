/** More than ever fail at a time; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/**
 * Messages whose run failed, and with how many they may run next time: half as many with each
 * failure. So a message that the workflow cannot handle is soon alone, and fails alone. Kept in the
 * process only: after a restart the halving begins again.
 */
export class Suspects {
	private readonly limits = new Map<string, number>();

	has(key: string): boolean {
		return this.limits.has(key);
	}

	/** How many messages a run with these may have. */
	limitFor(keys: Iterable<string>): number {
		let limit = Number.POSITIVE_INFINITY;
		for (const key of keys) limit = Math.min(limit, this.limits.get(key) ?? limit);
		return limit;
	}

	/** Takes note of the end of a run with these messages. */
	judge(keys: ReadonlySet<string>, wentWell: boolean): void {
		for (const key of keys) {
			this.limits.delete(key);
			if (!wentWell) this.limits.set(key, Math.max(1, Math.floor(keys.size / 2)));
		}
		for (const oldest of this.limits.keys()) {
			if (this.limits.size <= REMEMBERED) break;
			this.limits.delete(oldest);
		}
	}
}
