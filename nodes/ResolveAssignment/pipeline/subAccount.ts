import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { openHighLevel } from '../../shared/highLevel/connection';
import { DepartedUsers } from '../../shared/highLevel/departedUsers';
import { locationNamed } from '../../shared/highLevel/location';
import { perLocation } from '../../shared/highLevel/perLocation';
import { StaffReader } from '../../shared/highLevel/staffReader';
import { isTrial } from '../../shared/highLevel/trial';
import { trustMsOf } from '../../shared/highLevel/trust';
import type { LedgerUse } from '../../../ledger/scopes';
import { ledgerScope, openStore } from '../../shared/ledger/open';
import { areReassignItems } from '../../shared/highLevel/reassignItems';
import { ContactLookup } from './contactLookup';
import type { HighLevelReaders } from './highLevelReaders';
import { warn } from './warn';
import { trialReaders } from './trial';

/** What all items of one run about one sub-account share. */
export interface SubAccount extends HighLevelReaders {
	locationId: string;
	ledger: Ledger;
	/** What published workflows decide in: the same, unless this is a test run. */
	live: Ledger;
	ledgerUse: LedgerUse;
	/** Somebody tries the plan without a HighLevel credential. */
	trial: boolean;
	/** Milliseconds since 1970: the clock of everything before the ledger decides. */
	openedAt: number;
}

/**
 * The sub-account of each item, opened once.
 * @returns a function from item index to sub-account, which throws a NodeOperationError when neither
 * item nor credential names a location, and a LedgerError when the ledger cannot be used
 */
export function subAccounts(
	context: IExecuteFunctions,
	ledgerUse: LedgerUse,
): (itemIndex: number) => Promise<SubAccount> {
	const open = isTrial(context) ? openTrial : openConnected;
	return perLocation(context, async (itemIndex) => await open(context, ledgerUse, itemIndex));
}

async function openConnected(
	context: IExecuteFunctions,
	ledgerUse: LedgerUse,
	itemIndex: number,
): Promise<SubAccount> {
	const opened = await openHighLevel(context, itemIndex);
	const store = await openStore(context);
	const ledger = store.ledger(ledgerScope(opened, ledgerUse));
	// Messages that come meanwhile go first.
	const client = areReassignItems(context) ? opened.client.patiently() : opened.client;
	// Who tests changes contacts in HighLevel and tries again: what an earlier test run saw is over.
	const trustMs = ledgerUse === 'live' ? trustMsOf(context) : 0;
	const openedAt = store.now();
	return {
		locationId: opened.locationId,
		ledger,
		live: store.ledger(ledgerScope(opened, 'live')),
		ledgerUse,
		trial: false,
		contacts: new ContactLookup({ client, ledger, trustMs, now: openedAt }),
		staff: new StaffReader({ ...opened, client }, warn(context)),
		// Test runs know of people what live ones know.
		departed: new DepartedUsers({ ...opened, client }, store.users, ledgerScope(opened, 'live')),
		openedAt,
	};
}

/** Of no HighLevel server, so that nothing of a trial is taken for a real sub-account's. */
const NO_SERVER = 'https://trial.invalid';

async function openTrial(
	context: IExecuteFunctions,
	ledgerUse: LedgerUse,
	itemIndex: number,
): Promise<SubAccount> {
	const store = await openStore(context);
	// Each workflow begins anew: people try several, and none of them is the plan of their sub-account.
	const locationId = `${locationNamed(context, itemIndex)} ${context.getWorkflow().id}`;
	const ledger = store.ledger(ledgerScope({ locationId, account: NO_SERVER }, ledgerUse));
	return {
		locationId,
		ledger,
		live: ledger,
		ledgerUse,
		trial: true,
		...trialReaders,
		openedAt: store.now(),
	};
}
