import type { Ledger } from '../../ledger/ledger';
import type { Result } from '../../routing/model/contactOutcome';
import { RESULT_WORDS, readResult, resultOf } from './outcomeParameters';
import { readAsk } from './ratingParameters';
import { ratingRequest } from './ratingRequest';
import { UNKNOWN, type Asked, type Update } from './resultItem';

/** Closes a contact, says what came of it, and makes what is needed to ask for a rating. */
export async function closeContact(
	ledger: Ledger,
	contact: readonly string[],
	{ context, itemIndex, before }: Asked,
): Promise<Update> {
	const result = readResult(context, itemIndex);
	const { way, question } = readAsk(context, itemIndex);
	const now = ledger.now();
	if (!(await ledger.close(contact, now))) return UNKNOWN;
	if (result !== 'closed') await ledger.outcomes.note([resultOf(result, contact, now)], now);
	const summary = closedAs(result);
	// One answer cannot be to two questions: another ledger has asked already.
	if (way === 'no' || before?.askRating) return { outcome: 'closed', summary };
	const asked = await ledger.outcomes.ask(contact, way === 'number', now);
	return asked
		? { outcome: 'closed', summary, askRating: ratingRequest(asked.id, question) }
		: { outcome: 'closed', summary };
}

function closedAs(result: Result): string {
	const closed = 'The contact no longer counts as open.';
	return result === 'closed' ? closed : `${closed} Result: ${RESULT_WORDS[result].name}.`;
}
