/** What was asked, and what was answered in time. */
export interface Counts {
	/** All that had the target's time. */
	hadTarget: number;
	/** Those of them that were answered within it. */
	inTarget: number;
}

/** Two standard deviations: chance goes so far with one of 40. */
const BEYOND_CHANCE = 2;

/** Fewer than this say nothing, whatever their share. */
const FEWEST = 10;

/**
 * How many more a part missed than if it were like all others, when chance does not explain it; else 0.
 * @param whole the part and all others
 * @param looks among how many parts it was looked for: of many, one is far off by chance alone
 */
export function missedBeyondChance(part: Counts, whole: Counts, looks: number): number {
	const { hadTarget, inTarget } = part;
	const others = whole.hadTarget - hadTarget;
	if (hadTarget < FEWEST || others < FEWEST) return 0;
	const share = (whole.inTarget - inTarget) / others;
	const missed = share * hadTarget - inTarget;
	const pooled = whole.inTarget / whole.hadTarget;
	const deviation = Math.sqrt(pooled * (1 - pooled) * hadTarget * (1 + hadTarget / others));
	// As far off as the farthest of so many is by chance (normal distribution).
	const farthest = Math.max(BEYOND_CHANCE, Math.sqrt(2 * Math.log(looks)));
	return missed > farthest * deviation ? missed : 0;
}

/** The part that missed most beyond chance; null when none did. */
export function worstOf<Part extends Counts>(parts: readonly Part[], whole: Counts): Part | null {
	let worst: Part | null = null;
	let most = 0;
	for (const part of parts) {
		const missed = missedBeyondChance(part, whole, parts.length);
		if (missed > most) [worst, most] = [part, missed];
	}
	return worst;
}

export function totalOf(parts: readonly Counts[]): Counts {
	const total = { hadTarget: 0, inTarget: 0 };
	for (const { hadTarget, inTarget } of parts) {
		total.hadTarget += hadTarget;
		total.inTarget += inTarget;
	}
	return total;
}
