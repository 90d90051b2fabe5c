import { hostname } from 'node:os';
import { isSqliteInUse } from '../../../ledger/beginning';
import { LedgerError } from '../../../ledger/ledger';
import type { OlderLedger } from '../../../ledger/olderLedger';
import type { LedgerStore } from '../../../ledger/store';
import { processKind } from './n8nEnvironment';
import { sqliteFile } from './stores';

/**
 * Before a ledger is begun: a SQLite ledger in use that would be left behind, here or where another
 * process of this n8n has seen one, which all others are told.
 * @param store the one that would be begun
 * @throws {LedgerError} when the file or the store cannot be used
 */
export async function lookForOlder(store: LedgerStore): Promise<OlderLedger | null> {
	const place = sqliteHere();
	const [older = null] = await store.tellOlder(place, await isSqliteInUse(place.file));
	return older;
}

/** Where this process looks for a ledger in SQLite. */
export function sqliteHere(): OlderLedger {
	return { file: sqliteFile(), process: processKind(), host: hostname() };
}

/** One as people call it: with the process that sees it, for others may have other disks. */
export function olderName({ file, process, host }: OlderLedger): string {
	return `The SQLite file ${file} of n8n's ${process} process on the machine '${host}'`;
}

/** What people read who would begin anew beside it. */
export function olderLedgerError({ file, process, host }: OlderLedger, empty: string): LedgerError {
	return new LedgerError(
		`Decisions of before are in the SQLite file ${file} (n8n's ${process} process, machine '${host}'), and the ledger in ${empty} is empty`,
		"Nothing was decided, so that no owner and no turn is lost. In a workflow of its own, run Assignment Ledger once: with the operation 'Copy Ledger' to take everything along, or with 'Start Empty' to begin without it. Then run this again.",
	);
}
