import { z } from 'zod/v4';
import type { Transaction } from './database';
import { writeMeta } from './meta';

/** What the entries' names begin with, for ever. */
export const OLDER = 'older ledger ';

const seenSchema = z.object({
	/** A path on the disk of the process. */
	file: z.string(),
	/** What n8n calls the process: main, webhook or worker. */
	process: z.string(),
	host: z.string(),
});

/** A SQLite ledger in use, and which of n8n's processes sees it: others may have other disks. */
export type OlderLedger = z.infer<typeof seenSchema>;

/** Tells all who use this store that there is an older one. */
export async function noteOlder(sql: Transaction, seen: OlderLedger): Promise<void> {
	await writeMeta(sql, nameOf(seen), JSON.stringify(seen));
}

/** The process sees no ledger there any more. */
export async function forgetOlder(sql: Transaction, seen: OlderLedger): Promise<void> {
	await sql.run('DELETE FROM contact_assignment_meta WHERE name = ?', nameOf(seen));
}

/** What was noted, in no order. */
export async function olderLedgers(sql: Transaction): Promise<OlderLedger[]> {
	const rows = await sql.all<{ value: string }>(
		`SELECT value FROM contact_assignment_meta WHERE name LIKE '${OLDER}%'`,
	);
	return rows.map(({ value }) => seenSchema.parse(JSON.parse(value)));
}

function nameOf({ file, process, host }: OlderLedger): string {
	return `${OLDER}${JSON.stringify([host, process, file])}`;
}
