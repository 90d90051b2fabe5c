import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { concernsEverything, type HighLevelError } from '../../highlevel/errors';
import { decide } from '../../routing/decide';
import { PlanError } from '../../routing/plan';
import { touchSchema, type Touch } from '../../routing/touch';
import { findUser, userReferencesOf } from '../../routing/users';
import { openHighLevel, toNodeError, userDirectory, type OpenHighLevel } from '../shared/highLevel';
import { without } from '../shared/without';
import { plansFor } from './planFromParameters';

/** Adds a decision to every item: assigned ones to the first output, the others to the second. */
export async function resolveAssignments(
	context: IExecuteFunctions,
): Promise<INodeExecutionData[][]> {
	const assigned: INodeExecutionData[] = [];
	const notAssigned: INodeExecutionData[] = [];
	const node = context.getNode();
	const planOf = plansFor(context);
	let highLevel: OpenHighLevel | undefined;
	let outage: HighLevelError | undefined;
	const now = Date.now();

	for (const [itemIndex, item] of context.getInputData().entries()) {
		try {
			if (outage) throw outage;
			// In here: what n8n itself catches, it would send through 'Assigned' when it continues.
			highLevel ??= await openHighLevel(context);
			const touch = readTouch(node, item, itemIndex);
			const plan = planOf(itemIndex);
			const users = await userDirectory.load(highLevel.client, highLevel.account, (known) =>
				userReferencesOf(plan).every((reference) => findUser(known, reference)),
			);
			const { decision: assignment } = decide(plan, touch, { users }, now);
			// First, so that the editor shows it without scrolling.
			const json = { assignment, ...without(item.json, 'assignment') } as unknown as IDataObject;
			const output = assignment.user ? assigned : notAssigned;
			output.push({ ...item, json, pairedItem: { item: itemIndex } });
		} catch (error) {
			if (concernsEverything(error)) outage = error;
			const nodeError = explain(node, error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			// Never into 'Assigned': the next node would assign somebody by accident.
			notAssigned.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return [assigned, notAssigned];
}

function readTouch(node: INode, item: INodeExecutionData, itemIndex: number): Touch {
	const result = touchSchema.safeParse(item.json);
	if (result.success) return result.data;
	const field = result.error.issues[0]?.path.join('.') || 'account';
	throw new NodeOperationError(
		node,
		`The item does not say who wrote to which account [item ${itemIndex}]`,
		{
			itemIndex,
			description: `The field '${field}' is missing or has another form than the WhatsApp Account Trigger gives it. Connect this node behind that trigger, or keep its fields 'key', 'event', 'account' and 'contact' when you edit items in between.`,
		},
	);
}

function explain(node: INode, error: unknown, itemIndex: number): Error {
	if (!(error instanceof PlanError)) return toNodeError(node, error, itemIndex);
	return new NodeOperationError(node, `The rules cannot be used: ${error.message}`, {
		itemIndex,
		description: error.path.startsWith('fallback')
			? "Choose the 'Fallback User' in this node, or assign nobody when no rule names anybody."
			: "Open 'Account Rules' in this node and fill in the field, or remove the rule.",
	});
}
