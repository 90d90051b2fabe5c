import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Database } from '../../ledger/database';
import { PostgresDatabase } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { ledgerScope } from '../../nodes/shared/ledger/open';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { LedgerFixture } from './ledgerFixture';
import {
	LOCATIONS,
	NORTH_PLAN,
	RECORDED_AT,
	SOUTH_PLAN,
	goOn,
	readAll,
	type Ledgers,
} from './recordedLedger';

// Some hundred transactions, each of them on disk.
jest.setTimeout(120_000);

const FIXTURES = join(__dirname, '..', 'fixtures', 'ledger');
const read = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');
const expected = JSON.parse(read('expected.json')) as { reads: unknown; next: unknown };

/** One engine, and how its schema can be seen. */
interface Engine {
	/** A database with what this SQL makes, and a way to it for the ledger. */
	load(sql: string): Promise<Database>;
	/** Tables, columns, indexes. */
	schemaSql: string;
}

function ledgersOf(store: LedgerStore): Ledgers {
	const { north, south } = LOCATIONS;
	const ledgers = {
		north: new LedgerFixture(store.ledger(ledgerScope(north, 'live')), NORTH_PLAN),
		testRuns: new LedgerFixture(store.ledger(ledgerScope(north, 'test runs')), NORTH_PLAN),
		south: new LedgerFixture(store.ledger(ledgerScope(south, 'live')), SOUTH_PLAN),
	};
	for (const fixture of Object.values(ledgers)) fixture.now = RECORDED_AT;
	return ledgers;
}

function opensWhatWasRecorded(engine: Engine, dump: string): void {
	async function schemaOf(sql: string): Promise<unknown> {
		const database = await engine.load(sql);
		const store = await LedgerStore.open(database);
		const rows = await database.transaction('test', async (transaction) =>
			transaction.all(engine.schemaSql),
		);
		await store.close();
		return rows;
	}

	it('has the tables, columns and indexes of a new one', async () => {
		const today = await schemaOf('');
		expect(today).not.toEqual([]);
		expect(await schemaOf(read(dump))).toEqual(today);
	});

	it('is read as it was recorded, and goes on from there', async () => {
		const store = await LedgerStore.open(await engine.load(read(dump)));
		expect(await readAll(store, ledgersOf(store))).toEqual(expected.reads);
		expect(await goOn(store, ledgersOf(store))).toEqual(expected.next);
		await store.close();
	});

	it('notes what became of contacts that it knew, by who had them then', async () => {
		const store = await LedgerStore.open(await engine.load(read(dump)));
		const { ledger, now } = ledgersOf(store).north;
		const contact = ['highLevel:hl-nora'];
		const told = { id: 'opportunity', kind: 'won', contact, at: now, by: 'highLevel' } as const;
		expect(await ledger.outcomes.note([told, told], now)).toEqual([true, false]);
		const asked = await ledger.outcomes.ask(contact, true, now);
		const nora = (await ledger.records.historyOf(contact))?.decisions[0]?.decision.user?.id;
		expect(nora).toMatch(/^u[1-3]$/);
		expect(await ledger.outcomes.rate(asked?.id ?? '', 5, now, now)).toMatchObject({ user: nora });
		await store.close();
	});
}

describe('a ledger that an older version wrote in SQLite', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'contact-assignment-upgrade-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));
	let count = 0;

	opensWhatWasRecorded(
		{
			async load(sql) {
				const file = join(folder, `${(count += 1)}.sqlite`);
				const connection = new DatabaseSync(file);
				connection.exec(sql);
				connection.close();
				return await SqliteDatabase.open(file);
			},
			schemaSql: 'SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name',
		},
		'sqlite.sql',
	);
});

describe('a ledger that an older version wrote in Postgres', () => {
	let server: PostgresServer;
	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
	}, 60_000);
	afterAll(async () => await server.stop(), 60_000);
	let count = 0;

	opensWhatWasRecorded(
		{
			async load(sql) {
				const place = await server.createDatabase(`upgrade_${(count += 1)}`);
				const client = new Client({ connectionString: place.url });
				await client.connect();
				await client.query(sql);
				await client.end();
				const { host, port, database, user, password } = place;
				return new PostgresDatabase({
					host,
					port,
					database,
					user,
					password,
					ssl: false,
					connections: 4,
				});
			},
			schemaSql: `
				SELECT CAST(table_name AS text) AS name,
					column_name || ' ' || data_type || ' ' || is_nullable || ' ' || ordinal_position AS form
				FROM information_schema.columns WHERE table_schema = 'public'
				UNION ALL
				SELECT CAST(indexname AS text), indexdef FROM pg_indexes WHERE schemaname = 'public'
				ORDER BY name, form`,
		},
		'postgres.sql',
	);
});
