import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import type { LedgerStore } from '../../ledger/store';
import { credentialOf } from '../shared/highLevel/authentication';
import {
	connectedLocation,
	openAgency,
	openHighLevel,
	type HighLevelConnection,
} from '../shared/highLevel/connection';
import { locationNamed } from '../shared/highLevel/location';
import { ledgerScope, openStore } from '../shared/ledger/open';

/** What published workflows have decided in one sub-account. */
export interface ReportedLedger {
	locationId: string;
	/** What the store knows it by. */
	scope: string;
	store: LedgerStore;
	ledger: Ledger;
	/** Null when no credential was chosen. */
	openHighLevel: (() => Promise<HighLevelConnection>) | null;
}

/**
 * The ledger that an item asks about, also on the canvas that of real decisions. Whose it is says the
 * credential or the item, or else there is only one.
 * @throws {NodeOperationError} when nothing says it
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function reportedLedger(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ReportedLedger> {
	const store = await openStore(context);
	const hasCredential = context.getNode().credentials?.[credentialOf(context)] !== undefined;
	const scope = hasCredential
		? await connectedScope(context, itemIndex, store)
		: chosenScope(context, itemIndex, await store.locations());
	return {
		scope,
		store,
		locationId: locationOf(scope),
		ledger: store.ledger(scope),
		openHighLevel: hasCredential ? async () => await openHighLevel(context, itemIndex) : null,
	};
}

async function connectedScope(
	context: IExecuteFunctions,
	itemIndex: number,
	store: LedgerStore,
): Promise<string> {
	const agency = locationNamed(context, itemIndex) === '' ? await openAgency(context) : null;
	if (!agency) return ledgerScope(await connectedLocation(context, itemIndex), 'live');
	const { account } = agency;
	const isOfAgency = (scope: string) =>
		scope === ledgerScope({ locationId: locationOf(scope), account }, 'live');
	const all = await store.locations();
	const reached = all.filter(isOfAgency);
	if (reached.length === 0 && all.length > 0) throw noneReached(context, itemIndex, all);
	return chosenScope(context, itemIndex, reached);
}

/** Location IDs have no blanks. */
function locationOf(scope: string): string {
	return scope.split(' ', 1)[0] ?? '';
}

function chosenScope(
	context: IExecuteFunctions,
	itemIndex: number,
	known: readonly string[],
): string {
	const named = locationNamed(context, itemIndex);
	const meant = named === '' ? known : known.filter((scope) => locationOf(scope) === named);
	const [scope] = meant;
	if (scope !== undefined && meant.length === 1) return scope;
	if (known.length === 0) throw nothingDecided(context, itemIndex);
	throw named === '' || scope !== undefined
		? severalKnown(context, itemIndex, meant)
		: notKnown(context, itemIndex, named, known);
}

function nothingDecided(context: IExecuteFunctions, itemIndex: number): Error {
	return new NodeOperationError(context.getNode(), 'This ledger knows no decision yet', {
		itemIndex,
		description:
			"Publish the workflow with Resolve Assignment, and let somebody write: what it decides on the canvas is not in a report. If it has decided already, choose under 'Options > Ledger' the same as there.",
	});
}

function noneReached(
	context: IExecuteFunctions,
	itemIndex: number,
	scopes: readonly string[],
): Error {
	return new NodeOperationError(
		context.getNode(),
		'This credential is of none of the sub-accounts of which this ledger knows decisions',
		{
			itemIndex,
			description: `It knows: ${listed(scopes)}. Choose the credential with which Resolve Assignment decides for it, or none.`,
		},
	);
}

/** How many are listed. */
const MOST_NAMED = 10;

function severalKnown(
	context: IExecuteFunctions,
	itemIndex: number,
	scopes: readonly string[],
): Error {
	return new NodeOperationError(
		context.getNode(),
		`It is not said which sub-account is meant: this ledger has ${scopes.length}`,
		{
			itemIndex,
			description: `Choose a HighLevel credential, or add the option 'Location ID' and fill in one of: ${listed(scopes)}.`,
		},
	);
}

function notKnown(
	context: IExecuteFunctions,
	itemIndex: number,
	named: string,
	scopes: readonly string[],
): Error {
	return new NodeOperationError(
		context.getNode(),
		`'Location ID' is ${named}, of which this ledger knows no decision`,
		{ itemIndex, description: `It knows: ${listed(scopes)}.` },
	);
}

function listed(scopes: readonly string[]): string {
	const named = scopes.slice(0, MOST_NAMED).map(locationOf);
	return `${named.join(', ')}${scopes.length > MOST_NAMED ? ' …' : ''}`;
}
