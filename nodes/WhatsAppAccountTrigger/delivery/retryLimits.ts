/** More than ever fail at a time; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/**
 * Messages whose run failed, and with how many they may run next time: the square root, so of a
 * hundred first ten, then three, then one. A message that the workflow cannot handle is soon alone,
 * and fails alone. Halves would need fewer runs and more rounds; but the next round begins when
 * WhatsApp delivers again, and its waits grow. Kept in the process only, so a restart forgets it.
 */
export class RetryLimits {
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
	note(keys: ReadonlySet<string>, wentWell: boolean): void {
		for (const key of keys) {
			this.limits.delete(key);
			if (!wentWell) this.limits.set(key, Math.max(1, Math.floor(Math.sqrt(keys.size))));
		}
		for (const oldest of this.limits.keys()) {
			if (this.limits.size <= REMEMBERED) break;
			this.limits.delete(oldest);
		}
	}
}
