import type { ContactSnapshot, ContactState } from '../routing/model/contactSnapshot';
import { allOf, type Transaction } from './database';
import { Pace } from './pace';
import type { Secrets } from './secrets';

/** Notes what HighLevel showed of a contact, unless something later is known. */
export async function noteSnapshot(
	sql: Transaction,
	secrets: Secrets,
	contact: string | null,
	{ at, ...shown }: ContactSnapshot,
): Promise<void> {
	await sql.run(
		`UPDATE contact_assignment_contacts SET seen = ?, seen_in_highlevel_at = ?
		WHERE id = ? AND (seen_in_highlevel_at IS NULL OR seen_in_highlevel_at <= ?)`,
		secrets.seal(JSON.stringify(shown satisfies ContactState)),
		at,
		contact,
		at,
	);
}

/**
 * What HighLevel showed of each contact since then, null for the others.
 * @param contacts hashes of what each is known by
 */
export async function readSnapshots(
	sql: Transaction,
	scope: string,
	secrets: Secrets,
	contacts: ReadonlyArray<readonly string[]>,
	since: number,
): Promise<Array<ContactSnapshot | null>> {
	const rows = await allOf<{ hash: string; seen: string; at: number }>(
		sql,
		`SELECT hash, seen, seen_in_highlevel_at AS at FROM contact_assignment_identities
		JOIN contact_assignment_contacts ON id = contact
		WHERE contact_assignment_identities.scope = ? AND seen_in_highlevel_at > ?
			AND hash IN (SELECT value FROM EACH(?))`,
		[scope, since],
		contacts.flat(),
	);
	const byHash = new Map(rows.map((row) => [row.hash, row]));
	const snapshots: Array<ContactSnapshot | null> = [];
	const pace = new Pace();
	for (const hashes of contacts) {
		const row = byHash.get(hashes.find((hash) => byHash.has(hash)) ?? '');
		const shown = row && (JSON.parse(secrets.open(row.seen)) as ContactState);
		snapshots.push(shown ? { ...shown, at: row.at } : null);
		await pace.step();
	}
	return snapshots;
}
