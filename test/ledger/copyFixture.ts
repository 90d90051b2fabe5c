import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { PostgresDatabase, type PostgresPlace } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { TABLE_NAMES, sqlTable } from '../../ledger/tables';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';

type Rows = Record<string, unknown[]>;

/** What each store keeps for itself. */
const ITS_OWN = new Set(['version', 'beginning']);

/** A SQLite file and an empty Postgres database for each test. */
export interface CopyFixture {
	readonly file: string;
	readonly place: PostgresPlace;
	/** Opened as Copy Ledger does; closed after the test. */
	from(): Promise<SqliteDatabase>;
	to(): PostgresDatabase;
	/** Opened as nodes do; closed after the test. */
	old(): Promise<LedgerStore>;
	copy(): Promise<LedgerStore>;
	/** All rows of all tables, read by the engines' own clients. */
	rowsOfFile(file?: string): Rows;
	rowsOfPostgres(): Promise<Rows>;
	/** SQL by the engine's own client. */
	inPostgres<Row extends object>(sql: string): Promise<Row[]>;
}

/** Starts the server, and makes what each test needs. */
export function useCopyFixture(): CopyFixture {
	let server: PostgresServer;
	let folder: string;
	let place: PostgresPlace;
	let count = 0;
	const open: Array<{ close(): Promise<void> }> = [];
	const closing = <T extends { close(): Promise<void> }>(one: T): T => {
		open.push(one);
		return one;
	};

	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
	}, 60_000);
	afterAll(async () => await server.stop(), 60_000);
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'contact-assignment-copy-'));
		const { host, port, database, user, password } = await server.createDatabase(
			`copy_${(count += 1)}`,
		);
		place = { host, port, database, user, password, ssl: false, connections: 4 };
	});
	afterEach(async () => {
		await Promise.all(open.splice(0).map(async (one) => await one.close()));
		rmSync(folder, { recursive: true, force: true });
	});

	const file = () => join(folder, 'ledger.sqlite');
	async function inPostgres<Row extends object>(sql: string): Promise<Row[]> {
		const client = new Client(place);
		await client.connect();
		try {
			return (await client.query<Row>(sql)).rows;
		} finally {
			await client.end();
		}
	}

	return {
		get file() {
			return file();
		},
		get place() {
			return place;
		},
		from: async () => closing(await SqliteDatabase.open(file())),
		to: () => closing(new PostgresDatabase(place)),
		old: async () => closing(await LedgerStore.open(await SqliteDatabase.open(file()))),
		copy: async () => closing(await LedgerStore.open(new PostgresDatabase(place))),
		inPostgres,
		rowsOfFile(path = file()) {
			const connection = new DatabaseSync(path, { readOnly: true });
			const rows = Object.fromEntries(
				TABLE_NAMES.map((name) => [
					name,
					sorted(connection.prepare(`SELECT * FROM ${sqlTable(name)}`).all()),
				]),
			);
			connection.close();
			return rows;
		},
		async rowsOfPostgres() {
			const rows: Rows = {};
			for (const name of TABLE_NAMES) {
				rows[name] = sorted(
					(await inPostgres<Record<string, unknown>>(`SELECT * FROM ${sqlTable(name)}`)).map(
						(row) => row,
					),
				);
			}
			return rows;
		},
	};
}

/** As texts, because each engine's client gives numbers of 64 bits in its own way. */
function sorted(rows: ReadonlyArray<Record<string, unknown>>): string[] {
	return rows
		.filter(({ name, value }) => value === undefined || !ITS_OWN.has(String(name)))
		.map((row) =>
			JSON.stringify(
				Object.keys(row)
					.sort()
					.map((column) => [column, row[column] === null ? null : String(row[column])]),
			),
		)
		.sort();
}
