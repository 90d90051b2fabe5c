import type { IPollFunctions } from 'n8n-workflow';
import { HighLevelError } from '../../highlevel/errors';
import type { LedgerStore } from '../../ledger/store';
import { HOUR } from '../../routing/model/durations';
import {
	openAgency,
	openHighLevel,
	type AgencyConnection,
	type HighLevelConnection,
} from '../shared/highLevel/connection';
import { locationNamed } from '../shared/highLevel/location';
import { ledgerScope } from '../shared/ledger/open';

/** A sub-account in which contacts may wait; opened when it is its turn. */
export interface WatchedSubAccount {
	/** What the ledger knows it by. */
	scope: string;
	locationId: string;
	/** Null: the credential does not open it. */
	open(): Promise<HighLevelConnection | null>;
}

/**
 * The sub-accounts that the credential is for: its own, the one that the option names, or, of an
 * agency, all in which contacts wait.
 * @throws {NodeOperationError} when the credential is not usable
 * @throws {HighLevelError} when an agency's token does not open the one that is named
 */
export async function watchedSubAccounts(
	context: IPollFunctions,
	store: LedgerStore,
): Promise<WatchedSubAccount[]> {
	const agency = locationNamed(context, 0) === '' ? await openAgency(context) : null;
	if (agency) return await ofAgency(context, store, agency);
	const highLevel = await openHighLevel(context);
	const scope = ledgerScope(highLevel, 'live');
	return [{ scope, locationId: highLevel.locationId, open: async () => highLevel }];
}

/** When an agency's token did not open a sub-account, by both: milliseconds of a clock that nobody sets. */
const refusedAt = new Map<string, number>();

/** Another agency's contacts may wait in the same ledger. */
const ASKED_AGAIN_MS = HOUR;

async function ofAgency(
	context: IPollFunctions,
	store: LedgerStore,
	agency: AgencyConnection,
): Promise<WatchedSubAccount[]> {
	const { account } = agency;
	return (await store.locationsWaiting()).flatMap((scope) => {
		const [locationId = ''] = scope.split(' ', 1);
		if (scope !== ledgerScope({ locationId, account }, 'live')) return [];
		return [{ scope, locationId, open: async () => await openOwn(context, agency, locationId) }];
	});
}

async function openOwn(
	context: IPollFunctions,
	agency: AgencyConnection,
	locationId: string,
): Promise<HighLevelConnection | null> {
	const key = `${agency.companyId} ${locationId}`;
	if (performance.now() - (refusedAt.get(key) ?? -Infinity) < ASKED_AGAIN_MS) return null;
	return await agency.open(locationId).catch((error: unknown) => {
		if (!isOfOthers(error)) throw error;
		refusedAt.set(key, performance.now());
		context.logger.info(
			`Waiting Contacts Trigger leaves out the sub-account ${locationId}, which the agency of its credential does not open: ${error.message}`,
		);
		return null;
	});
}

/** Whether it is this sub-account that the agency's token does not open. */
function isOfOthers(error: unknown): error is HighLevelError {
	return (
		error instanceof HighLevelError &&
		(error.kind === 'wrong-location' || error.kind === 'invalid-request')
	);
}
