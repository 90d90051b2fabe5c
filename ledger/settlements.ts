import { assignmentOf } from './assignments';
import { confirm, release, withdraw } from './assignmentStatus';
import type { WorkContext } from './batchContext';
import { identify } from './contacts';
import type { Transaction } from './database';
import type { Settlement } from './ledger';
import type { DecisionRow } from './rows';
import { noteSnapshot } from './snapshots';

/** What became of one decision outside; unknown ones are passed over. */
export async function settle(
	sql: Transaction,
	context: WorkContext,
	settlement: Settlement,
): Promise<void> {
	const { scope, now, secrets } = context;
	const { id } = settlement;
	const [decided] = await sql.all<DecisionRow>(
		'SELECT * FROM contact_assignment_decisions WHERE scope = ? AND id = ?',
		scope,
		id,
	);
	if (!decided) return;
	await noteContact(sql, context, decided, settlement);
	const { assignment } = decided;
	// Read after linking: two contacts may just have become one.
	const row = assignment === null ? undefined : await assignmentOf(sql, scope, assignment);
	if (settlement.outcome === 'confirmed') {
		await noteCarriedOut(sql, decided, now);
		if (row) await confirm(sql, row, now);
		return;
	}
	// The owner's own assignment stays, when the decision was that they keep the contact.
	const own = row?.id === id ? row : null;
	const { outcome } = settlement;
	// HighLevel's own words, which may name the contact.
	const reason = secrets.seal(settlement.reason);
	if (outcome === 'released') {
		if (own) await release(sql, own, reason, now);
	} else if (decided.carried_out_at === null) {
		if (!own || (await withdraw(sql, own, reason, now))) await forgetDecision(sql, decided);
	}
}

/** What HighLevel showed, if that was the contact of the decision. */
async function noteContact(
	sql: Transaction,
	context: WorkContext,
	{ contact }: DecisionRow,
	{ shownAs, snapshot, ...settlement }: Settlement,
): Promise<void> {
	if (contact === null) return;
	const { secrets } = context;
	// A contact that was forgotten meanwhile stays forgotten.
	const known = await sql.all<{ hash: string }>(
		'SELECT hash FROM contact_assignment_identities WHERE contact = ?',
		contact,
	);
	const own = new Set(known.map(({ hash }) => hash));
	if (!secrets.hashAll(shownAs).some((hash) => own.has(hash))) return;
	if (settlement.outcome === 'confirmed') {
		const more = secrets.hashAll(settlement.alsoKnownAs);
		if (more.length > 0) await identify(sql, context, [[...own, ...more]]);
	}
	if (snapshot) await noteSnapshot(sql, secrets, contact, snapshot);
}

async function noteCarriedOut(
	sql: Transaction,
	{ scope, id }: DecisionRow,
	now: number,
): Promise<void> {
	await sql.run(
		`UPDATE contact_assignment_decisions SET carried_out_at = ?
		WHERE scope = ? AND id = ? AND carried_out_at IS NULL`,
		now,
		scope,
		id,
	);
}

async function forgetDecision(sql: Transaction, { scope, id }: DecisionRow): Promise<void> {
	await sql.run('DELETE FROM contact_assignment_decisions WHERE scope = ? AND id = ?', scope, id);
}
