import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import { RATINGS } from '../../routing/model/contactOutcome';
import { questionOf } from '../shared/ratings/ratingOf';
import { ratedAt } from '../shared/ratings/noteRating';
import { readIdentities } from './contactParameters';
import { itemFields } from './itemFields';
import { readRating, type ToldRating } from './ratingParameters';
import { UNKNOWN, type Asked, type Update } from './resultItem';

const NO_RATING: Update = {
	outcome: 'noRating',
	summary: 'The message is no rating that somebody was asked for, so nothing was noted.',
};

const UNKNOWN_QUESTION: Update = {
	outcome: 'unknownContact',
	summary: 'Nothing is remembered about a question with this Rating ID.',
};

/**
 * What the ledger is to find the contact of a rating by: none is needed when the rating says itself to
 * which question it is the answer.
 * @throws {NodeOperationError} when neither is said
 */
export function readRated(context: IExecuteFunctions, itemIndex: number): string[] {
	return readRating(context, itemIndex)?.id ? [] : readIdentities(context, itemIndex);
}

/** Notes how satisfied a contact is. */
export async function noteRating(
	ledger: Ledger,
	contact: readonly string[],
	{ context, itemIndex }: Asked,
): Promise<Update> {
	const rating = readRating(context, itemIndex);
	if (!rating) return NO_RATING;
	const id = await questionAbout(ledger, contact, rating);
	if (id === null) return rating.written ? NO_RATING : UNKNOWN;
	const now = ledger.now();
	const at = ratedAt(itemFields(context, itemIndex).item.message, now);
	const noted = await ledger.outcomes.rate(id, rating.value, at, now, rating.by);
	if (!noted) return UNKNOWN_QUESTION;
	const said = `${rating.value} of ${RATINGS.highest}`;
	return noted.repeated
		? { outcome: 'repeatedRating', summary: `This rating was noted before: ${said}.` }
		: { outcome: 'ratingNoted', summary: `The rating was noted: ${said}.` };
}

/**
 * The question that a rating answers. A number that a person only wrote must have been asked for; what
 * comes from a survey need not have been asked for here.
 * @returns null when there is none, and the contact is not known
 */
async function questionAbout(
	ledger: Ledger,
	contact: readonly string[],
	{ id, written }: ToldRating,
): Promise<string | null> {
	if (id !== '') return id;
	if (written) return await questionOf(ledger, contact, written);
	const now = ledger.now();
	const last = await ledger.outcomes.lastQuestion(contact, now);
	return (last ?? (await ledger.outcomes.ask(contact, false, now)))?.id ?? null;
}
