import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { ledgerScope } from '../../nodes/shared/ledger/open';
import { demoTeam } from '../../sandbox/highlevel';
import { N8nApi, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { LedgerFixture } from '../ledger/ledgerFixture';
import { Editor } from './editor';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 8 * 60_000;
const NAME = 'Assignment Ledger';
/** Nobody is asked there. */
const HIGHLEVEL = 'http://127.0.0.1:9';

const report = (line: string) => void process.stderr.write(`${line}\n`);

let folder: string;
let postgres: PostgresServer;
let n8n: N8nServer;
let api: N8nApi;
let credentials: Record<string, { id: string; name: string }>;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'contact-assignment-n8n-'));
	postgres = await startPostgres();
	await installPack(join(folder, '.n8n', 'nodes', 'node_modules'), report);
	n8n = await startN8n({ n8nFolder: await ensureN8n(report), userFolder: folder });
	api = await N8nApi.signIn(n8n.url);
	const { host, port, database, user, password } = await postgres.createDatabase('ledger');
	const create = async (name: string, type: string, data: Record<string, string | number>) => ({
		[type]: { id: await api.createCredential(name, type, data), name },
	});
	credentials = {
		...(await create('Ledger', 'postgres', {
			...{ host, port, database, user, password },
			ssl: 'disable',
		})),
		...(await create('HighLevel', 'highLevelPrivateIntegrationApi', {
			...{ token: demoTeam.token, locationId: demoTeam.locationId, baseUrl: HIGHLEVEL },
		})),
	};
	await decideIn(join(folder, '.n8n', 'contact-assignment.sqlite'));
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await n8n?.stop();
	await postgres?.stop();
	await rm(folder, { recursive: true, force: true });
}, CASE_MS);

/** As the nodes of this n8n have decided. */
async function decideIn(file: string): Promise<void> {
	const store = await LedgerStore.open(await SqliteDatabase.open(file));
	const { locationId } = demoTeam;
	const scope = ledgerScope({ locationId, account: HIGHLEVEL }, 'live');
	const fixture = new LedgerFixture(store.ledger(scope));
	for (let i = 0; i < 40; i++) await fixture.write(`5550${100 + i}`);
	await store.close();
}

function workflow(name: string, parameters: INodeParameters): WorkflowFile {
	return {
		name,
		nodes: [
			node('n8n-nodes-base.manualTrigger', 'When Clicked', [0, 0]),
			{ ...node(ownType('assignmentLedger'), NAME, [220, 0]), credentials, parameters },
		],
		connections: { 'When Clicked': { main: [[connection(NAME)]] } },
		settings: { executionOrder: 'v1' },
	};
}

const SIZES = [
	{ width: 1440, height: 1000 },
	{ width: 1280, height: 720 },
];

/** Opens the node, takes its picture at both sizes, runs it and says what the editor shows then. */
async function runByHand(name: string, parameters: INodeParameters) {
	const editor = await Editor.signIn(n8n.url);
	try {
		await editor.openWorkflow(await api.importWorkflow(workflow(name, parameters)));
		await editor.openNode(NAME);
		const labels = await editor.labels();
		await picturesOf(editor, `${name}-panel`);
		await editor.page.locator('[data-test-id="node-execute-button"]').click();
		const output = editor.page.locator('[data-test-id="output-panel"]');
		await output
			.locator('[data-test-id="ndv-data-container"] td, [data-test-id="node-error-message"]')
			.first()
			.waitFor();
		await picturesOf(editor, `${name}-output`);
		return { labels, text: await output.innerText() };
	} finally {
		await editor.close();
	}
}

async function picturesOf(editor: Editor, name: string): Promise<void> {
	for (const size of SIZES) {
		await editor.page.setViewportSize(size);
		await editor.screenshot(`${name}-${size.width}`);
	}
}

it(
	'copies the ledger in the editor, after which the file decides nothing',
	async () => {
		const copied = await runByHand('copy-ledger', {
			operation: 'copyLedger',
			options: { ledger: 'postgres' },
		});
		expect(copied.labels).toEqual(['Credential for Ledger', 'Operation', 'Options', 'Ledger']);
		expect(copied.text).toContain('Copied 40 contacts and 40 decisions');

		const refused = await runByHand('moved-ledger', {
			contact: 'phone',
			phone: '+14155550100',
			options: { ledger: 'sqlite' },
		});
		expect(refused.text).toContain('decides nothing any more');

		const there = await runByHand('copied-ledger', {
			contact: 'phone',
			phone: '+14155550100',
			options: { ledger: 'postgres' },
		});
		expect(there.text).toContain('The contact no longer counts as open.');
	},
	CASE_MS,
);

it(
	'says in the editor that the ledger is not new',
	async () => {
		const { labels, text } = await runByHand('start-empty', {
			operation: 'startEmpty',
			options: { ledger: 'postgres' },
		});
		expect(labels).toEqual(['Credential for Ledger', 'Operation', 'Options', 'Ledger']);
		expect(text).toContain('is not new: another ledger was copied there');
	},
	CASE_MS,
);
