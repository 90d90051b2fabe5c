import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import { identitiesOf } from '../../routing/touch';
import { ledgerKindOf, ledgerStore, sqliteStore } from '../common/ledgers';

/**
 * Clears what triggers of HighLevel remember of a contact: in the store of the ledger, and in the
 * SQLite store of n8n's folder, which is theirs by default. They know contacts only as HighLevel
 * does: the ledger may know its ID when the item does not.
 * @returns whether anything was remembered
 */
export async function forgetTags(
	context: IExecuteFunctions,
	locationId: string,
	ledgers: readonly Ledger[],
	contact: readonly string[],
): Promise<boolean> {
	const identities = [...contact];
	for (const ledger of ledgers) {
		const [seen] = await ledger.seen([contact], 0);
		if (seen) identities.push(...identitiesOf({ id: seen.contactId }));
	}
	const stores = [await ledgerStore(context)];
	if (ledgerKindOf(context) === 'postgres') stores.push(await sqliteStore());
	let known = false;
	for (const { contactTags } of stores) {
		if (await contactTags.forget({ locationId, identities })) known = true;
	}
	return known;
}
