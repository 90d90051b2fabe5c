import type { Decision } from '../routing/model/decision';
import { expireDue } from './assignmentStatus';
import type { BatchContext } from './batchContext';
import type { Transaction } from './database';
import { openBatch } from './decideRequests';
import type { DecisionRequest } from './ledger';
import { Pace } from './pace';
import { readPreviews, writePreviews, type NewPreview } from './previews';

/**
 * Previews in the order given, on what earlier previews of the series would have left behind.
 * @param series null: there are none, and these are not remembered
 */
export async function previewRequests(
	sql: Transaction,
	context: BatchContext,
	requests: readonly DecisionRequest[],
	series: string | null,
): Promise<Decision[]> {
	const { scope, now, secrets } = context;
	const ids = await secrets.hashes(requests.map(({ key }) => key));
	const byId = new Map(requests.map((request, i) => [ids[i] ?? '', request]));
	const earlier = series === null ? [] : await readPreviews(sql, context, series, new Set(ids));
	// The contacts are put together as for a decision, and that is taken back.
	const { batch, identified } = await takenBack(sql, async () => {
		await expireDue(sql, scope, now);
		return await openBatch(sql, context, byId, earlier);
	});
	const decisions = new Map<string, Decision>();
	const previews: NewPreview[] = [];
	const pace = new Pace();
	for (const request of identified) {
		const { decision, changes } = batch.preview(request);
		decisions.set(request.id, decision);
		const knownAs = secrets.hashAll(request.needs.contact);
		previews.push({ id: request.id, knownAs, changes });
		await pace.step();
	}
	if (series !== null) await writePreviews(sql, context, series, previews);
	return ids.map((id) => decisions.get(id) as Decision);
}

/** Does work that leaves nothing behind in the store. */
async function takenBack<T>(sql: Transaction, work: () => Promise<T>): Promise<T> {
	await sql.run('SAVEPOINT taken_back');
	const result = await work();
	await sql.run('ROLLBACK TO SAVEPOINT taken_back');
	await sql.run('RELEASE SAVEPOINT taken_back');
	return result;
}
