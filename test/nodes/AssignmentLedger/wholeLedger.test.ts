import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { LedgerStore } from '../../../ledger/store';
import { openUnchosenStore } from '../../../nodes/shared/ledger/open';
import { openPostgresStore, sqliteFile } from '../../../nodes/shared/ledger/stores';
import { demoTeam } from '../../../sandbox/highlevel';
import {
	startPostgres,
	type PostgresDatabase,
	type PostgresServer,
} from '../../../sandbox/postgres';
import { useHighLevel } from '../../harness/highLevel';
import { LEDGER, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, touch } from '../../harness/touches';
import { salesRule } from '../ResolveAssignment/resolve';

jest.setTimeout(60_000);

const NAME = 'Assignment Ledger';
const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
const environment = { ...process.env };
const commandLine = [...process.argv];
let server: PostgresServer;
let place: PostgresDatabase;
let folder: string;
let count = 0;

beforeAll(async () => {
	server = await startPostgres({ isDurable: false });
}, 60_000);
afterAll(async () => await server.stop(), 60_000);
beforeEach(async () => {
	place = await server.createDatabase(`whole_${(count += 1)}`);
	folder = mkdtempSync(join(tmpdir(), 'contact-assignment-whole-'));
	process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = join(folder, 'ledger.sqlite');
});
afterEach(() => {
	process.env = { ...environment };
	process.argv = [...commandLine];
	rmSync(folder, { recursive: true, force: true });
});

/** n8n's own settings in queue mode, with its data in this database. */
function inQueueMode(): void {
	process.env.EXECUTIONS_MODE = 'queue';
	process.env.DB_TYPE = 'postgresdb';
	process.env.DB_POSTGRESDB_HOST = place.host;
	process.env.DB_POSTGRESDB_PORT = String(place.port);
	process.env.DB_POSTGRESDB_DATABASE = place.database;
	process.env.DB_POSTGRESDB_USER = place.user;
	process.env.DB_POSTGRESDB_PASSWORD = place.password;
}

const credentials = () => {
	const { host, port, database, user, password } = place;
	return {
		...highLevel().credentials,
		postgres: { host, port, database, user, password, ssl: 'disable' },
	};
};

async function ledger(
	operation: string,
	options: INodeParameters = {},
	{ onError, given = [{}] }: { onError?: INode['onError']; given?: object[] } = {},
) {
	const tested = node(
		LEDGER,
		{ operation, options },
		// None of HighLevel's.
		{ name: NAME, onError, credentials: { postgres: { id: '3', name: 'Postgres' } } },
	);
	const run = await runWorkflow({
		...behindStart(tested),
		credentials: credentials(),
		input: items(...given),
	});
	return { results: jsonOf(run, NAME), error: run.errors[NAME] };
}

const BOTH = {
	highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' },
	postgres: { id: '3', name: 'Postgres' },
};

const nora = () => touch({ contact: { phone: '+14155550117' } });

/** Who gets Nora's next message, by a rule for somebody; who owns her keeps her. */
async function write(by: { id: string }, options: INodeParameters = {}) {
	const parameters = {
		rules: { values: [salesRule(by)] },
		ownerPolicy: 'first',
		options: { simplify: false, ...options },
	};
	const tested = node(RESOLVE, parameters, { name: 'Resolve', credentials: BOTH });
	const run = await runWorkflow({
		...behindStart(tested),
		credentials: credentials(),
		input: items(nora()),
	});
	const [assigned] = jsonOf(run, 'Resolve') as Array<{ assignment: { user: { id: string } } }>;
	return run.errors.Resolve ?? assigned?.assignment.user.id;
}

const POSTGRES = { ledger: 'postgres' };

describe('Copy Ledger', () => {
	it('takes what the file remembers to the database of a credential', async () => {
		expect(await write(sofia)).toBe(sofia.id);
		const { results, error } = await ledger('copyLedger', POSTGRES, { given: [{}, {}] });
		expect(error).toBeUndefined();
		const to = `the Postgres database '${place.database}' at ${place.host}:${place.port}`;
		expect(results).toEqual([
			expect.objectContaining({
				result: 'copied',
				summary: expect.stringContaining(
					`was copied to ${to}, with 1 contact and 1 decision; each row was compared`,
				) as string,
				contacts: 1,
				decisions: 1,
				owners: 1,
				from: sqliteFile(),
				to,
				process: 'main',
				machine: hostname(),
			}),
		]);
		expect(await write(marcus, POSTGRES)).toBe(sofia.id);
		expect(await write(marcus)).toMatchObject({
			message: expect.stringContaining(
				`was copied to ${to}, and decides nothing any more`,
			) as string,
			description: expect.stringContaining('set Options > Ledger to what leads to') as string,
		});
		expect((await ledger('copyLedger', POSTGRES)).results).toMatchObject([
			{ result: 'copiedBefore', contacts: 1 },
		]);
	});

	it("takes it to n8n's own database, and every node goes on there without a choice", async () => {
		expect(await write(sofia)).toBe(sofia.id);
		inQueueMode();
		expect(await write(marcus)).toMatchObject({
			description: expect.stringContaining("'Copy Ledger'") as string,
		});
		expect((await ledger('copyLedger')).results).toMatchObject([{ result: 'copied', contacts: 1 }]);
		expect(await write(marcus)).toBe(sofia.id);
		// Back from queue mode, too.
		process.env.EXECUTIONS_MODE = 'regular';
		expect(await write(marcus)).toBe(sofia.id);
	});

	it('lets triggers that choose no ledger remember what they have handled', async () => {
		await (await openUnchosenStore()).idempotencyKeys.note(['msg:1'], Date.now());
		await write(sofia);
		await ledger('copyLedger', POSTGRES);
		const store = await openUnchosenStore();
		await store.idempotencyKeys.note(['msg:2'], Date.now());
		expect(await store.idempotencyKeys.done(['msg:1', 'msg:2', 'msg:3'])).toEqual(
			new Set(['msg:1', 'msg:2']),
		);
	});

	it('says on which machine and for which process there is no file', async () => {
		inQueueMode();
		process.argv[2] = 'worker';
		const { error } = await ledger('copyLedger');
		expect(error?.message).toBe(
			`The SQLite file ${sqliteFile()} of n8n's worker process on the machine '${hostname()}' does not exist`,
		);
		expect(error?.description).toContain('No process of n8n has seen a ledger in SQLite');
		expect(existsSync(sqliteFile())).toBe(false);
	});

	it('says which process has seen one', async () => {
		await write(sofia);
		inQueueMode();
		process.argv.splice(2, 1, 'start');
		await write(sofia);
		renameSync(sqliteFile(), join(folder, 'elsewhere.sqlite'));
		process.argv.splice(2, 1, 'worker');
		const { error } = await ledger('copyLedger');
		expect(error?.description).toContain(
			`Seen was The SQLite file ${sqliteFile()} of n8n's main process on the machine '${hostname()}'`,
		);
		expect(error?.description).toContain('Run this by hand in the editor');
	});

	it('needs a ledger in Postgres to copy to', async () => {
		await write(sofia);
		for (const options of [{}, { ledger: 'automatic' }, { ledger: 'sqlite' }]) {
			const { error } = await ledger('copyLedger', options);
			expect(error?.message).toContain("'Ledger' under Options does not lead to Postgres");
			expect(error?.description).toContain("Set it to 'Postgres'");
		}
		expect(await write(marcus)).toBe(sofia.id);
	});

	it('passes an error on when it is to continue', async () => {
		const { results, error } = await ledger('copyLedger', POSTGRES, {
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(results).toEqual([{ error: expect.stringContaining('does not exist') as string }]);
	});

	it('leaves a file in which a person can still be forgotten', async () => {
		await write(sofia);
		await ledger('copyLedger', POSTGRES);
		const forget = async () => {
			const run = await runWorkflow({
				...behindStart(
					node(
						LEDGER,
						{ operation: 'forget', options: POSTGRES },
						{
							name: NAME,
							credentials: BOTH,
						},
					),
				),
				credentials: credentials(),
				input: items(nora()),
			});
			return jsonOf(run, NAME).map(({ ledger: result }) => result);
		};
		const { DatabaseSync } = await import('node:sqlite');
		const contacts = () => {
			const file = new DatabaseSync(sqliteFile(), { readOnly: true });
			const rows = file.prepare('SELECT * FROM contact_assignment_contacts').all();
			file.close();
			return rows;
		};
		expect(contacts()).toHaveLength(1);
		expect(await forget()).toMatchObject([{ outcome: 'forgotten' }]);
		expect(contacts()).toEqual([]);
		expect(await forget()).toMatchObject([{ outcome: 'unknownContact' }]);
	});
});

describe('Start Empty', () => {
	it('begins without what the file remembers, once', async () => {
		await write(sofia);
		inQueueMode();
		expect(await write(marcus)).toMatchObject({
			description: expect.stringContaining("'Start Empty'") as string,
		});
		expect((await ledger('startEmpty')).results).toMatchObject([
			{ result: 'startedEmpty', summary: expect.stringContaining('begins empty') as string },
		]);
		expect((await ledger('startEmpty')).results).toMatchObject([{ result: 'startedBefore' }]);
		expect(await write(marcus)).toBe(marcus.id);
		expect((await ledger('startEmpty')).results).toMatchObject([{ result: 'startedBefore' }]);
		expect((await ledger('copyLedger')).error?.message).toMatch(/is not new: it was begun empty/);
		expect(await write(sofia)).toBe(marcus.id);
	});

	it('leaves alone what is in use', async () => {
		const store: LedgerStore = await openPostgresStore({
			...{ host: place.host, port: place.port, database: place.database, user: place.user },
			...{ password: place.password, ssl: false, connections: 100 },
		});
		await store.cursors.write('search', { from: 1 }, Date.now());
		const { error } = await ledger('startEmpty', POSTGRES);
		expect(error?.message).toMatch(/is not new: decisions were made in it already$/);
		expect(await store.cursors.read('search')).toEqual({ from: 1 });
	});
});
