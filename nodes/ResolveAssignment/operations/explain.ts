import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameterResourceLocator,
} from 'n8n-workflow';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import { whyNotMe } from '../../../routing/whyNot/whyNotMe';
import { toUserReference } from '../../shared/highLevel/userReference';
import { without } from '../../shared/json';
import { explainError } from '../explainError';
import { plansFor } from '../planFromParameters';
import { readTouch } from '../readTouch';
import { routings, situationOf } from '../situation';

/**
 * Says of every item why a person does not get the contact, and the smallest change with which they
 * would. Decides nothing: turns and owners stay as they are.
 */
export async function explainWhyNot(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	const planOf = plansFor(context);
	// Also in a test run: people ask about what happened to real contacts.
	const routingOf = routings(context, 'live');
	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			const given = readTouch(context.getNode(), item, itemIndex);
			const routing = await routingOf(itemIndex);
			const situation = await situationOf(context, routing, planOf(itemIndex), given, itemIndex);
			const { compiled, touch, users, observed, now, options } = situation;
			const needs = ledgerNeeds(compiled, touch, users, now, observed);
			const state = await routing.ledger.read(needs, now);
			const person = context.getNodeParameter('person', itemIndex);
			const answer = whyNotMe(
				compiled,
				touch,
				{ ...state, users, staffSnapshot: observed },
				now,
				toUserReference(person as unknown as INodeParameterResourceLocator),
				options,
			);
			const json = { whyNot: answer, ...without(item.json, 'whyNot') } as unknown as IDataObject;
			results.push({ ...item, json, pairedItem: { item: itemIndex } });
		} catch (error) {
			const nodeError = explainError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return [results];
}
