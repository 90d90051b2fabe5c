import { phoneDigits } from '../model/phoneForms';
import type { ContactOwners, OwnedSlot } from '../model/state';
import { fold } from '../model/text';
import type { TouchAccount } from '../model/touch';
import { emptyTable } from '../model/own';

type Named = Pick<TouchAccount, 'id' | 'number' | 'name' | 'tag'>;

/** By what an account is known whose ID at its provider is not; it gets an ID of ours by that. */
type Naming = 'number' | 'tag' | 'name';

/** Stands in ledgers: for ever. */
export function ownId(naming: Naming, value: string): string {
	return `${naming}:${value}`;
}

/** What an ID of ours was made from; null for the ID of a provider. */
export function ownIdIn(id: string): { naming: Naming; value: string } | null {
	const parts = /^(number|tag|name):(.+)$/su.exec(id);
	return parts ? { naming: parts[1] as Naming, value: parts[2] ?? '' } : null;
}

/**
 * The owners, with those at an account that has got its ID since under that ID. Of two owners of one
 * account the one who was decided last stays.
 * @param accounts those whose IDs are known
 */
export function withKnownIds(owners: ContactOwners, accounts: ReadonlyArray<Named>): ContactOwners {
	const ids = new Map(accounts.flatMap((account) => ownIdsOf(account)));
	const slots = emptyTable<OwnedSlot>();
	let changed = false;
	for (const [slot, owned] of Object.entries(owners.slots)) {
		const id = ids.get(owned.account ?? '');
		const key = slotWith(slot, ids);
		changed ||= id !== undefined || key !== slot;
		const other = slots[key];
		if (other && other.at > owned.at) continue;
		slots[key] = id === undefined ? owned : { ...owned, account: id };
	}
	if (!changed) return owners;
	return { primary: owners.primary && slotWith(owners.primary, ids), slots };
}

const ACCOUNT_SLOT = 'account:';

function slotWith(slot: string, ids: ReadonlyMap<string, string>): string {
	const id = slot.startsWith(ACCOUNT_SLOT) ? ids.get(slot.slice(ACCOUNT_SLOT.length)) : undefined;
	return id === undefined ? slot : ACCOUNT_SLOT + id;
}

/** Under which IDs of ours an account was known before. */
function ownIdsOf({ id, number, name, tag }: Named): Array<[string, string]> {
	if (ownIdIn(id)) return [];
	const own = [
		...(number ? [ownId('number', phoneDigits(number))] : []),
		...(tag ? [ownId('tag', fold(tag))] : []),
		...(name ? [ownId('name', fold(name))] : []),
	];
	return own.map((one) => [one, id]);
}
