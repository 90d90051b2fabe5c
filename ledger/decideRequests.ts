import { OUTCOMES } from '../routing/model/decision';
import { assignmentOf } from './assignments';
import { release } from './assignmentStatus';
import type { BatchContext } from './batchContext';
import { identify } from './contacts';
import type { Transaction } from './database';
import { DecisionBatch, type IdentifiedRequest } from './decisionBatch';
import { standingDecisions } from './decisions';
import type { DecisionRequest, Recorded } from './ledger';
import { Pace } from './pace';
import type { EarlierPreview } from './previews';

/** Decides what was not decided before, in the order given, and writes it. */
export async function decideRequests(
	sql: Transaction,
	context: BatchContext,
	requests: readonly DecisionRequest[],
): Promise<Recorded[]> {
	const { scope, now, secrets } = context;
	const ids = await secrets.hashes(requests.map(({ key }) => key));
	const recorded = await standingDecisions(sql, scope, ids, now);
	const undecided = new Map(
		requests.flatMap((request, i) => {
			const id = ids[i] ?? '';
			const before = recorded.get(id);
			return before && !isAskedAnew(request, before) ? [] : [[id, request] as const];
		}),
	);
	const { batch, identified } = await openBatch(sql, context, undecided);
	const pace = new Pace();
	for (const request of identified) {
		const { id } = request;
		recorded.set(id, { id, decision: batch.decide(request), repeated: false });
		await pace.step();
	}
	await batch.write(sql);
	const given = new Set<string>();
	return ids.map((id) => {
		const result = recorded.get(id) as Recorded;
		const again = given.has(id);
		given.add(id);
		return again ? { ...result, repeated: true } : result;
	});
}

/** Whether somebody may be free now for a contact who was told to wait, whatever it waits for. */
function isAskedAnew({ kept }: DecisionRequest, { decision }: Recorded): boolean {
	return Boolean(kept?.touch.queued) && !OUTCOMES[decision.outcome].final;
}

/**
 * Makes ready for deciding these requests, by the ID of the decision.
 * @param earlier previews that they go on from
 */
export async function openBatch(
	sql: Transaction,
	context: BatchContext,
	requests: ReadonlyMap<string, DecisionRequest>,
	earlier: readonly EarlierPreview[] = [],
): Promise<{ batch: DecisionBatch; identified: IdentifiedRequest[] }> {
	const { scope, now, secrets } = context;
	const { contacts, unknown } = await identify(sql, context, [
		...(await secrets.hashLists([...requests.values()].map(({ needs }) => needs.contact))),
		...earlier.map(({ knownAs }) => knownAs),
	]);
	const others = contacts.slice(requests.size);
	for (const { instead } of requests.values()) {
		const row = instead ? await assignmentOf(sql, scope, instead) : undefined;
		if (row) await release(sql, row, 'another decision took its place', now);
	}
	const identified = [...requests].map(([id, request], i) => ({
		...request,
		id,
		contact: contacts[i] ?? '',
	}));
	const known = [...new Set(contacts)].filter((contact) => !unknown.has(contact));
	const batch = await DecisionBatch.open(sql, context, identified, known);
	for (const [i, { changes }] of earlier.entries()) batch.previewAgain(others[i] ?? '', changes);
	return { batch, identified };
}
