import type { IExecuteFunctions } from 'n8n-workflow';
import type { Touch } from '../../../routing/model/touch';
import type { LedgerUse } from '../../../ledger/scopes';

/**
 * Names decisions: the same event gets the same decision from the same node. On the canvas every
 * run decides anew, because people change the rules and try again; so does the sample of Meta's App
 * Dashboard, which is always the same.
 */
export function decisionKeys(
	context: IExecuteFunctions,
	use: LedgerUse,
): (touch: Pick<Touch, 'key' | 'test'>) => string {
	const workflow = context.getWorkflow().id;
	// n8n copies all parameters of the node each time.
	const node = context.getNode().id;
	return ({ key, test }) => {
		const once = use === 'live' && !test;
		const run = once ? '' : context.getExecutionId();
		return JSON.stringify([workflow, node, run, key]);
	};
}
