import type { IExecuteFunctions } from 'n8n-workflow';
import type { Touch } from '../../../routing/model/touch';
import type { LedgerUse } from '../../shared/ledger/open';

/**
 * Names a decision: the same event gets the same decision from the same node. On the canvas every
 * run decides anew, because people change the rules and try again; so does the sample of Meta's App
 * Dashboard, which is always the same.
 */
export function decisionKey(
	context: IExecuteFunctions,
	use: LedgerUse,
	{ key, test }: Pick<Touch, 'key' | 'test'>,
): string {
	const once = use === 'live' && !test;
	const run = once ? '' : context.getExecutionId();
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, run, key]);
}
