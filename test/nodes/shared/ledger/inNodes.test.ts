import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { SqliteDatabase } from '../../../../ledger/sqlite';
import { LedgerStore } from '../../../../ledger/store';
import { demoTeam } from '../../../../sandbox/highlevel';
import { ifAccounts } from '../../../../sandbox/n8n/planCards';
import { startPostgres, type PostgresServer } from '../../../../sandbox/postgres';
import { assignPanel } from '../../../harness/assignPanel';
import { restoreEnvironment, setEnvironment } from '../../../harness/environmentVariables';
import { useHighLevel } from '../../../harness/highLevel';
import { ASSIGN, RESOLVE } from '../../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../../harness/touches';
import { LedgerFixture } from '../../../ledger/ledgerFixture';
import { ContactTriggerFixture } from '../../HighLevelContactTrigger/contactTriggerFixture';

const { sofia } = demoTeam.users;
const rules = {
	values: [{ if: ifAccounts(locator('id', salesLine.id)), assignTo: locator('id', sofia.id) }],
};

const highLevel = useHighLevel();
let server: PostgresServer;
beforeAll(async () => {
	server = await startPostgres({ isDurable: false });
}, 120_000);
afterAll(async () => await server.stop(), 60_000);

let folder: string;
let databases = 0;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'contact-assignment-nodes-'));
});
afterEach(() => {
	restoreEnvironment();
	rmSync(folder, { recursive: true, force: true });
});

/** An n8n in queue mode, whose own data is in a database that is new. */
async function queueMode(change: Record<string, string> = {}): Promise<void> {
	const { host, port, user, password } = server;
	const { database } = await server.createDatabase(`nodes_${++databases}`);
	setEnvironment({
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: host,
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_DATABASE: database,
		DB_POSTGRESDB_USER: user,
		DB_POSTGRESDB_PASSWORD: password,
		CONTACT_ASSIGNMENT_SQLITE_FILE: ledgerFile(),
		...change,
	});
}

const ledgerFile = () => join(folder, 'ledger.sqlite');

/** As before n8n was in queue mode. */
async function useSqlite(): Promise<void> {
	const store = await LedgerStore.open(await SqliteDatabase.open(ledgerFile()));
	const fixture = new LedgerFixture(store.ledger('location host'));
	await fixture.decide(fixture.person('1'), null);
	await store.close();
}

/** Resolve Assignment and HighLevel Assign Contact, with nothing chosen unless a test does. */
async function run(
	phone: string,
	resolveWith: INodeParameters = {},
	assignWith: INodeParameters = {},
	runIn = runWorkflow,
) {
	const credentials = {
		highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' },
		postgres: { id: '2', name: 'Ledger' },
	};
	const { host, port, database, user, password } = server;
	const options = { simplify: false, ...resolveWith };
	const start = behindStart(node(RESOLVE, { rules, options }, { name: 'Resolve', credentials }));
	const assign = node(ASSIGN, assignPanel({ options: assignWith }), {
		name: 'Assign',
		credentials,
	});
	const result = await runIn({
		nodes: [...start.nodes, assign],
		connections: { ...start.connections, Resolve: { main: [[to('Assign')], []] } },
		credentials: {
			...highLevel().credentials,
			postgres: { host, port, database, user, password, ssl: 'disable' },
		},
		input: items(touch({ key: `msg:${phone}`, contact: { phone, name: 'Nora' } })),
	});
	const [item] = jsonOf(result, 'Resolve') as Array<{ assignment?: { ledger?: string } }>;
	return { result, ledger: item?.assignment?.ledger, errors: result.errors };
}

describe('nodes that choose no ledger', () => {
	it("share n8n's own Postgres in queue mode, and say so in the item", async () => {
		await queueMode();
		const first = await run('+14155554001');
		expect(first).toMatchObject({ ledger: 'n8nPostgres', errors: {} });
		expect(highLevel().sandbox.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
		expect(first.result.hints.Resolve ?? []).toEqual([]);
	});

	it('share the file when n8n is one process, with a node that chooses it', async () => {
		await queueMode({ EXECUTIONS_MODE: 'regular' });
		const mixed = await run('+14155554002', {}, { ledger: 'sqlite' });
		expect(mixed).toMatchObject({ ledger: 'sqlite', errors: {} });
	});

	it('say before anything is written when the next one looks elsewhere', async () => {
		await queueMode();
		const { errors } = await run('+14155554003', {}, { ledger: 'sqlite' });
		expect(errors.Assign).toMatchObject({
			message:
				"'Ledger' is 'SQLite (Built In)', but Resolve Assignment wrote this decision to 'Automatic' (n8n's own Postgres) [item 0]",
			description: expect.stringContaining("of this node to 'Automatic' too") as string,
		});
		const { errors: others } = await run('+14155554003', { ledger: 'sqlite' });
		expect(others.Assign?.message).toContain(
			"'Ledger' is 'Automatic' (n8n's own Postgres), but Resolve Assignment wrote this decision to 'SQLite (Built In)'",
		);
	});

	it('decide nothing beside a SQLite ledger in use, and name the ways out', async () => {
		await queueMode();
		await useSqlite();
		const { errors } = await run('+14155554004');
		expect(errors.Resolve?.message).toContain(
			`Decisions of before are in the SQLite file ${ledgerFile()}`,
		);
		expect(errors.Resolve?.description).toContain("'Copy Ledger'");
		expect(highLevel().sandbox.contacts.all()).toEqual([]);
	});

	it('decide nothing on a worker with another disk, once n8n has published a trigger', async () => {
		const fixture = new ContactTriggerFixture();
		await fixture.start();
		await queueMode();
		await useSqlite();
		await fixture.appTrigger().publish();
		expect(fixture.n8n.logs.join()).toContain('Decisions of before are in the SQLite file');
		await fixture.stop();
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = join(folder, 'worker.sqlite');
		const { errors } = await run('+14155554006');
		expect(errors.Resolve?.message).toContain(`${ledgerFile()} (n8n's main process`);
	});

	it('use their credential where whoever runs n8n wants that', async () => {
		await queueMode({ CONTACT_ASSIGNMENT_LEDGER: 'credential' });
		// The nodes are as they are when n8n starts with it.
		await jest.isolateModulesAsync(async () => {
			const { runWorkflow: startedWithIt } = await import('../../../harness/runWorkflow');
			const decided = await run('+14155554005', {}, {}, startedWithIt);
			expect(decided).toMatchObject({ ledger: 'postgres', errors: {} });
		});
	});
});

describe("the field 'Credential for Ledger'", () => {
	/** As it is when n8n starts with these variables. */
	async function shownWith(variables: Record<string, string>) {
		setEnvironment(variables);
		let shown: unknown;
		await jest.isolateModulesAsync(async () => {
			const { ledgerCredential } = await import('../../../../nodes/shared/ledger/ledgerParameter');
			shown = ledgerCredential.displayOptions;
		});
		return shown;
	}

	it('is there for the ledger Postgres only, unless whoever runs n8n wants credentials', async () => {
		const only = { show: { 'options.ledger': ['postgres'] } };
		expect(await shownWith({})).toEqual(only);
		expect(await shownWith({ CONTACT_ASSIGNMENT_LEDGER: 'sqlite' })).toEqual(only);
		expect(await shownWith({ CONTACT_ASSIGNMENT_LEDGER: 'credential' })).toEqual({
			hide: { 'options.ledger': ['sqlite'] },
		});
	});
});
