/** When n8n was there, milliseconds since 1970. */
export class Uptime {
	private readonly times: Array<{ from: number; until: number }> = [];

	back(): void {
		this.times.push({ from: Date.now(), until: Infinity });
	}

	gone(): void {
		const last = this.times.at(-1);
		if (last) last.until = Date.now();
	}

	/** The longest time between two instants in which it was there without a break. */
	longestBetween(from: number, until: number): number {
		const parts = this.times.map((one) => Math.min(one.until, until) - Math.max(one.from, from));
		return Math.max(0, ...parts);
	}
}
