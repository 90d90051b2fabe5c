import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { concernsEverything, type HighLevelError } from '../../highlevel/errors';
import type { DecisionRequest, Recorded } from '../../ledger/ledger';
import { decide } from '../../routing/decide';
import { nothingToDecide } from '../../routing/events';
import { stateNeeds } from '../../routing/stateNeeds';
import type { Touch, TouchContact } from '../../routing/touch';
import { ledgerKindOf, ledgerUseOf } from '../common/ledgers';
import { without } from '../common/without';
import { explainError } from './explainError';
import { hintAtMistakes, hintAtQueueMode } from './hints';
import { plansFor } from './planFromParameters';
import { readTouch } from './readTouch';
import { reservationOf } from './reservation';
import { openRouting, situationOf, type Routing } from './situation';

/** What became of an item: a decision about a contact, or why there is none. */
type Result = { contact: TouchContact; recorded: Omit<Recorded, 'id'> & { id?: string } } | Error;

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
		const json = {
			// First, so that the editor shows it without scrolling.
			assignment: { ...decision, ...(id && { id, ledger: ledgerKindOf(context) }), repeated },
			...without(item.json, 'assignment'),
			contact: result.contact,
		} as unknown as IDataObject;
		(decision.user ? assigned : notAssigned).push({ ...item, json, pairedItem });
	}
	return [assigned, notAssigned];
}

/**
 * Decides all items in one transaction, in their order. HighLevel is asked before, and only about
 * touches that were not decided before.
 * @returns results by item index; errors only when the node is to continue with them
 */
async function decideAll(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Promise<Map<number, Result>> {
	const node = context.getNode();
	const results = new Map<number, Result>();
	const fail = (itemIndex: number, error: unknown) => {
		const nodeError = explainError(node, error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		results.set(itemIndex, nodeError);
	};

	const touches = new Map<number, { touch: Touch; key: string }>();
	let routing: Routing;
	try {
		// What n8n itself catches, it would send through 'Assigned' when it continues.
		routing = await openRouting(context, ledgerUseOf(context));
	} catch (error) {
		for (const itemIndex of items.keys()) fail(itemIndex, error);
		return results;
	}
	hintAtQueueMode(context);
	for (const [itemIndex, item] of items.entries()) {
		try {
			const touch = readTouch(node, item, itemIndex);
			touches.set(itemIndex, { touch, key: decisionKey(context, touch) });
		} catch (error) {
			fail(itemIndex, error);
		}
	}

	try {
		const keys = [...touches.values()].map(({ key }) => key);
		const known = await routing.ledger.recall(keys, routing.now);
		const requests = await prepare(context, routing, touches, known, results, fail);
		const recorded = await routing.ledger.decide(
			[...requests.values()].map(({ request }) => request),
			routing.now,
			reservationOf(context),
		);
		for (const [i, [itemIndex, { contact }]] of [...requests].entries()) {
			const one = recorded[i];
			if (one) results.set(itemIndex, { contact, recorded: one });
		}
	} catch (error) {
		for (const itemIndex of touches.keys()) if (!results.has(itemIndex)) fail(itemIndex, error);
	}
	return results;
}

/** What the ledger is asked to decide; what needs no decision becomes a result at once. */
async function prepare(
	context: IExecuteFunctions,
	routing: Routing,
	touches: ReadonlyMap<number, { touch: Touch; key: string }>,
	known: ReadonlyMap<string, Recorded>,
	results: Map<number, Result>,
	fail: (itemIndex: number, error: unknown) => void,
): Promise<Map<number, { request: DecisionRequest; contact: TouchContact }>> {
	const requests = new Map<number, { request: DecisionRequest; contact: TouchContact }>();
	const planOf = plansFor(context);
	let outage: HighLevelError | undefined;
	let hinted = false;
	for (const [itemIndex, { touch: given, key }] of touches) {
		const before = known.get(key);
		if (before) {
			results.set(itemIndex, { contact: given.contact, recorded: before });
			continue;
		}
		try {
			if (outage) throw outage;
			const plan = planOf(itemIndex);
			const situation = await situationOf(context, routing, plan, given, itemIndex);
			const { compiled, touch, users, now, options } = situation;
			if (!hinted) hintAtMistakes(context, compiled, users, now);
			hinted = true;
			const { contact } = touch;
			// A new number or user ID is for the ledger to know, though nobody gets anything.
			if (nothingToDecide(touch.event) && touch.event !== 'identity') {
				const { decision } = decide(compiled, touch, { users }, now, options);
				results.set(itemIndex, { contact, recorded: { decision, repeated: false } });
				continue;
			}
			const request = {
				key,
				needs: stateNeeds(compiled, touch, users, now),
				decide: (state: object) => decide(compiled, touch, { ...state, users }, now, options),
			};
			requests.set(itemIndex, { request, contact });
		} catch (error) {
			if (concernsEverything(error)) outage = error;
			fail(itemIndex, error);
		}
	}
	return requests;
}

/**
 * Names a decision: the same event gets the same decision from the same node. On the canvas every
 * run decides anew, because people change the rules and try again; so does the sample of Meta's App
 * Dashboard, which is always the same.
 */
function decisionKey(context: IExecuteFunctions, touch: Touch): string {
	const once = ledgerUseOf(context) === 'live' && !touch.test;
	const run = once ? '' : context.getExecutionId();
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, run, touch.key]);
}
