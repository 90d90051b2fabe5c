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

/** How far a part is off. */
export interface Deviation {
	/** How many more it missed than if it were like all others. */
	missed: number;
	/** How many standard deviations that is. */
	deviations: number;
}

/** Whether there is enough of a part, and of all others, to tell them apart. */
export function canBeJudged({ hadTarget }: Counts, whole: Counts): boolean {
	return hadTarget >= FEWEST && whole.hadTarget - hadTarget >= FEWEST;
}

/**
 * How far a part is off in missing more than all others, when chance does not explain it; else null.
 * @param whole the part and all others
 * @param looks among how many parts it was looked for: of many, one is far off by chance alone
 */
export function beyondChance(part: Counts, whole: Counts, looks: number): Deviation | null {
	if (!canBeJudged(part, whole)) return null;
	const { hadTarget, inTarget } = part;
	const others = whole.hadTarget - hadTarget;
	const share = (whole.inTarget - inTarget) / others;
	const missed = share * hadTarget - inTarget;
	const pooled = whole.inTarget / whole.hadTarget;
	const deviation = Math.sqrt(pooled * (1 - pooled) * hadTarget * (1 + hadTarget / others));
	// As far off as the farthest of so many is by chance (normal distribution).
	const farthest = Math.max(BEYOND_CHANCE, Math.sqrt(2 * Math.log(looks)));
	return missed > farthest * deviation ? { missed, deviations: missed / deviation } : null;
}

/**
 * The part that stands out most beyond chance; null when none does.
 * @param by what is most: what was missed, or how unlikely that is, which finds where it begins and ends
 */
export function worstOf<Part extends Counts>(
	parts: readonly Part[],
	whole: Counts,
	by: keyof Deviation,
): Part | null {
	const judged = parts.filter(({ hadTarget }) => hadTarget >= FEWEST);
	let worst: Part | null = null;
	let most = 0;
	for (const part of judged) {
		const much = beyondChance(part, whole, judged.length)?.[by] ?? 0;
		if (much > most) [worst, most] = [part, much];
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
