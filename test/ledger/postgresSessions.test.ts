import { Client } from 'pg';
import type { Transaction } from '../../ledger/database';
import { LedgerError } from '../../ledger/ledger';
import { PostgresDatabase, type PostgresPlace } from '../../ledger/postgres';
import { PostgresConnections } from '../../ledger/postgresConnections';
import { LedgerStore } from '../../ledger/store';
import { MINUTE } from '../../routing/model/durations';
import {
	startPostgres,
	type PostgresDatabase as Place,
	type PostgresServer,
} from '../../sandbox/postgres';
import { LedgerFixture } from './ledgerFixture';
import { PoolingProxy } from './poolingProxy';

describe('sessions of Postgres', () => {
	let server: PostgresServer;
	let place: Place;
	let count = 0;
	let people = 0;
	const opened: Array<{ close(): Promise<void> }> = [];
	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
	}, 60_000);
	afterAll(async () => await server.stop(), 60_000);
	beforeEach(async () => {
		place = await server.createDatabase(`sessions_${(count += 1)}`);
	});
	afterEach(async () => {
		for (const one of opened.splice(0)) await one.close();
	});

	/** Another process on the database, unless it is one of the same. */
	function database(
		change: Partial<PostgresPlace> = {},
		connections = new PostgresConnections(),
	): PostgresDatabase {
		const { host, port, database: name, user, password } = place;
		const made = new PostgresDatabase(
			{ host, port, database: name, user, password, ssl: false, connections: 100, ...change },
			connections,
		);
		opened.push(made);
		return made;
	}

	async function administrate(...statements: string[]): Promise<void> {
		const admin = new Client({ connectionString: place.url });
		await admin.connect();
		for (const statement of statements) await admin.query(statement);
		await admin.end();
	}

	/** People whom nobody has heard of yet. */
	async function decide(store: LedgerStore, count: number): Promise<string[]> {
		const fixture = new LedgerFixture(store.ledger('location'));
		const decisions = Array.from(
			{ length: count },
			async (_, i) => await fixture.write(`${(people += 1)}${i}`),
		);
		return await Promise.all(decisions);
	}

	it.each([
		[
			'the database is made anew',
			async () => {
				const admin = new Client({ connectionString: server.url });
				await admin.connect();
				await admin.query(`DROP DATABASE ${place.database} WITH (FORCE)`);
				await admin.query(`CREATE DATABASE ${place.database}`);
				await admin.end();
			},
		],
		[
			'its tables are removed',
			async () => await administrate('DROP SCHEMA public CASCADE', 'CREATE SCHEMA public'),
		],
	])('go on once %s, and all processes know the same contacts', async (_, remake) => {
		const connections = new PostgresConnections();
		const before = await LedgerStore.open(database({}, connections));
		await decide(before, 3);
		await remake();
		const other = await LedgerStore.open(database());
		const theirs = new LedgerFixture(other.ledger('location'));
		expect(await theirs.write('9999')).toBe('assigned Ann');
		await expect(decide(before, 1)).rejects.toMatchObject({
			name: 'LedgerError',
			message: expect.stringContaining('removed or replaced') as string,
		});
		expect(before.isLost).toBe(true);
		const after = await LedgerStore.open(database({}, connections));
		const ours = new LedgerFixture(after.ledger('location'));
		expect(await ours.write('9999')).toBe('kept Ann');
	});

	it.each(['serializable', 'repeatable read', 'read committed'])(
		'decide all, with the default isolation %s and processes that start at once',
		async (isolation) => {
			await administrate(
				`ALTER DATABASE ${place.database} SET default_transaction_isolation = '${isolation}'`,
				`ALTER DATABASE ${place.database} SET default_transaction_read_only = on`,
				`ALTER DATABASE ${place.database} SET default_transaction_deferrable = on`,
			);
			const stores = await Promise.all(
				[1, 2, 3, 4].map(async () => await LedgerStore.open(database())),
			);
			const decided = await Promise.all(stores.map(async (store) => await decide(store, 15)));
			expect(decided.flat().filter((one) => one.startsWith('assigned'))).toHaveLength(60);
			const [first] = stores;
			expect(await new LedgerFixture(first!.ledger('location')).open()).toEqual([20, 20, 20]);
		},
	);

	it('are those of PgBouncer, which refuses settings at the start and forgets them later', async () => {
		const proxy = await PoolingProxy.start(place);
		opened.push({ close: async () => await proxy.stop() });
		await administrate(`ALTER DATABASE ${place.database} SET statement_timeout = '7s'`);
		const through = database({ port: proxy.port });
		const store = await LedgerStore.open(through);
		expect(new Set(await decide(store, 20))).toEqual(
			new Set(['assigned Ann', 'assigned Ben', 'assigned Cleo']),
		);
		const limits = async () =>
			await through.transaction('test', async (sql) =>
				sql.all(`SELECT current_setting('statement_timeout') AS statement,
					current_setting('lock_timeout') AS lock,
					current_setting('idle_in_transaction_session_timeout') AS silence`),
			);
		for (let i = 0; i < 3; i += 1) {
			expect(await limits()).toEqual([{ statement: '30s', lock: '20s', silence: '5s' }]);
		}
		await through.close();
	});

	it('are at most two for a process and database, whichever credentials it is asked with', async () => {
		await administrate(
			`DROP ROLE IF EXISTS other`,
			`CREATE ROLE other SUPERUSER LOGIN PASSWORD 'others'`,
		);
		const connections = new PostgresConnections();
		const all = [
			database({}, connections),
			database({ connections: 7 }, connections),
			database({ user: 'other', password: 'others' }, connections),
		];
		const counts: number[] = [];
		const look = async (sql: Transaction) => {
			const [row] = await sql.all<{ count: number }>(
				'SELECT COUNT(*) AS count FROM pg_stat_activity WHERE datname = current_database()',
			);
			counts.push(row?.count ?? 0);
		};
		const work = Array.from({ length: 60 }, async (_, i) => {
			await all[i % all.length]?.transaction(`lock ${i % 7}`, look);
		});
		await Promise.all(work);
		expect(counts).toHaveLength(60);
		expect(Math.max(...counts)).toBe(2);
	});

	it('let nobody in with a wrong password, whoever is in already', async () => {
		await administrate(
			`DROP ROLE IF EXISTS known`,
			`CREATE ROLE known SUPERUSER LOGIN PASSWORD 'right'`,
		);
		const connections = new PostgresConnections();
		const user = 'known';
		await database({ user, password: 'right' }, connections).transaction(
			'test',
			async () => undefined,
		);
		const wrong = database({ user, password: 'wrong' }, connections);
		await expect(wrong.transaction('test', async () => undefined)).rejects.toThrow(LedgerError);
	});

	it.each(['40001', '40P01'])('repeat what Postgres rolled back with %s', async (code) => {
		let tries = 0;
		const result = await database().transaction('test', async (sql) => {
			tries += 1;
			if (tries < 3)
				await sql.run(`DO $$ BEGIN RAISE 'in the way' USING ERRCODE = '${code}'; END $$`);
			return tries;
		});
		expect(result).toBe(3);
	});

	it('repeat it no more than some times, and say so', async () => {
		let tries = 0;
		const repeated = database().transaction('test', async (sql) => {
			tries += 1;
			await sql.run(`DO $$ BEGIN RAISE 'in the way' USING ERRCODE = '40001'; END $$`);
		});
		await expect(repeated).rejects.toMatchObject({
			name: 'LedgerError',
			message: expect.stringContaining('in the way') as string,
			description: expect.stringContaining('again and again') as string,
		});
		expect(tries).toBe(5);
	});

	it('repeat nothing that the work itself refused', async () => {
		let tries = 0;
		const mistake = Object.assign(new Error('a mistake'), { code: '40001' });
		const work = database().transaction('test', async () => {
			tries += 1;
			throw mistake;
		});
		await expect(work).rejects.toBe(mistake);
		expect(tries).toBe(1);
	});

	it('come out of a deadlock', async () => {
		const one = database();
		await one.transaction('test', async (sql) => {
			await sql.run('CREATE TABLE pair (name TEXT PRIMARY KEY, times INTEGER)');
			await sql.run(`INSERT INTO pair VALUES ('a', 0), ('b', 0)`);
		});
		let both = 0;
		let go: () => void = () => undefined;
		const met = new Promise<void>((done) => (go = done));
		const crossing = async (lock: string, names: string[]) =>
			await database().transaction(lock, async (sql) => {
				for (const name of names) {
					await sql.run('UPDATE pair SET times = times + 1 WHERE name = ?', name);
					if ((both += 1) === 2) go();
					await met;
				}
			});
		await Promise.all([crossing('one', ['a', 'b']), crossing('other', ['b', 'a'])]);
		const rows = await one.transaction('test', async (sql) =>
			sql.all('SELECT name, times FROM pair ORDER BY name'),
		);
		expect(rows).toEqual([
			{ name: 'a', times: 2 },
			{ name: 'b', times: 2 },
		]);
	});

	it('are repeated when the server closed one midway', async () => {
		const killing = database();
		let tries = 0;
		const result = await killing.transaction('test', async (sql) => {
			const [row] = await sql.all<{ pid: number }>('SELECT pg_backend_pid() AS pid');
			if ((tries += 1) === 1) await administrate(`SELECT pg_terminate_backend(${row?.pid})`);
			return (await sql.all<{ tries: string }>(`SELECT '${tries}' AS tries`))[0]?.tries;
		});
		expect(result).toBe('2');
	});

	it('are replaced when the server closed those that nobody used', async () => {
		const one = database();
		const work = async () =>
			await one.transaction('test', async (sql) => sql.all('SELECT 1 AS one'));
		for (let i = 0; i < 3; i += 1) {
			expect(await work()).toEqual([{ one: 1 }]);
			await administrate(
				`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid()`,
			);
		}
	});

	describe('whose clock is another one', () => {
		/** The server's clock, as the ledger asks for it. */
		async function ahead(minutes: number): Promise<void> {
			await administrate(
				`CREATE OR REPLACE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS
				$$ SELECT pg_catalog.clock_timestamp() + interval '${minutes} minutes' $$`,
				`ALTER DATABASE ${place.database} SET search_path = public, pg_catalog`,
			);
		}

		it.each([-20, 20, -401 * 24 * 60, 24 * 60])(
			'(%d minutes ahead) go by the clock of the store',
			async (minutes) => {
				await ahead(minutes);
				const store = await LedgerStore.open(database());
				const difference = (store.now() - Date.now()) / MINUTE;
				expect(Math.round(difference)).toBe(minutes);
				expect(store.ledger('location').now() - store.now()).toBeLessThan(1_000);
				expect(Math.round((await store.compareClocks()) / MINUTE)).toBe(-minutes);
			},
		);

		it('notice when it is set', async () => {
			const connections = new PostgresConnections();
			const store = await LedgerStore.open(database({}, connections));
			expect(Math.round((store.now() - Date.now()) / MINUTE)).toBe(0);
			await ahead(-20);
			await new LedgerFixture(store.ledger('location')).write('1');
			// The function is there at once; the path of a session when it begins.
			await store.close();
			await new LedgerFixture(store.ledger('location')).write('2');
			expect(Math.round((store.now() - Date.now()) / MINUTE)).toBe(-20);
		});
	});
});
