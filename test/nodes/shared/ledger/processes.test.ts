import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { startPostgres, type PostgresServer } from '../../../../sandbox/postgres';
import { hasEnded, killProcess, startProcess } from '../../../../sandbox/processes';

const AT_ONCE = 4;
const EACH = 10;

const source = (path: string) => JSON.stringify(join(__dirname, '../../../..', path));

/** A worker of n8n: says that it is ready, waits for a line, opens the ledger and decides in it. */
const WORKER = `
	const { openAutomaticStore } = require(${source('nodes/shared/ledger/automatic')});
	const { LedgerFixture } = require(${source('test/ledger/ledgerFixture')});
	(async () => {
		console.log('ready');
		await new Promise((go) => process.stdin.once('data', go));
		const { place, store } = await openAutomaticStore();
		const fixture = new LedgerFixture(store.ledger('location host'));
		for (let i = 0; i < ${EACH}; i += 1) {
			await fixture.decide(fixture.person(process.pid + ' ' + i), null);
		}
		console.log(place + ' ' + store.name);
		await store.close();
		process.exit(0);
	})();
`;

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'contact-assignment-workers-'));
	server = await startPostgres({ isDurable: false });
}, 120_000);
afterAll(async () => {
	await server.stop();
	rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Workers that begin at the same moment, each with a disk of its own; what each of them found. */
async function startTogether(variables: Record<string, string>): Promise<string[]> {
	const workers = Array.from({ length: AT_ONCE }, (_, number) => {
		const child = startProcess(process.execPath, ['--import', 'tsx', '--eval', WORKER], {
			stdio: ['pipe', 'pipe', 'inherit'],
			env: {
				...process.env,
				EXECUTIONS_MODE: 'queue',
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: server.host,
				DB_POSTGRESDB_PORT: String(server.port),
				DB_POSTGRESDB_PASSWORD: server.password,
				DB_POSTGRESDB_USER: server.user,
				CONTACT_ASSIGNMENT_SQLITE_FILE: join(folder, `${number}.sqlite`),
				...variables,
			},
		});
		if (!child.stdout) throw new Error('its output is a pipe');
		return { child, lines: createInterface(child.stdout)[Symbol.asyncIterator]() };
	});
	try {
		for (const { lines } of workers) await lines.next();
		const ended = workers.map(async ({ child }) => await once(child, 'close'));
		for (const { child } of workers) child.stdin?.write('go\n');
		const found = await Promise.all(workers.map(async ({ lines }) => await lines.next()));
		await Promise.all(ended);
		return found.map(({ value }) => String(value));
	} finally {
		for (const { child } of workers) if (!hasEnded(child)) await killProcess(child);
	}
}

/** How many turns each member of the team got, in one schema. */
async function turnsIn(database: string, schema: string): Promise<number[]> {
	const client = new Client({ connectionString: server.url.replace(/[^/]+$/, database) });
	await client.connect();
	const { rows } = await client.query<{ turns: number }>(
		`SELECT count(*)::int AS turns FROM ${schema}.contact_assignment_assignments GROUP BY user_id`,
	);
	await client.end();
	return rows.map(({ turns }) => turns).sort((a, b) => a - b);
}

describe('workers that start at the same time, and are told nothing', () => {
	it('share one ledger, and its turns', async () => {
		await server.createDatabase('together');
		const found = await startTogether({ DB_POSTGRESDB_DATABASE: 'together' });
		expect(new Set(found).size).toBe(1);
		expect(found[0]).toContain("n8nPostgres the schema 'contact_assignment_public' of");
		expect(await turnsIn('together', 'contact_assignment_public')).toEqual([13, 13, 14]);
	}, 120_000);

	it('share one among the tables of n8n, whose user may make no schema', async () => {
		const { database } = await server.createDatabase('narrow');
		const client = new Client({ connectionString: server.url.replace(/[^/]+$/, database) });
		await client.connect();
		await client.query(`CREATE ROLE narrow LOGIN PASSWORD 'of-the-role'`);
		await client.query('CREATE SCHEMA n8n AUTHORIZATION narrow');
		await client.end();
		const found = await startTogether({
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: 'narrow',
			DB_POSTGRESDB_PASSWORD: 'of-the-role',
			DB_POSTGRESDB_SCHEMA: 'n8n',
		});
		expect(new Set(found).size).toBe(1);
		expect(await turnsIn(database, 'n8n')).toEqual([13, 13, 14]);
	}, 120_000);
});
