import type { OutcomeFact } from '../../ledger/facts';
import { LedgerStore } from '../../ledger/store';
import { SqliteDatabase } from '../../ledger/sqlite';

/** What the ledger in the test's file has noted of the contacts of a location, by kind. */
export async function notedOutcomes(locationId: string): Promise<OutcomeFact[]> {
	const store = await LedgerStore.open(
		await SqliteDatabase.open(process.env.CONTACT_ASSIGNMENT_SQLITE_FILE ?? ''),
	);
	try {
		const noted: OutcomeFact[] = [];
		for (const ledger of await store.ledgersOfLocation(locationId)) {
			for await (const some of ledger.reading.outcomes({ from: 0, to: 1e14 })) noted.push(...some);
		}
		return noted.sort((a, b) => (a.kind < b.kind ? -1 : 1));
	} finally {
		await store.close();
	}
}
