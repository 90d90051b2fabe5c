import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import { identitiesOf } from '../../routing/model/touch';
import { openStore, openUnchosenStore } from '../shared/ledger/open';
import { openLeftBehind } from '../shared/ledger/stores';

/**
 * Clears what triggers remember of a contact, in the ledger that this node uses and in the one
 * where they keep it unless they are told otherwise, also in a file that was copied. They know contacts only
 * as HighLevel does: the ledger may know its ID when the item does not.
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
		const [snapshot] = await ledger.contactSnapshots([contact], 0);
		if (snapshot) identities.push(...identitiesOf({ id: snapshot.contactId }));
	}
	let known = false;
	const stores = [await openStore(context), await openUnchosenStore(), await openLeftBehind()];
	for (const store of new Set(stores)) {
		if (await store?.contactTags.forget({ locationId, identities })) known = true;
	}
	return known;
}
