import type { Beginning } from '../../../ledger/beginning';
import { LedgerError } from '../../../ledger/ledger';
import type { PostgresDatabase, PostgresPlace } from '../../../ledger/postgres';
import type { OlderLedger } from '../../../ledger/olderLedger';
import type { LedgerStore } from '../../../ledger/store';
import { OnePerProcess } from '../onePerProcess';
import { isQueueMode, n8nDatabase, type N8nDatabase } from './n8nDatabase';
import { lookForOlder, olderLedgerError } from './olderSqlite';
import { postgresAt, postgresHome } from './postgres';
import { openPostgresStore, openSqliteStore, sqliteFile } from './stores';

/** What 'Automatic' found. */
export interface AutomaticStore {
	place: 'sqlite' | 'n8nPostgres';
	store: LedgerStore;
	/** The ledger that would be left behind; null when there is none. */
	older: OlderLedger | null;
	/** Whether it stays so: beside a ledger that was not begun, an older one may turn up, or go. */
	isSettled: boolean;
}

interface Asked {
	store: LedgerStore;
	begun: Beginning | null;
}

const found = new OnePerProcess<AutomaticStore>(
	({ store, isSettled }) => store.isLost || !isSettled,
);

/**
 * The ledger that all nodes of this n8n share without choosing one: in queue mode n8n's own Postgres,
 * and otherwise too when a ledger is in use there; else the file in n8n's folder.
 * @throws {LedgerError} when there is no ledger that all processes of n8n could share, an older one
 * would be left behind, or it cannot be used
 */
export async function openAutomaticStore(): Promise<AutomaticStore> {
	const opened = await findAutomaticStore();
	if (opened.older) throw olderLedgerError(opened.older, opened.store.name);
	return opened;
}

/**
 * What {@link openAutomaticStore} opens, also beside an older one, for what nobody would miss.
 * @throws {LedgerError} when it cannot be used
 */
export async function findAutomaticStore(): Promise<AutomaticStore> {
	const database = n8nDatabase();
	const isQueue = isQueueMode();
	return await found.get(JSON.stringify([isQueue, database, sqliteFile()]), async () =>
		isQueue ? await sharedByWorkers(database) : await ofOneProcess(database),
	);
}

/**
 * Where 'Automatic' keeps the ledger in n8n's own Postgres, also when an older one is beside it; a
 * schema for it is made.
 * @throws {LedgerError} when n8n's own data is not in Postgres, or it cannot be used
 */
export async function openAutomaticPostgres(): Promise<PostgresDatabase> {
	const database = n8nDatabase();
	if (!database) throw noPostgres();
	return await postgresAt(await homeIn(database));
}

async function sharedByWorkers(database: N8nDatabase | null): Promise<AutomaticStore> {
	if (!database) throw noPostgres();
	const place = await homeIn(database);
	const { store, begun } = await asked(place);
	const isSettled = begun !== null;
	const older = isSettled ? null : await lookForOlder(store);
	return { place: 'n8nPostgres', store, older, isSettled };
}

/** How the ledger in a place was begun. */
async function asked(place: PostgresPlace, isFirst = true): Promise<Asked> {
	const store = await openPostgresStore(place);
	const asking = store.beginning();
	const [told] = await Promise.allSettled([asking]);
	// Another one was copied there since it was opened, and nothing decided by it yet.
	if (told.status === 'rejected' && isFirst && store.isLost) return await asked(place, false);
	return { store, begun: await asking };
}

/** Whoever goes back from queue mode does not begin anew. */
async function ofOneProcess(database: N8nDatabase | null): Promise<AutomaticStore> {
	const store = database && (await usedIn(database));
	const rest = { older: null, isSettled: true };
	if (store) return { place: 'n8nPostgres', store, ...rest };
	return { place: 'sqlite', store: await openSqliteStore(), ...rest };
}

async function usedIn({ place, n8n }: N8nDatabase): Promise<LedgerStore | null> {
	const tables = await (await postgresHome()).findHome(place, n8n);
	const store = tables && (await openPostgresStore({ ...place, tables }));
	return store && (await store.beginning()) ? store : null;
}

async function homeIn({ place, n8n }: N8nDatabase): Promise<PostgresPlace> {
	const { findOrMakeHome } = await postgresHome();
	return { ...place, tables: await findOrMakeHome(place, n8n) };
}

function noPostgres(): LedgerError {
	return new LedgerError(
		"The ledger 'Automatic' needs n8n's own data to be in Postgres when n8n runs in queue mode, and it is in SQLite: the workers would decide without knowing of each other",
		"Whoever runs n8n can move n8n itself to Postgres (DB_TYPE=postgresdb); the ledger follows. Or set the option 'Ledger' to 'Postgres' in each node that has it, and choose a credential. Where all processes of n8n share one disk of one machine, CONTACT_ASSIGNMENT_LEDGER=sqlite will do.",
	);
}
