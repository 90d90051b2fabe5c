import { assignmentOf } from './assignments';
import { confirm, release } from './assignmentStatus';
import { identify } from './contacts';
import type { Transaction } from './database';
import type { Settlement } from './ledger';
import type { Secrets } from './secrets';
import { noteSnapshot } from './snapshots';

/** What became of one decision outside; unknown ones are passed over. */
export async function settle(
	sql: Transaction,
	scope: string,
	secrets: Secrets,
	settlement: Settlement,
	now: number,
): Promise<void> {
	const [decided] = await sql.all<{ contact: string | null; assignment: string | null }>(
		'SELECT contact, assignment FROM contact_assignment_decisions WHERE scope = ? AND id = ?',
		scope,
		settlement.id,
	);
	if (!decided) return;
	const { contact, assignment } = decided;
	if (settlement.outcome === 'confirmed' && contact !== null) {
		await link(sql, scope, contact, secrets.hashAll(settlement.alsoKnownAs));
	}
	if (settlement.snapshot) await noteSnapshot(sql, secrets, contact, settlement.snapshot);
	// Read after linking: two contacts may just have become one.
	const row = assignment === null ? undefined : await assignmentOf(sql, scope, assignment);
	if (!row) return;
	if (settlement.outcome === 'confirmed') await confirm(sql, row, now);
	else if (row.id === settlement.id) await release(sql, row, settlement.reason, now);
}

/** More identities of a contact. */
async function link(
	sql: Transaction,
	scope: string,
	contact: string,
	hashes: readonly string[],
): Promise<void> {
	if (hashes.length === 0) return;
	const known = await sql.all<{ hash: string }>(
		'SELECT hash FROM contact_assignment_identities WHERE contact = ?',
		contact,
	);
	const own = known.map(({ hash }) => hash);
	// A contact that was forgotten meanwhile stays forgotten.
	if (own.length > 0) await identify(sql, scope, [[...own, ...hashes]]);
}
