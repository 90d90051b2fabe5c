import type { Ledger } from '../../../ledger/ledger';
import type { RatingQuestion } from '../../../ledger/outcomes';
import { DAY, MINUTE } from '../../../routing/model/durations';
import {
	asRating,
	withRating,
	writtenRating,
	type WrittenRating,
} from '../../../routing/model/rating';
import { identitiesOf, type Touch } from '../../../routing/model/touch';

/** Who was asked longer ago means something else by a number. */
const ANSWERED_WITHIN_MS = DAY;

/** As long as one message may be told once more: by another trigger, or by a second delivery. */
const TOLD_AGAIN_MS = 10 * MINUTE;

/**
 * A touch as it is, also when its message is a number that somebody was asked for, or the stars of a button: then it is a
 * `rating`, and nobody has to be found for it.
 * @param ledgers of the locations that the contact may belong to
 * @throws {LedgerError} when a ledger cannot be asked, about such a message only
 */
export async function knownAsRating(ledgers: readonly Ledger[], touch: Touch): Promise<Touch> {
	const known = asRating(touch);
	const written = known.event === 'message' ? writtenRating(known.message) : null;
	if (written === null) return known;
	for (const ledger of ledgers) {
		const id = await questionOf(ledger, identitiesOf(touch.contact), written);
		if (id !== null) return withRating(touch, { id, value: written.value });
	}
	return known;
}

/** Which question a number or stars of this contact answer; null for none. */
export async function questionOf(
	ledger: Ledger,
	contact: readonly string[],
	written: WrittenRating,
): Promise<string | null> {
	const now = ledger.now();
	const question = await ledger.outcomes.lastQuestion(contact, now);
	return question && isAnsweredBy(question, written, now) ? question.id : null;
}

function isAnsweredBy(
	{ askedAt, number, answer }: RatingQuestion,
	{ value, isTitle }: WrittenRating,
	now: number,
): boolean {
	if (!(number || isTitle) || now - askedAt > ANSWERED_WITHIN_MS) return false;
	return answer === null || (answer.value === value && now - answer.at < TOLD_AGAIN_MS);
}
