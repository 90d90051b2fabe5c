import { compareNames } from '../names';
import type { LiveSource } from './liveSource';
import type { LiveAccount } from './view';

/** All accounts that have been heard of, by name; last those contacts whose account is not known. */
export function liveAccounts({ waits, accounts, names }: LiveSource): LiveAccount[] {
	const known = new Map(
		accounts.map((account) => [account.id, account.name ?? account.number ?? account.id]),
	);
	for (const id of waits.accountIds) if (id !== null && !known.has(id)) known.set(id, id);
	const rows = [...known].map(([id, shown]) => ({
		id,
		name: names.accounts[id] ?? shown,
		...waits.ofAccount(id),
	}));
	rows.sort((a, b) => compareNames(a.name, b.name));
	const others = waits.ofAccount(null);
	if (others.waiting === 0) return rows;
	return [...rows, { id: null, name: 'Account not known', ...others }];
}
