import type { Ledger } from '../../ledger/ledger';
import { MemoryLedger } from '../../ledger/memoryLedger';

const ledgers = new Map<string, Ledger>();

/**
 * The ledger of a HighLevel location. Test runs on the canvas have one of their own, so that they
 * never move the turns of real contacts.
 */
export function ledgerOf(account: string, locationId: string, isTestRun: boolean): Ledger {
	const key = JSON.stringify([account, locationId, isTestRun]);
	let ledger = ledgers.get(key);
	if (!ledger) ledgers.set(key, (ledger = new MemoryLedger()));
	return ledger;
}
