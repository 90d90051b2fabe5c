import type { AccountRecord } from '../routing/model/accounts';
import type { Queries, Transaction } from './database';

/** The accounts of which messages came. They are the business's own lines, so nothing is sealed. */
export async function readAccounts(sql: Queries, scope: string): Promise<AccountRecord[]> {
	return await sql.all<AccountRecord>(
		'SELECT id, number, name, tag FROM contact_assignment_accounts WHERE scope = ? ORDER BY id',
		scope,
	);
}

/** What this process has written of the accounts of one scope, so that no message writes it again. */
export class WrittenAccounts {
	private readonly written = new Map<string, string>();

	/** Those that are new or have changed, each once, as the last of them is. */
	changed(accounts: ReadonlyArray<AccountRecord | null>): AccountRecord[] {
		const byId = new Map(accounts.flatMap((account) => (account ? [[account.id, account]] : [])));
		return [...byId.values()].filter(
			(account) => this.written.get(account.id) !== JSON.stringify(account),
		);
	}

	/** To be told when the transaction lasts. */
	note(accounts: readonly AccountRecord[]): void {
		for (const account of accounts) this.written.set(account.id, JSON.stringify(account));
	}
}

/** What is not known of an account stays as it was. */
export async function writeAccounts(
	sql: Transaction,
	scope: string,
	accounts: readonly AccountRecord[],
): Promise<void> {
	await sql.insert(
		'contact_assignment_accounts',
		accounts.map(({ id, number, name, tag }) => ({ scope, id, number, name, tag })),
		`ON CONFLICT (scope, id) DO UPDATE SET
			number = COALESCE(excluded.number, contact_assignment_accounts.number),
			name = COALESCE(excluded.name, contact_assignment_accounts.name),
			tag = COALESCE(excluded.tag, contact_assignment_accounts.tag)`,
	);
}
