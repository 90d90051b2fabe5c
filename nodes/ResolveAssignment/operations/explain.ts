import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import type { Plan } from '../../../routing/plan/plan';
import type { Touch } from '../../../routing/model/touch';
import { whyNotMe, type WhyNotMe } from '../../../routing/whyNot/whyNotMe';
import { toUserReference, userLocator } from '../../shared/highLevel/userLocator';
import { inSlices } from '../../shared/inSlices';
import { without } from '../../shared/json';
import { simplifies } from '../parameters/simplify';
import { loadDecisionInput } from '../pipeline/decisionInput';
import { errorItem, failedItem } from '../pipeline/failedItem';
import { itemReader, type ReadItem } from '../pipeline/read';
import { plansFor } from '../planFromParameters';
import { NOT_USED } from './onCanvas';
import type { Operation } from './operation';

/**
 * Says of every item why a person does not get the contact, and the smallest change with which they
 * would. Decides nothing: turns and owners stay as they are.
 */
export const explainWhyNot: Operation = {
	option: {
		name: 'Explain Why Not',
		value: 'explain',
		description: 'Say why a person does not get the contact, without deciding anything',
		action: 'Explain why a person does not get the contact',
	},
	parameters: [
		userLocator({
			displayName: 'Person',
			name: 'person',
			default: { mode: 'list', value: '' },
			required: true,
			displayOptions: { show: { operation: ['explain'] } },
			description: 'Who asks "why not me?"',
		}),
	],
	outputs: [NOT_USED, 'Reasons'],
	onCanvasOnly: true,
	execute,
};

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	const planOf = plansFor(context);
	// Also in a test run: people ask about what happened to real contacts.
	const readItem = itemReader(context, 'live');
	const itemOf = simplifies(context) ? rowOf : wholeItem;
	for await (const [itemIndex, item] of inSlices(context.getInputData().entries())) {
		try {
			const read = await readItem(item, itemIndex);
			const whyNot = await explain(context, read, planOf(itemIndex));
			const json = itemOf(item.json, whyNot, read.touch);
			results.push({ ...item, json, pairedItem: { item: itemIndex } });
		} catch (error) {
			results.push(errorItem(failedItem(context, itemIndex, error)));
		}
	}
	return [[], results];
}

/** One row: who asks, the answer, and about which contact. */
export function rowOf(
	_json: IDataObject,
	{ user, wins, sentence, changes }: WhyNotMe,
	{ contact, account, key }: Touch,
): IDataObject {
	return {
		person: user?.name ?? '',
		explanation: sentence,
		getsContact: wins,
		changesNeeded: changes === null ? '' : changes.length,
		contactName: contact.name ?? '',
		contactPhone: contact.phone ?? '',
		accountName: account?.name ?? '',
		personId: user?.id ?? '',
		personEmail: user?.email ?? '',
		key,
	};
}

function wholeItem(json: IDataObject, whyNot: WhyNotMe): IDataObject {
	return { whyNot, ...without(json, 'whyNot') } as unknown as IDataObject;
}

async function explain(context: IExecuteFunctions, read: ReadItem, plan: Plan) {
	const { itemIndex, subAccount } = read;
	const now = subAccount.openedAt;
	const input = await loadDecisionInput(read, plan);
	const { compiled, touch, users, left, names, staffSnapshot, options } = input;
	const needs = ledgerNeeds(compiled, touch, users, now, staffSnapshot);
	const state = await subAccount.ledger.read(needs, now);
	const person = context.getNodeParameter('person', itemIndex);
	return whyNotMe(
		compiled,
		touch,
		{ ...state, users, left, names, staffSnapshot },
		now,
		toUserReference(person),
		options,
	);
}
