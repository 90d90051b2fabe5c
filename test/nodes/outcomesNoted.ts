import type { OutcomeFact } from '../../ledger/facts';
import { openSqliteStore } from '../../nodes/shared/ledger/stores';

/** What the SQLite ledger of the nodes has noted of the contacts of a location, by kind. */
export async function notedOutcomes(locationId: string): Promise<OutcomeFact[]> {
	const store = await openSqliteStore();
	const noted: OutcomeFact[] = [];
	for (const ledger of await store.ledgersOfLocation(locationId)) {
		for await (const some of ledger.reading.outcomes({ from: 0, to: 1e14 })) noted.push(...some);
	}
	return noted.sort((a, b) => (a.kind < b.kind ? -1 : 1));
}
