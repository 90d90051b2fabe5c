import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { concernsEverything, type HighLevelError } from '../../highlevel/errors';
import { decide } from '../../routing/decide';
import { stateNeeds } from '../../routing/stateNeeds';
import { ledgerOf } from '../common/ledgers';
import { without } from '../common/without';
import { explainError } from './explainError';
import { hintAtMistakes } from './hintAtMistakes';
import { plansFor } from './planFromParameters';
import { openRouting, situationOf, type Routing } from './situation';

/** Adds a decision to every item: assigned ones to the first output, the others to the second. */
export async function resolveAssignments(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const assigned: INodeExecutionData[] = [];
	const notAssigned: INodeExecutionData[] = [];
	const node = context.getNode();
	const planOf = plansFor(context);
	let routing: Routing | undefined;
	let outage: HighLevelError | undefined;

	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			if (outage) throw outage;
			// In here: what n8n itself catches, it would send through 'Assigned' when it continues.
			routing ??= await openRouting(context);
			const situation = await situationOf(context, routing, planOf(itemIndex), item, itemIndex);
			const { compiled, touch, users, now, options } = situation;
			if (itemIndex === 0) hintAtMistakes(context, compiled, users, now);
			const { decision, repeated } = await ledgerOf(
				routing.account,
				routing.client.locationId,
				routing.isTestRun,
			).decideOnce(
				decisionKey(context, routing, touch.key),
				stateNeeds(compiled, touch, users, now),
				(state) => decide(compiled, touch, { ...state, users }, now, options),
			);
			const json = {
				// First, so that the editor shows it without scrolling.
				assignment: { ...decision, repeated },
				...without(item.json, 'assignment'),
				contact: touch.contact,
			} as unknown as IDataObject;
			const output = decision.user ? assigned : notAssigned;
			output.push({ ...item, json, pairedItem: { item: itemIndex } });
		} catch (error) {
			if (concernsEverything(error)) outage = error;
			const nodeError = explainError(node, error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			// Never into 'Assigned': the next node would assign somebody by accident.
			notAssigned.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return [assigned, notAssigned];
}

/**
 * Names a decision: the same event gets the same decision from the same node. On the canvas every
 * run decides anew, because people change the rules and try again.
 */
function decisionKey(context: IExecuteFunctions, routing: Routing, touchKey: string): string {
	const run = routing.isTestRun ? context.getExecutionId() : '';
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, run, touchKey]);
}
