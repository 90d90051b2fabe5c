import type { Ledger } from '../../../ledger/ledger';
import type { RatingNoted } from '../../../ledger/outcomes';
import type { Touch } from '../../../routing/model/touch';
import { textOf } from '../json';
import { fieldsOf } from '../parameterValues';

/**
 * Notes what a touch rates, wherever the question is known; nothing of any other touch.
 * @returns null when nobody knows the question
 * @throws {LedgerError} when a ledger cannot be used
 */
export async function noteRating(
	ledgers: readonly Ledger[],
	{ event, rating, message }: Touch,
): Promise<RatingNoted | null> {
	if (event !== 'rating' || !rating) return null;
	for (const ledger of ledgers) {
		const now = ledger.now();
		const at = ratedAt(message, now);
		const noted = await ledger.outcomes.rate(rating.id, rating.value, at, now);
		if (noted) return noted;
	}
	return null;
}

/** When the message was sent; now when it does not say, or its clock is ahead. */
export function ratedAt(message: unknown, now: number): number {
	const at = Date.parse(textOf(fieldsOf(message).time));
	return at <= now ? at : now;
}
