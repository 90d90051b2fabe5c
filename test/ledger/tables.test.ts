import type { Database } from '../../ledger/database';
import { PostgresDatabase } from '../../ledger/postgres';
import { migrate } from '../../ledger/schema';
import { SqliteDatabase } from '../../ledger/sqlite';
import { TABLES, TABLE_NAMES, sqlTable, tableOf, type ColumnKind } from '../../ledger/tables';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';

/** What a table looks like, as the engine says. */
interface Found {
	table: string;
	column: string;
	kind: string;
	/** From 1 in the primary key; 0 outside of it. */
	place: number;
}

async function found(database: Database, sql: string): Promise<Found[]> {
	await migrate(database);
	const rows = await database.transaction('test', async (each) => await each.all<Found>(sql));
	await database.close();
	return rows.map(({ table, column, kind, place }) => ({
		...{ table, column, kind: kind.toLowerCase() },
		place: Number(place),
	}));
}

const KINDS: Record<ColumnKind, string> = {
	text: 'text',
	time: 'bigint',
	integer: 'integer',
	real: 'double precision',
};

/** All that is listed: whatever is missing here would be forgotten by Copy Ledger. */
const LISTED: Found[] = TABLE_NAMES.flatMap((name) => {
	const { key, columns } = tableOf(sqlTable(name));
	return Object.entries(columns).map(([column, kind]) => ({
		table: sqlTable(name),
		column,
		kind: KINDS[kind],
		place: key.indexOf(column) + 1,
	}));
});

const byName = (one: Found, other: Found) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);

describe('the list of tables', () => {
	let server: PostgresServer;
	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
	}, 60_000);
	afterAll(async () => await server.stop(), 60_000);

	it('is what a new SQLite file has', async () => {
		const rows = await found(
			await SqliteDatabase.open(':memory:'),
			`SELECT tables.name AS "table", columns.name AS "column", columns.type AS kind, columns.pk AS place
			FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS columns
			WHERE tables.type = 'table'`,
		);
		expect(rows.sort(byName)).toEqual(LISTED.sort(byName));
	});

	it('is what a new Postgres database has', async () => {
		const { host, port, database, user, password } = await server.createDatabase('tables');
		const rows = await found(
			new PostgresDatabase({ host, port, database, user, password, ssl: false, connections: 2 }),
			`SELECT c.table_name::text AS "table", c.column_name::text AS "column",
				c.data_type::text AS kind, COALESCE(k.ordinal_position, 0)::int AS place
			FROM information_schema.columns AS c LEFT JOIN information_schema.key_column_usage AS k
				ON k.table_name = c.table_name AND k.column_name = c.column_name
			WHERE c.table_schema = 'public'`,
		);
		expect(rows.sort(byName)).toEqual(LISTED.sort(byName));
	});

	it('names keys that hold text, by which rows are read page by page', () => {
		for (const { key, columns } of Object.values(TABLES).map((one) => ({ ...one }))) {
			const kinds: Readonly<Record<string, ColumnKind>> = columns;
			expect(key.map((column) => kinds[column])).toEqual(key.map(() => 'text'));
		}
	});
});
