import type { Ledger } from '../../../ledger/ledger';
import type { RatingQuestion } from '../../../ledger/outcomes';
import { DAY, MINUTE } from '../../../routing/model/durations';
import { asRating, bareRating, withRating } from '../../../routing/model/rating';
import { identitiesOf, type Touch } from '../../../routing/model/touch';

/** Who was asked longer ago means something else by a number. */
const NUMBER_COUNTS_MS = DAY;

/** As long as one message may be told once more: by another trigger, or by a second delivery. */
const TOLD_AGAIN_MS = 10 * MINUTE;

/**
 * A touch as it is, also when its message is a bare number that somebody was asked for: then it is a
 * `rating`, and nobody has to be found for it.
 * @param ledgers of the locations that the contact may belong to
 * @throws {LedgerError} when a ledger cannot be asked, about a bare number only
 */
export async function knownAsRating(ledgers: readonly Ledger[], touch: Touch): Promise<Touch> {
	const known = asRating(touch);
	const value = known.event === 'message' ? bareRating(known.message) : null;
	if (value === null) return known;
	for (const ledger of ledgers) {
		const id = await questionOf(ledger, identitiesOf(touch.contact), value);
		if (id !== null) return withRating(touch, { id, value });
	}
	return touch;
}

/** Which question a bare number of this contact answers; null for none. */
export async function questionOf(
	ledger: Ledger,
	contact: readonly string[],
	value: number,
): Promise<string | null> {
	const now = ledger.now();
	const question = await ledger.outcomes.lastQuestion(contact, now);
	return question && isAnsweredBy(question, value, now) ? question.id : null;
}

function isAnsweredBy({ askedAt, number, answer }: RatingQuestion, value: number, now: number) {
	if (!number || now - askedAt > NUMBER_COUNTS_MS) return false;
	return answer === null || (answer.value === value && now - answer.at < TOLD_AGAIN_MS);
}
