import type { Ledger } from '../../ledger/ledger';
import { identitiesOf } from '../../routing/touch';
import { sqliteStore } from '../common/ledgers';

/**
 * Clears what HighLevel Contact Triggers remember of a contact. They keep it in the SQLite store of
 * n8n's folder, whichever ledger the other nodes use, and know contacts only as HighLevel does: the
 * ledger may know its ID when the item does not.
 * @returns whether anything was remembered
 */
export async function forgetTags(
	locationId: string,
	ledgers: readonly Ledger[],
	contact: readonly string[],
): Promise<boolean> {
	const identities = [...contact];
	for (const ledger of ledgers) {
		const [seen] = await ledger.seen([contact], 0);
		if (seen) identities.push(...identitiesOf({ id: seen.contactId }));
	}
	return await (await sqliteStore()).contactTags.forget({ locationId, identities });
}
