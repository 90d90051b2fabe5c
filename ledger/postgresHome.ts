import { escapeIdentifier as quoted } from 'pg';
import type { Transaction } from './database';
import { beginningOf } from './beginning';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import { PostgresDatabase, type PostgresPlace } from './postgres';
import { digestOf, FIRST_TABLE, tableName, type TablesPlace } from './postgresTables';
import { migrate } from './schema';

/** Bytes of a schema's name that Postgres does not cut off. */
const NAME_BYTES = 63;

/** What may be made where. */
interface Rights {
	database: string;
	user: string;
	/** Null when there is no such schema. */
	own: boolean | null;
	mayMakeSchemas: boolean;
	/** In n8n's own schema. */
	n8n: boolean | null;
}

/**
 * The schema that belongs to the ledger of one n8n, whose own tables are at a place: no other n8n of
 * the same database has the same. For ever.
 */
export function ownSchema({ schema, prefix }: TablesPlace): string {
	const name = ['contact_assignment', schema, ...(prefix === '' ? [] : [prefix])].join('_');
	if (prefix === '' && Buffer.byteLength(name) <= NAME_BYTES) return name;
	// 'a' with 'b_c' is another n8n than 'a_b' with 'c'.
	const digest = `_${digestOf(JSON.stringify([schema, prefix]))}`;
	const bytes = Buffer.from(name).subarray(0, NAME_BYTES - digest.length);
	// Without the half of a character.
	return bytes.toString().replace(/\uFFFD+$/, '') + digest;
}

/**
 * Where the ledger of an n8n is in n8n's own database: where one stands, in a schema of its own or
 * among n8n's tables.
 * @returns null when there is none
 * @throws {LedgerError} when two are in use, or the database cannot be used
 */
export async function findHome(
	place: PostgresPlace,
	n8n: TablesPlace,
): Promise<TablesPlace | null> {
	const standing = await inDatabase(place, async (sql) => await standingPlaces(sql, n8n));
	const [first = null, second] = standing;
	if (!second) return first;
	const used: TablesPlace[] = [];
	for (const tables of standing) if (await isBegun({ ...place, tables })) used.push(tables);
	if (used.length > 1) throw twoLedgers(place, standing);
	return used[0] ?? first;
}

/**
 * The same, and where there is none, it is made: a schema, if the user may make one, else the tables
 * are to be made among n8n's own. Of several processes at once, all find the same.
 * @throws {LedgerError} when the user may do neither, two are in use, or the database cannot be used
 */
export async function findOrMakeHome(place: PostgresPlace, n8n: TablesPlace): Promise<TablesPlace> {
	const found = await findHome(place, n8n);
	if (found) return found;
	return await inDatabase(place, async (sql) => {
		// Another process may have been faster.
		const [standing] = await standingPlaces(sql, n8n);
		return standing ?? (await makeHome(sql, n8n));
	});
}

async function inDatabase<T>(
	place: PostgresPlace,
	work: (sql: Transaction) => Promise<T>,
): Promise<T> {
	return await new PostgresDatabase(place).transaction(LOCKS.home, work);
}

/** Those with a ledger, its own schema first. Asked of the catalog, which everybody may read. */
async function standingPlaces(sql: Transaction, n8n: TablesPlace): Promise<TablesPlace[]> {
	const standing: TablesPlace[] = [];
	for (const place of [{ schema: ownSchema(n8n), prefix: '' }, n8n]) {
		const rows = await sql.all(
			`SELECT 1 FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
			WHERE n.nspname = ? AND c.relname = ?`,
			place.schema,
			tableName(FIRST_TABLE, place.prefix),
		);
		if (rows.length > 0) standing.push(place);
	}
	return standing;
}

async function makeHome(sql: Transaction, n8n: TablesPlace): Promise<TablesPlace> {
	const schema = ownSchema(n8n);
	const rights = await rightsOf(sql, schema, n8n.schema);
	if (rights.own) return { schema, prefix: '' };
	if (rights.own === null && rights.mayMakeSchemas) {
		await sql.run(`CREATE SCHEMA ${quoted(schema)}`);
		return { schema, prefix: '' };
	}
	if (rights.n8n) return n8n;
	throw noRights(rights, schema, n8n.schema);
}

async function rightsOf(sql: Transaction, own: string, n8n: string): Promise<Rights> {
	const mayMakeTables = `(SELECT pg_catalog.has_schema_privilege(oid, 'CREATE')
		AND pg_catalog.has_schema_privilege(oid, 'USAGE')
		FROM pg_catalog.pg_namespace WHERE nspname = ?)`;
	const [rights] = await sql.all<Rights>(
		`SELECT pg_catalog.current_database() AS database, current_user AS user,
			pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') AS "mayMakeSchemas",
			${mayMakeTables} AS own, ${mayMakeTables} AS n8n`,
		own,
		n8n,
	);
	if (!rights) throw new Error('Postgres does not say what its user may do');
	return rights;
}

async function isBegun(place: PostgresPlace): Promise<boolean> {
	const database = new PostgresDatabase(place);
	await migrate(database);
	return await database.transaction(LOCKS.schema, async (sql) => (await beginningOf(sql)) !== null);
}

function noRights({ database, user }: Rights, schema: string, n8nSchema: string): LedgerError {
	return new LedgerError(
		`The ledger cannot be made in n8n's Postgres database '${database}': its user '${user}' may make no tables, neither in a schema of their own nor in '${n8nSchema}'`,
		`Let the administrator of the database run: CREATE SCHEMA ${quoted(schema)} AUTHORIZATION ${quoted(user)};`,
	);
}

function twoLedgers(place: PostgresPlace, standing: readonly TablesPlace[]): LedgerError {
	const [own, other] = standing.map(
		({ schema, prefix }) => `${quoted(schema)}.${quoted(tableName(FIRST_TABLE, prefix))}`,
	);
	return new LedgerError(
		`There are two ledgers in n8n's Postgres database '${place.database}', and both are in use: the one of ${own} and the one of ${other}`,
		`Let the administrator of the database take away the one that is older, after a backup: all tables of that schema whose names have 'contact_assignment_' in them.`,
	);
}
