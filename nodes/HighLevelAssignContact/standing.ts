import type { IExecuteFunctions } from 'n8n-workflow';
import type { Standing } from '../../routing/model/standing';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import { ledgerUseOf, openLedger } from '../shared/ledger/open';
import type { Decided } from './decision';

/** What the ledger says of a decision at the moment when it is carried out; open when none has it. */
export function standingOf(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	decided: Decided | null,
): () => Promise<Standing> {
	const entry = decided?.entry;
	if (!entry) return async () => 'open';
	return async () => {
		const ledger = await openLedger(context, highLevel, ledgerUseOf(context));
		return await ledger.standing(entry.id, ledger.now());
	};
}
