import { beginningOf, noteBeginning, type Beginning } from './beginning';
import type { Database } from './database';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import { olderLedgers, type OlderLedger } from './olderLedger';
import { makeTables } from './schema';
import { storeTime } from './storeClock';

/** What is known of a ledger that may be new. */
export interface Looked {
	/** How it was begun; null when nobody has used it yet. */
	begun: Beginning | null;
	/** Ledgers in SQLite that would be left behind, wherever they were seen. */
	older: OlderLedger[];
}

/**
 * Looks whether a ledger is new.
 * @throws {LedgerError} when the store cannot be used
 */
export async function lookAt(store: Database): Promise<Looked> {
	return await store.transaction(LOCKS.schema, async (sql) => {
		await makeTables(sql, store.name);
		return { begun: await beginningOf(sql), older: await olderLedgers(sql) };
	});
}

/**
 * Begins a ledger empty on purpose: nobody asks any more for what an older one remembers.
 * @returns whether it was begun now, and not by an earlier run already
 * @throws {LedgerError} when it is not new, or the store cannot be used
 */
export async function startEmpty(store: Database): Promise<boolean> {
	return await store.transaction(LOCKS.schema, async (sql) => {
		await makeTables(sql, store.name);
		const begun = await beginningOf(sql);
		if (begun?.how === 'empty') return false;
		if (begun) throw notNew(store.name, begun, 'Nothing was changed');
		await noteBeginning(sql, { how: 'empty', other: null, at: storeTime(store.clock) });
		return true;
	});
}

const BEGUN: Record<Beginning['how'], string> = {
	used: 'decisions were made in it already',
	empty: 'it was begun empty on purpose',
	copied: 'another ledger was copied there',
	moved: 'what it held was copied elsewhere',
};

/** @param unchanged that nothing has happened, as the beginning of a sentence */
export function notNew(name: string, begun: Beginning, unchanged: string): LedgerError {
	return new LedgerError(
		`The ledger in ${name} is not new: ${BEGUN[begun.how]}`,
		`${unchanged}, because two ledgers cannot be made one, and what is known does not go by the way. Choose a database without a ledger under Options > Ledger; or, if what this one knows may go, remove its tables, whose names contain contact_assignment_, and run it again.`,
	);
}
