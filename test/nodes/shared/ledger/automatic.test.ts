import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { SqliteDatabase } from '../../../../ledger/sqlite';
import { LedgerStore } from '../../../../ledger/store';
import { noteBeginning } from '../../../../ledger/beginning';
import {
	openAutomaticPostgres,
	openAutomaticStore,
} from '../../../../nodes/shared/ledger/automatic';
import { openUnchosenStore } from '../../../../nodes/shared/ledger/open';
import { sqliteFile } from '../../../../nodes/shared/ledger/stores';
import { startPostgres, type PostgresServer } from '../../../../sandbox/postgres';
import { restoreEnvironment, setEnvironment } from '../../../harness/environmentVariables';
import { LedgerFixture } from '../../../ledger/ledgerFixture';

let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres({ isDurable: false });
}, 120_000);
afterAll(async () => await server.stop(), 60_000);

let folder: string;
let file: string;
let databases = 0;
let name: string;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'contact-assignment-automatic-'));
	file = join(folder, 'ledger.sqlite');
	name = `n8n_${++databases}`;
	await server.createDatabase(name);
});
afterEach(() => {
	restoreEnvironment();
	rmSync(folder, { recursive: true, force: true });
});

/** An n8n whose own data is in this test's database, in queue mode unless it says otherwise. */
function n8n(change: Record<string, string> = {}): void {
	setEnvironment({
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: server.host,
		DB_POSTGRESDB_PORT: String(server.port),
		DB_POSTGRESDB_DATABASE: name,
		DB_POSTGRESDB_USER: server.user,
		DB_POSTGRESDB_PASSWORD: server.password,
		CONTACT_ASSIGNMENT_SQLITE_FILE: file,
		...change,
	});
}

const regular = { EXECUTIONS_MODE: 'regular' };

/** As the administrator of the database. */
async function asAdministrator(...statements: string[]): Promise<void> {
	const client = new Client({ connectionString: server.url.replace(/[^/]+$/, name) });
	await client.connect();
	for (const statement of statements) await client.query(statement);
	await client.end();
}

/** Decides about somebody new. */
async function decideIn(store: LedgerStore): Promise<void> {
	const fixture = new LedgerFixture(store.ledger('location host'));
	await fixture.decide(fixture.person(String(Math.random())), null);
}

async function contactsIn(store: LedgerStore): Promise<number> {
	const fixture = new LedgerFixture(store.ledger('location host'));
	return (await fixture.open()).reduce((sum, open) => sum + open, 0);
}

/** The SQLite ledger of an n8n that was not in queue mode before. */
async function useSqlite(): Promise<void> {
	const store = await LedgerStore.open(await SqliteDatabase.open(file));
	await decideIn(store);
	await store.close();
}

describe('the ledger Automatic', () => {
	it('is the file in the folder of an n8n that is one process, whatever n8n itself uses', async () => {
		for (const environment of [{}, regular, { ...regular, DB_TYPE: 'sqlite' }]) {
			setEnvironment({ CONTACT_ASSIGNMENT_SQLITE_FILE: file, ...environment });
			expect(await openAutomaticStore()).toMatchObject({ place: 'sqlite' });
		}
		n8n(regular);
		const { place, store } = await openAutomaticStore();
		expect([place, store.name]).toEqual(['sqlite', `the SQLite file ${file}`]);
	});

	it("is a schema of its own in n8n's Postgres in queue mode, and needs no file", async () => {
		n8n();
		const { place, store } = await openAutomaticStore();
		await decideIn(store);
		expect(place).toBe('n8nPostgres');
		expect(store.name).toContain(`the schema 'contact_assignment_public' of the Postgres`);
		expect(existsSync(file)).toBe(false);
		await asAdministrator('SELECT * FROM contact_assignment_public.contact_assignment_decisions');
	});

	it("is the same for a worker whose environment leaves queue mode to n8n's command", async () => {
		const argv = process.argv;
		process.argv = [argv[0] ?? '', 'n8n', 'worker'];
		try {
			n8n(regular);
			expect((await openAutomaticStore()).place).toBe('n8nPostgres');
			setEnvironment({ CONTACT_ASSIGNMENT_SQLITE_FILE: file });
			await expect(openAutomaticStore()).rejects.toThrow('it is in SQLite');
		} finally {
			process.argv = argv;
		}
	});

	it('is the file that a variable names, also in quotes that nobody takes off', async () => {
		for (const said of [`"${file}"`, `'${file}'`, ` ${file} `]) {
			setEnvironment({ CONTACT_ASSIGNMENT_SQLITE_FILE: said });
			expect((await openAutomaticStore()).store.name).toBe(`the SQLite file ${file}`);
		}
		for (const said of ['', ' ', '""']) {
			setEnvironment({ CONTACT_ASSIGNMENT_SQLITE_FILE: said });
			expect(sqliteFile()).toMatch(/\.n8n.contact-assignment\.sqlite$/);
		}
	});

	it('stays there when n8n is one process again', async () => {
		n8n();
		await decideIn((await openAutomaticStore()).store);
		n8n(regular);
		const { place, store } = await openAutomaticStore();
		expect([place, await contactsIn(store)]).toEqual(['n8nPostgres', 1]);
	});

	it('is refused in queue mode without Postgres, with the way out', async () => {
		setEnvironment({ EXECUTIONS_MODE: 'queue', CONTACT_ASSIGNMENT_SQLITE_FILE: file });
		await expect(openAutomaticStore()).rejects.toMatchObject({
			name: 'LedgerError',
			message: expect.stringContaining('runs in queue mode, and it is in SQLite') as string,
			description: expect.stringContaining("set the option 'Ledger' to 'Postgres'") as string,
		});
		// What nobody would miss is remembered all the same.
		expect((await openUnchosenStore()).name).toContain(file);
	});

	it('beside a SQLite ledger in use is not begun in silence, by no process', async () => {
		await useSqlite();
		n8n();
		const refusal = {
			message: expect.stringContaining(`in the SQLite file ${file} (n8n's main process`) as string,
			description: expect.stringMatching(/'Copy Ledger'.*'Start Empty'/) as string,
		};
		await expect(openAutomaticStore()).rejects.toMatchObject(refusal);
		// What nobody would miss need not wait, and begins nothing.
		const unchosen = await openUnchosenStore();
		await unchosen.idempotencyKeys.note(['delivery'], unchosen.now());
		expect(unchosen.name).toContain('contact_assignment_public');
		// A worker with another disk.
		n8n({ CONTACT_ASSIGNMENT_SQLITE_FILE: join(folder, 'worker.sqlite') });
		await expect(openAutomaticStore()).rejects.toMatchObject(refusal);
		n8n();
		rmSync(file);
		await decideIn((await openAutomaticStore()).store);
		n8n({ CONTACT_ASSIGNMENT_SQLITE_FILE: join(folder, 'worker.sqlite') });
		expect(await contactsIn((await openAutomaticStore()).store)).toBe(1);
	});

	it.each(['empty', 'copied'] as const)(
		'goes on beside it when somebody said how it begins: %s',
		async (how) => {
			await useSqlite();
			n8n();
			await expect(openAutomaticStore()).rejects.toThrow('is empty');
			const target = await openAutomaticPostgres();
			await target.transaction(
				'test',
				async (sql) => await noteBeginning(sql, { how, other: null, at: 1 }),
			);
			await decideIn((await openAutomaticStore()).store);
			n8n(regular);
			expect(await contactsIn((await openAutomaticStore()).store)).toBe(1);
		},
	);

	it.each<[what: string, prepare: () => Promise<unknown>]>([
		['an empty file', async () => await Promise.resolve(writeFileSync(file, ''))],
		[
			'a ledger that nobody used',
			async () => await (await LedgerStore.open(await SqliteDatabase.open(file))).close(),
		],
		[
			'a ledger that went elsewhere',
			async () => {
				await useSqlite();
				const database = await SqliteDatabase.open(file);
				await database.transaction(
					'test',
					async (sql) => await noteBeginning(sql, { how: 'moved', other: 'x', at: 1 }),
				);
				await database.close();
			},
		],
	])('is begun beside %s', async (_what, prepare) => {
		await prepare();
		n8n();
		await decideIn((await openAutomaticStore()).store);
	});

	it('of two n8n in one database is not the same, by prefix or by schema', async () => {
		await asAdministrator('CREATE SCHEMA b', 'CREATE SCHEMA b_c');
		const others: Array<Record<string, string>> = [
			{},
			{ DB_TABLE_PREFIX: 'one_' },
			{ DB_TABLE_PREFIX: 'two_' },
			{ DB_POSTGRESDB_SCHEMA: 'b', DB_TABLE_PREFIX: 'c_d' },
			{ DB_POSTGRESDB_SCHEMA: 'b_c', DB_TABLE_PREFIX: 'd' },
			{ DB_POSTGRESDB_SCHEMA: 'Odd "schema" ö'.padEnd(70, 'ö') },
			{ DB_POSTGRESDB_SCHEMA: 'Odd "schema" ö'.padEnd(71, 'ö') },
		];
		for (const other of others) {
			n8n(other);
			const { store } = await openAutomaticStore();
			expect(await contactsIn(store)).toBe(0);
			await decideIn(store);
		}
		n8n();
		expect(await contactsIn((await openAutomaticStore()).store)).toBe(1);
	});

	describe('as a user who may not make schemas', () => {
		const prefixed = { DB_TABLE_PREFIX: 'a-Very "long" prefix of 30 b' };
		let user: string;
		beforeEach(async () => {
			user = `role_${databases}`;
			await asAdministrator(
				`CREATE ROLE ${user} LOGIN PASSWORD 'of-the-role'`,
				'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
				`CREATE SCHEMA n8n AUTHORIZATION ${user}`,
			);
		});
		const asRole = (change: Record<string, string> = {}) =>
			n8n({
				DB_POSTGRESDB_USER: user,
				DB_POSTGRESDB_PASSWORD: 'of-the-role',
				DB_POSTGRESDB_SCHEMA: 'n8n',
				...change,
			});

		it("is among n8n's own tables, and stays there when it may", async () => {
			asRole();
			const { store } = await openAutomaticStore();
			await decideIn(store);
			expect(store.name).toContain("the schema 'n8n' of");
			await asAdministrator(`GRANT CREATE ON DATABASE ${name} TO ${user}`);
			// As a process that starts then; a pool size makes it another connection.
			asRole({ DB_POSTGRESDB_POOL_SIZE: '1' });
			const again = await openAutomaticStore();
			expect([again.store.name, await contactsIn(again.store)]).toEqual([store.name, 1]);
		});

		it('of two n8n with two prefixes is not the same', async () => {
			for (const DB_TABLE_PREFIX of ['', 'one_', 'two_', prefixed.DB_TABLE_PREFIX]) {
				asRole({ DB_TABLE_PREFIX });
				const { store } = await openAutomaticStore();
				expect(await contactsIn(store)).toBe(0);
				await decideIn(store);
				expect(await contactsIn(store)).toBe(1);
			}
			await asAdministrator('SELECT * FROM n8n.one_contact_assignment_decisions');
		});

		it('is in the schema that the administrator made for it', async () => {
			await asAdministrator(`CREATE SCHEMA contact_assignment_n8n AUTHORIZATION ${user}`);
			asRole();
			await decideIn((await openAutomaticStore()).store);
			await asAdministrator('SELECT * FROM contact_assignment_n8n.contact_assignment_decisions');
		});

		it('is refused where no table may be made, with what the administrator does', async () => {
			asRole({ DB_POSTGRESDB_SCHEMA: 'public' });
			await expect(openAutomaticStore()).rejects.toMatchObject({
				message: expect.stringContaining(`its user '${user}' may make no tables`) as string,
				description: `Let the administrator of the database run: CREATE SCHEMA "contact_assignment_public" AUTHORIZATION "${user}";`,
			});
			await asAdministrator(`CREATE SCHEMA "contact_assignment_public" AUTHORIZATION "${user}"`);
			await decideIn((await openAutomaticStore()).store);
		});
	});

	it('names both of two ledgers in use, and takes the one in use of two', async () => {
		n8n();
		await decideIn((await openAutomaticStore()).store);
		// As after a backup that went to the wrong schema.
		await asAdministrator('ALTER SCHEMA contact_assignment_public RENAME TO kept');
		n8n({ DB_POSTGRESDB_POOL_SIZE: '1' });
		await openAutomaticStore();
		await asAdministrator(
			`DO $$ DECLARE t record; BEGIN FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept'
			LOOP EXECUTE format('ALTER TABLE kept.%I SET SCHEMA public', t.tablename); END LOOP; END $$`,
		);
		n8n({ DB_POSTGRESDB_POOL_SIZE: '3' });
		const used = await openAutomaticStore();
		expect([used.store.name, await contactsIn(used.store)]).toEqual([
			expect.stringContaining("the schema 'public' of"),
			1,
		]);
		await asAdministrator(
			`INSERT INTO contact_assignment_public.contact_assignment_decisions
			SELECT * FROM public.contact_assignment_decisions`,
		);
		n8n({ DB_POSTGRESDB_POOL_SIZE: '4' });
		await expect(openAutomaticStore()).rejects.toMatchObject({
			message: expect.stringContaining(
				'the one of "contact_assignment_public"."contact_assignment_meta" and the one of "public"."contact_assignment_meta"',
			) as string,
		});
	});
});

describe('what whoever runs n8n decides', () => {
	it('is refused when it is none of the three, with what there is', async () => {
		n8n({ CONTACT_ASSIGNMENT_LEDGER: 'postgres' });
		await expect(openUnchosenStore()).rejects.toMatchObject({
			message: expect.stringContaining("CONTACT_ASSIGNMENT_LEDGER is 'postgres'") as string,
			description: expect.stringContaining('automatic, sqlite, credential') as string,
		});
	});

	it.each(['sqlite', ' SQLite ', 'credential'])(
		'is the file for what has no choice: %j',
		async (said) => {
			n8n({ CONTACT_ASSIGNMENT_LEDGER: said });
			expect((await openUnchosenStore()).name).toContain(file);
		},
	);
});
