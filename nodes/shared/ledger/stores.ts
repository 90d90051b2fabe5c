import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isMoved } from '../../../ledger/moved';
import type { PostgresDatabase, PostgresPlace } from '../../../ledger/postgres';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import { OnePerProcess } from '../onePerProcess';
import { textOf } from './n8nEnvironment';
import { postgresAt } from './postgres';

/** One connection for each store and process. */
const stores = new OnePerProcess<LedgerStore>((store) => store.isLost);

/**
 * The file in n8n's folder, found as n8n finds it (n8n-core's InstanceSettings), or wherever the
 * environment variable CONTACT_ASSIGNMENT_SQLITE_FILE says: not a parameter of a node, because who
 * may edit workflows may not for that reason write to any file of the server.
 */
export function sqliteFile(): string {
	const folder = join(process.env.N8N_USER_FOLDER ?? homedir(), '.n8n');
	const said = textOf('CONTACT_ASSIGNMENT_SQLITE_FILE', '');
	return said || join(folder, 'contact-assignment.sqlite');
}

/**
 * The store in {@link sqliteFile}.
 * @throws {LedgerError} when the file cannot be used
 */
export async function openSqliteStore(): Promise<LedgerStore> {
	const file = sqliteFile();
	return await opened(file, async () => await SqliteDatabase.open(file));
}

/**
 * The same, also when it was copied elsewhere: for what is no decision, or goes for good.
 * @throws {LedgerError} when the file cannot be used
 */
export async function openSqliteEvenMoved(): Promise<LedgerStore> {
	const file = sqliteFile();
	return await stores.get(
		`${file} even moved`,
		async () => await LedgerStore.open(await SqliteDatabase.open(file), true),
	);
}

/**
 * The store in {@link sqliteFile} that was copied elsewhere; null when there is none.
 * @throws {LedgerError} when the file cannot be used
 */
export async function openLeftBehind(): Promise<LedgerStore | null> {
	if (!existsSync(sqliteFile())) return null;
	const store = await openSqliteEvenMoved();
	return isMoved(await store.beginning()) ? store : null;
}

/**
 * The store in a Postgres database.
 * @throws {LedgerError} when it cannot be used
 */
export async function openPostgresStore(place: PostgresPlace): Promise<LedgerStore> {
	return await opened(JSON.stringify(place), async () => await postgresAt(place));
}

async function opened(
	key: string,
	connect: () => Promise<SqliteDatabase | PostgresDatabase>,
): Promise<LedgerStore> {
	return await stores.get(key, async () => await LedgerStore.open(await connect()));
}
