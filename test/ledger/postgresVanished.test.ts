import { setTimeout as wait } from 'node:timers/promises';
import { LedgerError } from '../../ledger/ledger';
import { PostgresDatabase } from '../../ledger/postgres';
import { PostgresConnections } from '../../ledger/postgresConnections';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { PoolingProxy } from './poolingProxy';

/** Longer than anything here may take: without limits it would be waited for without end. */
const LONGEST_MS = 100_000;

/** What became of work: its result, or the error as people read it. */
async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
	return await work.catch((error: unknown) => {
		if (!(error instanceof LedgerError)) throw error;
		return `${error.message} ${error.description}`;
	});
}

describe('a process that has vanished', () => {
	let server: PostgresServer;
	const outcomes: Record<string, unknown> = {};
	const opened: PostgresDatabase[] = [];
	const proxies: PoolingProxy[] = [];

	/** One of another process, through a network of its own if it has one. */
	async function database(name: string, proxy?: PoolingProxy): Promise<PostgresDatabase> {
		const { host, port, user, password } = server;
		const made = new PostgresDatabase(
			{
				host,
				port: proxy?.port ?? port,
				database: name,
				user,
				password,
				ssl: false,
				connections: 2,
			},
			new PostgresConnections(),
		);
		opened.push(made);
		return made;
	}

	async function network(): Promise<PoolingProxy> {
		const proxy = await PoolingProxy.start(server);
		proxies.push(proxy);
		return proxy;
	}

	/** Stopped inside a transaction until the server has ended it: what Postgres sees of a frozen process. */
	async function frozen(): Promise<void> {
		const { database: name } = await server.createDatabase('frozen');
		const [first, other] = [await database(name), await database(name)];
		let tries = 0;
		let resume: () => void = () => undefined;
		const resumed = new Promise<void>((done) => (resume = done));
		let inside: () => void = () => undefined;
		const isInside = new Promise<void>((done) => (inside = done));
		const stopped = first.transaction('lock', async (sql) => {
			tries += 1;
			await sql.all('SELECT 1');
			inside();
			await resumed;
			await sql.all('SELECT 1');
			return tries;
		});
		await isInside;
		outcomes['others after a frozen one'] = await outcomeOf(
			other.transaction('lock', async (sql) => sql.all('SELECT 1 AS one')),
		);
		resume();
		outcomes['a frozen one that goes on'] = await outcomeOf(stopped);
	}

	/** Its network swallows everything while it is inside a transaction. */
	async function swallowed(): Promise<void> {
		const { database: name } = await server.createDatabase('swallowed');
		const proxy = await network();
		const [first, other] = [await database(name, proxy), await database(name)];
		let inside: () => void = () => undefined;
		const isInside = new Promise<void>((done) => (inside = done));
		const stuck = first.transaction('lock', async (sql) => {
			await sql.all('SELECT 1');
			proxy.swallow();
			inside();
			await sql.all('SELECT 2');
		});
		const outcome = outcomeOf(stuck);
		await isInside;
		const behind = outcomeOf(first.transaction('lock', async () => undefined));
		outcomes['others after a swallowed one'] = await outcomeOf(
			other.transaction('lock', async (sql) => sql.all('SELECT 1 AS one')),
		);
		outcomes['work behind a swallowed one'] = await behind;
		outcomes['a swallowed one'] = await outcome;
	}

	/** Its network swallowed the connection while nobody used it. */
	async function unused(): Promise<void> {
		const { database: name } = await server.createDatabase('unused');
		const proxy = await network();
		const first = await database(name, proxy);
		await first.transaction('lock', async (sql) => sql.all('SELECT 1'));
		proxy.swallow();
		proxy.recover();
		outcomes['an unused one'] = await outcomeOf(
			first.transaction('lock', async (sql) => sql.all('SELECT 1 AS one')),
		);
		outcomes['connections for an unused one'] = proxy.connections;
	}

	/** Something takes connections and says nothing. */
	async function mute(): Promise<void> {
		const { database: name } = await server.createDatabase('mute');
		const proxy = await network();
		proxy.swallow();
		const first = await database(name, proxy);
		outcomes['a mute server'] = await outcomeOf(first.transaction('lock', async () => undefined));
	}

	/** It works for long, and is alive. */
	async function busy(): Promise<void> {
		const { database: name } = await server.createDatabase('busy');
		const [first, other] = [await database(name), await database(name)];
		let isOver = false;
		let inside: () => void = () => undefined;
		const isInside = new Promise<void>((done) => (inside = done));
		const working = first.transaction('lock', async (sql) => {
			while (!isOver) {
				await sql.all('SELECT 1');
				inside();
				await wait(500);
			}
		});
		await isInside;
		outcomes['others behind a busy one'] = await outcomeOf(
			other.transaction('lock', async () => undefined),
		);
		isOver = true;
		await working;
	}

	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
		// All at once: they wait most of the time.
		await Promise.all([frozen(), swallowed(), unused(), mute(), busy()]);
	}, LONGEST_MS);
	afterAll(async () => {
		for (const proxy of proxies) await proxy.stop();
		for (const one of opened) await one.close();
		await server.stop();
	}, 60_000);

	it('inside a transaction does not keep the others', () => {
		expect(outcomes['others after a frozen one']).toEqual([{ one: 1 }]);
		expect(outcomes['others after a swallowed one']).toEqual([{ one: 1 }]);
	});

	it('and comes back does its work again', () => {
		expect(outcomes['a frozen one that goes on']).toBe(2);
	});

	it('from the network is told so, and so is who waits behind it', () => {
		expect(outcomes['a swallowed one']).toContain('no answer within 40 seconds');
		expect(outcomes['work behind a swallowed one']).toContain(
			'the work before it did not end within 30 seconds',
		);
	});

	it('unused costs nobody their work', () => {
		expect(outcomes['an unused one']).toEqual([{ one: 1 }]);
		expect(outcomes['connections for an unused one']).toBe(2);
	});

	it('behind a port that takes everything and says nothing is told so', () => {
		expect(outcomes['a mute server']).toContain('no answer within 10 seconds');
		expect(outcomes['a mute server']).toContain('Check host, port and database');
	});

	it('or one that only works for long: who waits for it is told so', () => {
		expect(outcomes['others behind a busy one']).toContain('lock timeout');
		expect(outcomes['others behind a busy one']).toContain('keeps the ledger of these contacts');
	});
});
