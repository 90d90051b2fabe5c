import type { Queries, Transaction } from './database';

/** What the ledger keeps about itself, by name; undefined when there is no such entry. */
export async function readMeta(sql: Queries, name: string): Promise<string | undefined> {
	const [row] = await sql.all<{ value: string }>(
		'SELECT value FROM contact_assignment_meta WHERE name = ?',
		name,
	);
	return row?.value;
}

/** Keeps it instead of what stood there before. */
export async function writeMeta(sql: Transaction, name: string, value: string): Promise<void> {
	await sql.insert(
		'contact_assignment_meta',
		[{ name, value }],
		'ON CONFLICT (name) DO UPDATE SET value = excluded.value',
	);
}
