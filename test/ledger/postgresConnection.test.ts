import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inspect } from 'node:util';
import { Client } from 'pg';
import { LedgerError } from '../../ledger/ledger';
import { PostgresDatabase, type PostgresPlace } from '../../ledger/postgres';
import { LedgerStore } from '../../ledger/store';
import { freePort } from '../../sandbox/ports';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { LedgerFixture } from './ledgerFixture';

const TLS = join(__dirname, '..', 'fixtures', 'tls');
const UNTRUSTED = { rejectUnauthorized: false };

describe('a connection to Postgres', () => {
	let server: PostgresServer;
	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
	}, 60_000);
	afterAll(async () => await server.stop(), 30_000);

	function connection(change: Partial<PostgresPlace> = {}): PostgresPlace {
		const { host, port, database, user, password } = server;
		return { host, port, database, user, password, ssl: false, connections: 4, ...change };
	}

	/** Whether the connection is encrypted, as the server sees it. */
	async function encrypted(change: Partial<PostgresPlace>): Promise<boolean | undefined> {
		const database = new PostgresDatabase(connection(change));
		try {
			const [row] = await database.transaction('test', async (sql) =>
				sql.all<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'),
			);
			return row?.ssl;
		} finally {
			await database.close();
		}
	}

	/** What people read when this connection does not work. */
	async function refusal(change: Partial<PostgresPlace>): Promise<LedgerError> {
		const used = connection(change);
		const error: unknown = await encrypted(change).then(
			() => new Error('It works'),
			(reason: unknown) => reason,
		);
		if (!(error instanceof LedgerError)) throw error;
		expect(error.message).toContain(
			`The ledger in the Postgres database '${used.database}' at ${used.host}:${used.port} cannot be used: `,
		);
		for (const { password } of [used, server]) expect(inspect(error)).not.toContain(password);
		return error;
	}

	/** As the owner of the server: what takes effect when it reads its settings again. */
	async function configure(statements: (admin: Client) => string[]): Promise<void> {
		const admin = new Client({ connectionString: server.url });
		await admin.connect();
		for (const statement of [...statements(admin), 'SELECT pg_reload_conf()']) {
			await admin.query(statement);
		}
		await admin.end();
	}

	/** A file in the server's own folder, for nobody else to read: it insists on that for keys. */
	function file(admin: Client, name: string, text: string): string {
		const lines = `regexp_split_to_table(${admin.escapeLiteral(text)}, '\\n')`;
		return `COPY (SELECT ${lines}) TO PROGRAM 'umask 077; cat > ${name}'`;
	}

	it.each([
		['a wrong password', { password: 'mistyped-secret' }, 'user and password'],
		['an unknown user', { user: 'nobody' }, 'user and password'],
		['an unknown database', { database: 'nowhere' }, 'Create the database, or name another one'],
		['an unknown host', { host: 'postgres.invalid' }, 'Check host, port and database'],
		['SSL that the server does not offer', { ssl: true }, "Compare 'SSL'"],
	])('with %s says so', async (_, change, wayOut) => {
		expect((await refusal(change)).description).toContain(wayOut);
	});

	it('to a port where nobody listens says so', async () => {
		const { message, description } = await refusal({ port: await freePort() });
		expect(message).toContain('ECONNREFUSED');
		expect(description).toContain('Check host, port and database');
	});

	it('as somebody who may not create tables says so', async () => {
		await configure(() => [
			`CREATE ROLE reader LOGIN PASSWORD 'readers-secret'`,
			'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
		]);
		const database = new PostgresDatabase(
			connection({ user: 'reader', password: 'readers-secret' }),
		);
		await expect(LedgerStore.open(database)).rejects.toMatchObject({
			name: 'LedgerError',
			message: expect.stringContaining('permission denied for schema public') as string,
			description: expect.stringContaining('allowed to create tables') as string,
		});
	});

	it('lets no error of the network end the process when the server closes it midway', async () => {
		const place = await server.createDatabase('closing');
		const store = await LedgerStore.open(
			new PostgresDatabase(connection({ database: place.database })),
		);
		const fixture = new LedgerFixture(store.ledger('location'));
		const request = fixture.request(fixture.person('1'));
		const admin = new Client({ connectionString: server.url });
		await admin.connect();
		const others = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'closing'`;
		const database = new PostgresDatabase(connection({ database: place.database }));
		const transaction = database.transaction('test', async (sql) => {
			await admin.query(others);
			// Hearing of it takes a moment.
			await wait(100);
			return await sql.all('SELECT 1');
		});
		await expect(transaction).rejects.toThrow(LedgerError);
		await admin.end();
		await database.close();
		// The pool replaces what it lost.
		const [recorded] = await fixture.ledger.decide([request], fixture.now, null);
		expect(recorded?.decision.outcome).toBe('assigned');
		await store.close();
	});

	describe('with SSL', () => {
		beforeAll(async () => {
			await configure((admin) => [
				...['server.key', 'server.crt'].map((name) =>
					file(admin, name, readFileSync(join(TLS, name), 'utf8')),
				),
				'ALTER SYSTEM SET ssl = on',
			]);
			while (!(await encrypted({ ssl: UNTRUSTED }).catch(() => false))) await wait(20);
		}, 10_000);

		it('is refused when nobody vouches for the certificate', async () => {
			const { message, description } = await refusal({ ssl: true });
			expect(message).toContain('self-signed certificate');
			expect(description).toContain("switch on 'Ignore SSL Issues'");
		});

		it('is encrypted when that is ignored', async () => {
			expect(await encrypted({ ssl: UNTRUSTED })).toBe(true);
			expect(await encrypted({ ssl: false })).toBe(false);
		});

		it('says so when the server insists on it', async () => {
			await configure((admin) => [
				file(admin, 'pg_hba.conf', 'hostssl all all 127.0.0.1/32 password'),
			]);
			while (await encrypted({ ssl: false }).catch(() => false)) await wait(20);
			expect(await encrypted({ ssl: UNTRUSTED })).toBe(true);
			const { message, description } = await refusal({ ssl: false });
			expect(message).toContain('no encryption');
			expect(description).toContain("'SSL' in the Postgres credential");
		});
	});

	it('to a server that is stopped midway fails, and nothing is left behind', async () => {
		const other = await startPostgres({ isDurable: false });
		const { host, port, database, user, password } = other;
		const store = await LedgerStore.open(
			new PostgresDatabase(connection({ host, port, database, user, password })),
		);
		const fixture = new LedgerFixture(store.ledger('location'));
		const decisions = Array.from(
			{ length: 200 },
			async (_, i) => await fixture.decide(fixture.person(String(i))),
		);
		await decisions[0];
		const stopped = other.stop();
		const results = await Promise.allSettled(decisions);
		await stopped;
		const errors = results.flatMap((result) =>
			result.status === 'rejected' ? [result.reason as unknown] : [],
		);
		expect(errors.length).toBeGreaterThan(0);
		for (const error of errors) expect(error).toBeInstanceOf(LedgerError);
		await expect(fixture.decide(fixture.person('later'))).rejects.toMatchObject({
			name: 'LedgerError',
			message: expect.stringContaining('ECONNREFUSED') as string,
		});
		await store.close();
	}, 30_000);
});
