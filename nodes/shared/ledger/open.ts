import type { IExecuteFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { LedgerMovedError } from '../../../ledger/moved';
import { scopeOf, type LedgerUse } from '../../../ledger/scopes';
import type { LedgerStore } from '../../../ledger/store';
import { MINUTE } from '../../../routing/model/durations';
import { count } from '../../../routing/model/text';
import { areReassignItems } from '../highLevel/reassignItems';
import type { HighLevelLocation } from '../highLevel/connection';
import { findAutomaticStore, openAutomaticStore } from './automatic';
import { openCredentialStore, type LedgerContext } from './credentialStore';
import type { LedgerPlace } from './ledgerPlace';
import { ledgerChoiceOf, triggerLedgerChoiceOf, type LedgerChoice } from './ledgerParameter';
import { n8nDatabase } from './n8nDatabase';
import { operatorChoice } from './operatorChoice';
import { openLeftBehind, openSqliteEvenMoved, openSqliteStore } from './stores';

/** A store, and where it is. */
interface PlacedStore {
	place: LedgerPlace;
	store: LedgerStore;
}

/**
 * Which ledger a run decides in. Work on many contacts is real work: people start it by hand, and it
 * has a preview of its own.
 */
export function ledgerUseOf(context: IExecuteFunctions): LedgerUse {
	return context.getMode() === 'manual' && !areReassignItems(context) ? 'test runs' : 'live';
}

/**
 * The ledger of a HighLevel location in the store that the option 'Ledger' chooses.
 * @throws {LedgerError} when the store cannot be used
 * @throws {NodeOperationError} when the Postgres credential asks for what is not supported
 */
export async function openLedger(
	context: IExecuteFunctions,
	place: HighLevelLocation,
	use: LedgerUse,
): Promise<Ledger> {
	return (await openStore(context)).ledger(ledgerScope(place, use));
}

/** What a store knows the ledger of a HighLevel location by. */
export function ledgerScope({ locationId, account }: HighLevelLocation, use: LedgerUse): string {
	return scopeOf(`${locationId} ${new URL(account).host}`, use);
}

/**
 * The ledgers that have to know what happened to a real contact, wherever it was asked for: who does
 * it by hand means the real one, and what test runs remember of the contact ends too.
 */
export async function openAllLedgers(
	context: IExecuteFunctions,
	place: HighLevelLocation,
): Promise<Ledger[]> {
	return await Promise.all(
		allUses(context).map(async (use) => await openLedger(context, place, use)),
	);
}

/**
 * The same in a file that was copied elsewhere and is there still: what it knows of a person has to go
 * when the person asks for it.
 */
export async function ledgersLeftBehind(
	context: IExecuteFunctions,
	place: HighLevelLocation,
): Promise<Ledger[]> {
	const store = await openLeftBehind();
	return store ? allUses(context).map((use) => store.ledger(ledgerScope(place, use))) : [];
}

function allUses(context: IExecuteFunctions): LedgerUse[] {
	return [...new Set<LedgerUse>(['live', ledgerUseOf(context)])];
}

/**
 * The store that the option 'Ledger' of a node with items chooses.
 * @throws {LedgerError} when it cannot be used
 * @throws {NodeOperationError} when the Postgres credential asks for what is not supported
 */
export async function openStore(context: IExecuteFunctions): Promise<LedgerStore> {
	return (await openChosen(context, ledgerChoiceOf(context))).store;
}

/** Where that store is, as decisions that are written to it say. */
export async function ledgerPlaceOf(context: IExecuteFunctions): Promise<LedgerPlace> {
	return (await openChosen(context, ledgerChoiceOf(context))).place;
}

/** The same as {@link openStore} for a trigger, whose parameters belong to no item. */
export async function openTriggerStore(
	context: IWebhookFunctions | IPollFunctions,
): Promise<LedgerStore> {
	return (await openChosen(context, triggerLedgerChoiceOf(context))).store;
}

/**
 * The store of what nobody chooses one for, and nobody would miss if it began anew: what 'Automatic'
 * is. Where that is a credential, which not every node has, or cannot be, the file in n8n's folder.
 * @throws {LedgerError} when it cannot be used
 */
export async function openUnchosenStore(): Promise<LedgerStore> {
	if (operatorChoice() !== 'automatic' || !n8nDatabase()) return await openSqliteEvenMoved();
	try {
		return (await findAutomaticStore()).store;
	} catch (error) {
		// Copied to the database of a credential.
		if (error instanceof LedgerMovedError) return await openSqliteEvenMoved();
		throw error;
	}
}

type Opening = (context: LedgerContext) => Promise<PlacedStore>;

const sqlite: Opening = async () => ({ place: 'sqlite', store: await openSqliteStore() });
const credential: Opening = async (context) => ({
	place: 'postgres',
	store: await openCredentialStore(context),
});

/** What 'Automatic' is, by what whoever runs n8n says. */
const AUTOMATIC: Record<ReturnType<typeof operatorChoice>, Opening> = {
	automatic: openAutomaticStore,
	sqlite,
	credential,
};

const OPENINGS: Record<LedgerChoice, Opening> = {
	automatic: async (context) => await AUTOMATIC[operatorChoice()](context),
	postgres: credential,
	sqlite,
};

async function openChosen(context: LedgerContext, choice: LedgerChoice): Promise<PlacedStore> {
	const opened = await OPENINGS[choice](context);
	await watchClock(context, opened.store);
	return opened;
}

/** More than a clock without a time service drifts in weeks. */
const WRONG_CLOCK_MS = MINUTE;

/** Of which it was said that this machine's clock differs from theirs. */
const saidOf = new WeakSet<LedgerStore>();

/** Goes by the clock of the store, and says it once when this machine's is wrong. */
async function watchClock(context: LedgerContext, store: LedgerStore): Promise<void> {
	const ahead = await store.compareClocks();
	if (Math.abs(ahead) < WRONG_CLOCK_MS || saidOf.has(store)) return;
	saidOf.add(store);
	const minutes = count(Math.round(Math.abs(ahead) / MINUTE), 'minute');
	context.logger.warn(
		`The clock of this machine is ${minutes} ${ahead > 0 ? 'ahead of' : 'behind'} the clock of ${store.name}. Decisions go by the database's clock; set both by a time service (NTP).`,
	);
}
