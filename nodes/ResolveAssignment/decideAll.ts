import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { areReassignItems } from '../shared/highLevel/reassignItems';
import { ledgerUseOf } from '../shared/ledger/open';
import { explainError } from './explainError';
import { hintAtQueueMode } from './hints';
import { plansFor } from './planFromParameters';
import { decisionKey, prepare, type Prepared, type Result, type Touches } from './prepare';
import { readTouch } from './readTouch';
import { reservationOf } from './reservation';
import { routings, type Routing } from './situation';

type Fail = (itemIndex: number, error: unknown) => void;

/** How many contacts that move together are decided in one transaction. */
const MOVED_AT_A_TIME = 100;

/**
 * Decides the items of each sub-account in one transaction, in their order. HighLevel is asked
 * before, and only about touches that were not decided before.
 * @returns results by item index; errors only when the node is to continue with them
 */
export async function decideAll(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
): Promise<Map<number, Result>> {
	const results = new Map<number, Result>();
	const fail: Fail = (itemIndex, error) => {
		const nodeError = explainError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		results.set(itemIndex, nodeError);
	};
	const failRest = (touches: Touches, error: unknown) => {
		for (const itemIndex of touches.keys()) if (!results.has(itemIndex)) fail(itemIndex, error);
	};

	hintAtQueueMode(context);
	const places = await touchesByPlace(context, items, fail);
	const planOf = plansFor(context);
	const prepared = new Map<Routing, Map<number, Prepared>>();
	// All are prepared before the first is decided: a run that fails has then decided nothing.
	for (const [routing, touches] of places) {
		try {
			prepared.set(routing, await prepare(context, routing, planOf, touches, results, fail));
		} catch (error) {
			failRest(touches, error);
		}
	}
	for (const [routing, requests] of prepared) {
		try {
			// Not when the run began: what is assigned now must not look older than what HighLevel, which
			// may have kept the run waiting, showed of people's load.
			routing.now = Date.now();
			await previewAll(routing, requests, results);
			await decideRest(context, routing, requests, results);
		} catch (error) {
			failRest(places.get(routing) ?? new Map(), error);
		}
	}
	return results;
}

/** Reads all items. What n8n itself catches, it would send through 'Assigned' when it continues. */
async function touchesByPlace(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	fail: Fail,
): Promise<Map<Routing, Touches>> {
	const use = ledgerUseOf(context);
	const routingOf = routings(context, use);
	const places = new Map<Routing, Touches>();
	for (const [itemIndex, item] of items.entries()) {
		try {
			const touch = readTouch(context.getNode(), item, itemIndex);
			const routing = await routingOf(itemIndex);
			const touches: Touches = places.get(routing) ?? new Map();
			touches.set(itemIndex, { touch, key: decisionKey(context, use, touch) });
			places.set(routing, touches);
		} catch (error) {
			fail(itemIndex, error);
		}
	}
	return places;
}

/** What would be decided about the touches that only ask for it. */
async function previewAll(
	{ ledger, now }: Routing,
	requests: ReadonlyMap<number, Prepared>,
	results: Map<number, Result>,
): Promise<void> {
	const asked = [...requests].filter(([, { preview }]) => preview);
	if (asked.length === 0) return;
	const decisions = await ledger.preview(
		asked.map(([, { request }]) => request),
		now,
	);
	for (const [i, [itemIndex, { contact, shown }]] of asked.entries()) {
		const decision = decisions[i];
		if (decision)
			results.set(itemIndex, { contact, shown, recorded: { decision, repeated: false } });
	}
}

async function decideRest(
	context: IExecuteFunctions,
	{ ledger, now }: Routing,
	requests: ReadonlyMap<number, Prepared>,
	results: Map<number, Result>,
): Promise<void> {
	const rest = [...requests].filter(([itemIndex]) => !results.has(itemIndex));
	// Messages that come meanwhile need the ledger too, so long work lets it go in between.
	const step = areReassignItems(context) ? MOVED_AT_A_TIME : rest.length;
	for (let from = 0; from < rest.length; from += step) {
		const some = rest.slice(from, from + step);
		const recorded = await ledger.decide(
			some.map(([, { request }]) => request),
			now,
			reservationOf(context),
		);
		for (const [i, [itemIndex, { contact, shown }]] of some.entries()) {
			const one = recorded[i];
			if (one) results.set(itemIndex, { contact, shown, recorded: one });
		}
	}
}
