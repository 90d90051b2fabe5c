/** So many credentials may have been changed at once, each with a message under way. */
const AT_ONCE = 10;

/** After that, one more so often. */
const EVERY_MS = 1_000;

/**
 * How often requests that fit no secret may make n8n read credentials anew: somebody may have changed
 * them. Whoever forges requests would else keep n8n busy with it, at 20 to 60 ms each.
 */
export class LookBudget {
	/** In whole milliseconds, which add up. */
	private savedMs = AT_ONCE * EVERY_MS;
	private countedAt: number | null = null;

	/**
	 * @param now milliseconds on any clock, even one that is set back
	 * @returns whether one may be read now; it counts as read
	 */
	take(now: number): boolean {
		const passed = Math.max(0, now - (this.countedAt ?? now));
		this.savedMs = Math.min(AT_ONCE * EVERY_MS, this.savedMs + passed);
		this.countedAt = now;
		if (this.savedMs < EVERY_MS) return false;
		this.savedMs -= EVERY_MS;
		return true;
	}
}
