import type { Ledger } from '../../ledger/ledger';
import { readOutcome, RESULT_WORDS } from './outcomeParameters';
import { UNKNOWN, type Asked, type Update } from './resultItem';

const GOES_ON: Update = {
	outcome: 'noResult',
	summary: 'The opportunity is open, so there is nothing to note.',
};

/** Notes what became of a contact. */
export async function noteOutcome(
	ledger: Ledger,
	contact: readonly string[],
	{ context, itemIndex }: Asked,
): Promise<Update> {
	const now = ledger.now();
	const outcome = readOutcome(context, itemIndex, contact, now);
	if (!outcome) return GOES_ON;
	const [isNew = null] = await ledger.outcomes.note([outcome], now);
	if (isNew === null) return UNKNOWN;
	const { name } = RESULT_WORDS[outcome.kind];
	return isNew
		? { outcome: 'outcomeNoted', summary: `The result was noted: ${name}.` }
		: { outcome: 'repeatedOutcome', summary: `This result was noted before: ${name}.` };
}
