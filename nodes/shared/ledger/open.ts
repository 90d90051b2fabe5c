import { homedir } from 'node:os';
import { join } from 'node:path';
import {
	NodeOperationError,
	type ICredentialDataDecryptedObject,
	type IExecuteFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { PostgresDatabase } from '../../../ledger/postgres';
import { scopeOf, type LedgerUse } from '../../../ledger/scopes';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import { MINUTE } from '../../../routing/model/durations';
import { count } from '../../../routing/model/text';
import { areReassignItems } from '../highLevel/reassignItems';
import type { HighLevelLocation } from '../highLevel/connection';
import { ledgerKindOf, triggerLedgerKindOf, type LedgerKind } from './ledgerParameter';

/** One connection for each store and process. */
const stores = new Map<string, Promise<LedgerStore>>();

export type { LedgerUse } from '../../../ledger/scopes';

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
	const uses = [...new Set<LedgerUse>(['live', ledgerUseOf(context)])];
	return await Promise.all(uses.map(async (use) => await openLedger(context, place, use)));
}

/**
 * The store that the option 'Ledger' of a node with items chooses.
 * @throws {LedgerError} when it cannot be used
 * @throws {NodeOperationError} when the Postgres credential asks for what is not supported
 */
export async function openStore(context: IExecuteFunctions): Promise<LedgerStore> {
	return await watched(context, await STORES[ledgerKindOf(context)](context));
}

/** The same for a trigger, whose parameters belong to no item. */
export async function openTriggerStore(
	context: IWebhookFunctions | IPollFunctions,
): Promise<LedgerStore> {
	return await watched(context, await STORES[triggerLedgerKindOf(context)](context));
}

/**
 * The store in n8n's folder, found as n8n finds it (n8n-core's InstanceSettings), or wherever the
 * environment variable CONTACT_ASSIGNMENT_SQLITE_FILE says: not a parameter of a node, because who
 * may edit workflows may not for that reason write to any file of the server.
 * @throws {LedgerError} when the file cannot be used
 */
export async function openSqliteStore(): Promise<LedgerStore> {
	const { CONTACT_ASSIGNMENT_SQLITE_FILE, N8N_USER_FOLDER } = process.env;
	const folder = join(N8N_USER_FOLDER ?? homedir(), '.n8n');
	const file = CONTACT_ASSIGNMENT_SQLITE_FILE || join(folder, 'contact-assignment.sqlite');
	return await opened(file, async () => await SqliteDatabase.open(file));
}

type LedgerContext = IExecuteFunctions | IWebhookFunctions | IPollFunctions;

const STORES: Record<LedgerKind, (context: LedgerContext) => Promise<LedgerStore>> = {
	postgres: postgresStore,
	sqlite: openSqliteStore,
};

async function postgresStore(context: LedgerContext): Promise<LedgerStore> {
	const credential = await context.getCredentials('postgres');
	if (credential.sshTunnel) {
		throw new NodeOperationError(
			context.getNode(),
			'The Postgres credential goes through an SSH tunnel, which the ledger cannot use',
			{
				description:
					"Choose a credential that reaches the database directly, over SSL if need be, or set the option 'Ledger' to 'SQLite (Built In)'.",
			},
		);
	}
	const connection = {
		host: text(credential, 'host', 'localhost'),
		port: Number(credential.port) || 5432,
		database: text(credential, 'database', 'postgres'),
		user: text(credential, 'user', 'postgres'),
		password: text(credential, 'password', ''),
		ssl: sslOf(credential),
		connections: Number(credential.maxConnections) || 100,
	};
	return await opened(
		JSON.stringify(connection),
		async () => await Promise.resolve(new PostgresDatabase(connection)),
	);
}

/** More than a clock without a time service drifts in weeks. */
const WRONG_CLOCK_MS = MINUTE;

/** Of which it was said that this machine's clock differs from theirs. */
const saidOf = new WeakSet<LedgerStore>();

/** Goes by the clock of the store, and says it once when this machine's is wrong. */
async function watched(context: LedgerContext, store: LedgerStore): Promise<LedgerStore> {
	const ahead = await store.compareClocks();
	if (Math.abs(ahead) < WRONG_CLOCK_MS || saidOf.has(store)) return store;
	saidOf.add(store);
	const minutes = count(Math.round(Math.abs(ahead) / MINUTE), 'minute');
	context.logger.warn(
		`The clock of this machine is ${minutes} ${ahead > 0 ? 'ahead of' : 'behind'} the clock of ${store.name}. Decisions go by the database's clock; set both by a time service (NTP).`,
	);
	return store;
}

/** As n8n's own Postgres node reads these fields. */
function sslOf({ allowUnauthorizedCerts, ssl }: ICredentialDataDecryptedObject) {
	if (allowUnauthorizedCerts === true) return { rejectUnauthorized: false };
	return ssl !== undefined && ssl !== 'disable';
}

function text(credential: ICredentialDataDecryptedObject, field: string, fallback: string): string {
	const value = credential[field];
	return typeof value === 'string' && value !== '' ? value : fallback;
}

async function opened(
	key: string,
	connect: () => Promise<SqliteDatabase | PostgresDatabase>,
): Promise<LedgerStore> {
	const before = stores.get(key);
	// Of several that find it lost, one opens it anew.
	if (before && (await before).isLost && stores.get(key) === before) stores.delete(key);
	let store = stores.get(key);
	if (!store) {
		store = connect().then(async (database) => await LedgerStore.open(database));
		stores.set(key, store);
		// What could not be opened is tried again next time.
		store.catch(() => stores.delete(key));
	}
	return await store;
}
