/** Minutes that are counted in a row; the few longer ones are counted one by one. */
const IN_A_ROW = 10_000;

/** How often each number of whole minutes occurred. */
export class MinuteCounts {
	private row = new Uint32Array(32);
	private readonly longer = new Map<number, number>();
	private all = 0;

	get total(): number {
		return this.all;
	}

	add(minutes: number, count: number): void {
		this.all += count;
		if (minutes >= IN_A_ROW) {
			this.longer.set(minutes, (this.longer.get(minutes) ?? 0) + count);
			return;
		}
		if (minutes >= this.row.length) this.grow(minutes);
		this.row[minutes] = (this.row[minutes] ?? 0) + count;
	}

	/** How many are so many minutes or fewer. */
	upTo(minutes: number): number {
		let sum = 0;
		for (const [one, count] of this.ascending()) {
			if (one > minutes) break;
			sum += count;
		}
		return sum;
	}

	/** Minutes with how often they occurred, the fewest minutes first. */
	*ascending(): Generator<[minutes: number, count: number]> {
		for (let minutes = 0; minutes < this.row.length; minutes++) {
			const count = this.row[minutes] ?? 0;
			if (count > 0) yield [minutes, count];
		}
		yield* [...this.longer].sort(([one], [other]) => one - other);
	}

	private grow(minutes: number): void {
		const row = new Uint32Array(Math.min(IN_A_ROW, Math.max(minutes + 1, 2 * this.row.length)));
		row.set(this.row);
		this.row = row;
	}
}

/** The fewest minutes within which at least this share of all lies; null when there are none. */
export function quantile(counts: MinuteCounts, share: number): number | null {
	let sum = 0;
	for (const [minutes, count] of counts.ascending()) {
		sum += count;
		if (sum >= share * counts.total) return minutes;
	}
	return null;
}
