import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { locationNamed } from '../../shared/highLevel/connection';
import { ledgerKindOf } from '../../shared/ledger/open';
import { without } from '../../shared/json';
import { decideAll } from '../decideAll';

/** Adds a decision to every item: assigned ones to the first output, the others to the second. */
export async function resolveAssignments(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const results = await decideAll(context, items);
	const assigned: INodeExecutionData[] = [];
	const notAssigned: INodeExecutionData[] = [];
	for (const [itemIndex, item] of items.entries()) {
		const pairedItem = { item: itemIndex };
		const result = results.get(itemIndex);
		if (!result) continue;
		if (result instanceof Error) {
			// Never into 'Assigned': the next node would assign somebody by accident.
			notAssigned.push({ json: { error: result.message }, pairedItem });
			continue;
		}
		const { id, decision, repeated } = result.recorded;
		const entry = id && { id, ledger: ledgerKindOf(context) };
		const preview = item.json.preview === true && { preview: true };
		const locationId = locationNamed(context, itemIndex);
		const json = {
			// First, so that the editor shows it without scrolling.
			assignment: {
				...preview,
				...decision,
				...entry,
				repeated,
				...(result.shown && { shown: result.shown }),
			},
			...without(item.json, 'assignment'),
			contact: result.contact,
			// Where the nodes that follow look for it.
			...(locationId && { locationId }),
		} as unknown as IDataObject;
		(decision.user ? assigned : notAssigned).push({ ...item, json, pairedItem });
	}
	return [assigned, notAssigned];
}
