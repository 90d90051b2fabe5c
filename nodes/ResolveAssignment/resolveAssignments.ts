import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { concernsEverything, type HighLevelError } from '../../highlevel/errors';
import type { DecisionRequest, Recorded, Settlement } from '../../ledger/ledger';
import { compilePlan } from '../../routing/compile';
import { decide } from '../../routing/decide';
import { stateNeeds } from '../../routing/stateNeeds';
import type { Touch, TouchContact } from '../../routing/touch';
import { isAllBulkWork } from '../common/bulkWork';
import { ledgerKindOf, ledgerUseOf, type LedgerUse } from '../common/ledgers';
import { without } from '../common/without';
import { explainError } from './explainError';
import { hintAtMistakes, hintAtQueueMode } from './hints';
import { isOutdated, moveOf } from './moves';
import { plansFor } from './planFromParameters';
import { readTouch } from './readTouch';
import { reservationOf } from './reservation';
import { openRouting, situationOf, type Routing } from './situation';

/** What became of an item: a decision about a contact, or why there is none. */
type Result = { contact: TouchContact; recorded: Omit<Recorded, 'id'> & { id?: string } } | Error;

/** A touch that is to be decided; with `preview`, nothing is remembered. */
interface Prepared {
	request: DecisionRequest;
	contact: TouchContact;
	preview: boolean;
}

/** How many contacts that move together are decided in one transaction. */
const MOVED_AT_A_TIME = 100;

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
		const json = {
			// First, so that the editor shows it without scrolling.
			assignment: { ...preview, ...decision, ...entry, repeated },
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
	const use = ledgerUseOf(context);
	let routing: Routing;
	try {
		// What n8n itself catches, it would send through 'Assigned' when it continues.
		routing = await openRouting(context, use);
		if (isAllBulkWork(context)) routing = { ...routing, client: routing.client.patiently() };
	} catch (error) {
		for (const itemIndex of items.keys()) fail(itemIndex, error);
		return results;
	}
	hintAtQueueMode(context);
	for (const [itemIndex, item] of items.entries()) {
		try {
			const touch = readTouch(node, item, itemIndex);
			touches.set(itemIndex, { touch, key: decisionKey(context, use, touch.key) });
		} catch (error) {
			fail(itemIndex, error);
		}
	}

	try {
		const keys = [...touches.values()].map(({ key }) => key);
		const known = await routing.ledger.recall(keys, routing.now);
		const requests = await prepare(context, routing, touches, known, results, fail);
		await previewAll(routing, requests, results);
		const toDecide = [...requests].filter(([itemIndex]) => !results.has(itemIndex));
		// Messages that come meanwhile need the ledger too, so long work lets it go in between.
		const step = isAllBulkWork(context) ? MOVED_AT_A_TIME : toDecide.length;
		for (let from = 0; from < toDecide.length; from += step) {
			const some = toDecide.slice(from, from + step);
			const recorded = await routing.ledger.decide(
				some.map(([, { request }]) => request),
				routing.now,
				reservationOf(context),
			);
			for (const [i, [itemIndex, { contact }]] of some.entries()) {
				const one = recorded[i];
				if (one) results.set(itemIndex, { contact, recorded: one });
			}
		}
	} catch (error) {
		for (const itemIndex of touches.keys()) if (!results.has(itemIndex)) fail(itemIndex, error);
	}
	return results;
}

/** What would be decided about the touches that only ask for it. */
async function previewAll(
	routing: Routing,
	requests: ReadonlyMap<number, Prepared>,
	results: Map<number, Result>,
): Promise<void> {
	const asked = [...requests].filter(([, { preview }]) => preview);
	if (asked.length === 0) return;
	const decisions = await routing.ledger.preview(
		asked.map(([, { request }]) => request),
		routing.now,
	);
	for (const [i, [itemIndex, { contact }]] of asked.entries()) {
		const decision = decisions[i];
		if (decision) results.set(itemIndex, { contact, recorded: { decision, repeated: false } });
	}
}

/** What the ledger is asked to decide; what needs no decision becomes a result at once. */
async function prepare(
	context: IExecuteFunctions,
	routing: Routing,
	touches: ReadonlyMap<number, { touch: Touch; key: string }>,
	known: ReadonlyMap<string, Recorded>,
	results: Map<number, Result>,
	fail: (itemIndex: number, error: unknown) => void,
): Promise<Map<number, Prepared>> {
	const requests = new Map<number, Prepared>();
	const planOf = plansFor(context);
	let outage: HighLevelError | undefined;
	let hinted = false;
	for (const [itemIndex, { touch: given, key }] of touches) {
		const before = known.get(key);
		if (before && !given.reassign) {
			results.set(itemIndex, { contact: given.contact, recorded: before });
			continue;
		}
		try {
			const plan = planOf(itemIndex);
			const { hash } = compilePlan(plan);
			const outdated = before !== undefined && isOutdated(given, before, hash);
			if (before && !outdated) {
				results.set(itemIndex, { contact: given.contact, recorded: before });
				continue;
			}
			if (before) await routing.ledger.settle([withdrawn(before)], routing.now);
			if (outage) throw outage;
			const situation = await situationOf(context, routing, plan, given, itemIndex);
			const { compiled, touch, users, now, options } = situation;
			if (!hinted) hintAtMistakes(context, compiled, users, now);
			hinted = true;
			const { contact } = touch;
			if (touch.event === 'status') {
				// About a message of ours: nobody gets anything, so there is nothing to remember.
				const { decision } = decide(compiled, touch, { users }, now, options);
				results.set(itemIndex, { contact, recorded: { decision, repeated: false } });
				continue;
			}
			const again = before ? ` ${hash}` : '';
			const touchKey = given.key + again;
			const request = {
				key: before ? decisionKey(context, ledgerUseOf(context), touchKey) : key,
				move: moveOf(touch, touchKey),
				needs: stateNeeds(compiled, touch, users, now),
				decide: (state: object) => decide(compiled, touch, { ...state, users }, now, options),
			};
			requests.set(itemIndex, { request, contact, preview: touch.preview === true });
		} catch (error) {
			if (concernsEverything(error)) outage = error;
			fail(itemIndex, error);
		}
	}
	return requests;
}

/** A decision that nobody has carried out, and that other rules would make otherwise. */
function withdrawn({ id }: Recorded): Settlement {
	return { id, outcome: 'released', reason: 'the plan has changed since' };
}

/**
 * Names a decision: the same event gets the same decision from the same node. On the canvas every
 * run decides anew, because people change the rules and try again.
 */
function decisionKey(context: IExecuteFunctions, use: LedgerUse, touchKey: string): string {
	const run = use === 'live' ? '' : context.getExecutionId();
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, run, touchKey]);
}
