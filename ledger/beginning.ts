import { existsSync } from 'node:fs';
import { z } from 'zod/v4';
import type { Queries, Transaction } from './database';
import { LOCKS } from './locks';
import { readMeta, writeMeta } from './meta';
import { migrate } from './schema';
import { IS_LIVE } from './scopes';
import { SqliteDatabase } from './sqlite';

/** The name of the entry, for ever. */
export const BEGINNING = 'beginning';

/** What somebody said of a ledger: it begins empty on purpose, or with all of another one, or it went to another one. */
const saidSchema = z.object({
	how: z.enum(['empty', 'copied', 'moved']),
	/** The other one, as people call it; null when there is none. */
	other: z.string().nullable(),
	/** Milliseconds since 1970. */
	at: z.number(),
});

export type SaidBeginning = z.infer<typeof saidSchema>;

/**
 * How a ledger was begun, so that nobody begins another one beside it in silence. `used`: decisions
 * were made in it, or triggers remember in it, and nobody said anything.
 */
export type Beginning = SaidBeginning | { how: 'used' };

/**
 * How the ledger was begun; null when nobody has used it yet. Of what was said and done, what was said.
 * @param sql of a store in the newest form
 */
export async function beginningOf(sql: Transaction): Promise<Beginning | null> {
	return (await saidBeginning(sql)) ?? ((await isUsed(sql)) ? { how: 'used' } : null);
}

/** What was said of how the ledger was begun, or where it went; null when nothing was. */
export async function saidBeginning(sql: Queries): Promise<SaidBeginning | null> {
	const said = await readMeta(sql, BEGINNING);
	return said === undefined ? null : saidSchema.parse(JSON.parse(said));
}

/** Takes back what was said: it counts what was done. */
export async function forgetBeginning(sql: Transaction): Promise<void> {
	await sql.run('DELETE FROM contact_assignment_meta WHERE name = ?', BEGINNING);
}

/** Writes down how the ledger was begun, or where it went. */
export async function noteBeginning(sql: Transaction, said: SaidBeginning): Promise<void> {
	await writeMeta(sql, BEGINNING, JSON.stringify(said));
}

/**
 * Whether in a SQLite file is a ledger that somebody would miss, and that did not go elsewhere.
 * @throws {LedgerError} when the file cannot be used
 */
export async function isSqliteInUse(file: string): Promise<boolean> {
	if (!existsSync(file)) return false;
	const database = await SqliteDatabase.open(file);
	try {
		await migrate(database);
		const beginning = await database.transaction(LOCKS.schema, beginningOf);
		return beginning !== null && beginning.how !== 'moved';
	} finally {
		await database.close();
	}
}

/** Whatever would be missed by who begins anew; not test runs, and not what only saves work. */
const SIGNS_OF_USE = [
	...['decisions', 'assignments', 'contacts', 'turns', 'moves'].map(
		(table) => `SELECT 1 FROM contact_assignment_${table} WHERE ${IS_LIVE} LIMIT 1`,
	),
	'SELECT 1 FROM contact_assignment_contact_tags LIMIT 1',
	"SELECT 1 FROM contact_assignment_meta WHERE name LIKE 'position %' LIMIT 1",
];

async function isUsed(sql: Transaction): Promise<boolean> {
	for (const sign of SIGNS_OF_USE) {
		if ((await sql.all(sign)).length > 0) return true;
	}
	return false;
}
