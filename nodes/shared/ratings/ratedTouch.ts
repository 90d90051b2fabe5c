import type { IWebhookFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import type { LedgerStore } from '../../../ledger/store';
import { asRating, writtenRating } from '../../../routing/model/rating';
import { reasonOf } from '../../../routing/model/text';
import type { Touch } from '../../../routing/model/touch';
import { openTriggerStore } from '../ledger/open';
import { knownAsRating } from './ratingOf';

/**
 * A touch that came to a trigger, as a rating if it is one. Only about a number or stars the
 * ledger is asked; while it cannot be, they are a message, because none may be lost for that.
 * @param ledgersOf the ledgers of the locations that the contact may belong to
 */
export async function ratedTouch(
	context: IWebhookFunctions,
	touch: Touch,
	ledgersOf: (store: LedgerStore) => Promise<readonly Ledger[]>,
): Promise<Touch> {
	const known = asRating(touch);
	if (known.event !== 'message' || writtenRating(known.message) === null) return known;
	try {
		return await knownAsRating(await ledgersOf(await openTriggerStore(context)), known);
	} catch (error) {
		context.logger.warn(
			`A number or stars are taken for a message and no rating: ${reasonOf(error)}`,
		);
		return known;
	}
}
