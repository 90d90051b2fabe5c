import { HighLevelError } from '../../highlevel/errors';
import type { AccountRecord } from '../../routing/model/accounts';
import { distinctNames } from '../../report/names';
import type { Names } from '../../report/report';
import { userDirectory, type HighLevelConnection } from '../shared/highLevel/connection';
import type { ReportedLedger } from './reportedLedger';

/**
 * What people and accounts are called: as the ledger knew them last, also those who have left.
 * @param highLevel who is asked too; null asks nobody
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function knownNames(
	{ store, ledger, locationId }: ReportedLedger,
	highLevel: HighLevelConnection | null,
): Promise<Names> {
	const kept = await ledger.reading.latestPlan();
	const users = distinctNames({
		...(await ledger.plans.departedNames()),
		...Object.fromEntries((kept?.staff.users ?? []).map(({ id, name }) => [id, name])),
		...(highLevel && (await listedNames(highLevel))),
	});
	const accounts = accountNames(await ledger.reading.accounts());
	const isOneOfSeveral = (await store.locations()).length > 1;
	return { users, accounts, location: isOneOfSeveral ? locationId : null };
}

/** What HighLevel does not tell, the ledger knows nearly as well. */
async function listedNames({ client, account }: HighLevelConnection): Promise<Names['users']> {
	const reading = userDirectory.list(client, account).then(({ names }) => names);
	return await reading.catch((error: unknown) => {
		if (error instanceof HighLevelError) return {};
		throw error;
	});
}

function accountNames(accounts: readonly AccountRecord[]): Record<string, string> {
	const named = accounts.map(({ id, name, number, tag }) => [id, name || number || tag || id]);
	return distinctNames(Object.fromEntries(named) as Record<string, string>);
}
