/** Numbers from 0 up to 1; mulberry32: small, fast, and the same on every machine. */
export function seededRandom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A copy in an order that depends on the random numbers only (Fisher-Yates). */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
	const copy = [...values];
	for (let last = copy.length - 1; last > 0; last--) {
		const other = Math.floor(random() * (last + 1));
		[copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
	}
	return copy;
}
