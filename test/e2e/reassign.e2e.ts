import { dirname } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { highLevelCredential } from '../../sandbox/demo/stack';
import { demoTeam } from '../../sandbox/highlevel';
import { N8nApi, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { teamSection } from '../../sandbox/n8n/planCards';
import { connection, locator, node, ownType } from '../../sandbox/n8n/workflowParts';
import { Editor } from './editor';
import { startStack, type Stack } from './twoLinesStack';
import { until } from './until';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 8 * 60_000;
const CONTACTS = 300;

const { marcus, priya, sofia, tom } = demoTeam.users;

const REASSIGN = 'HighLevel Reassign Contacts';
const LOOP = 'Loop Over Items';
const RESOLVE = 'Resolve Assignment';
const ASSIGN = 'HighLevel Assign Contact';

const report = (line: string) => void process.stderr.write(`${line}\n`);

let stack: Stack;
let n8n: N8nServer;
let api: N8nApi;
let credentialId: string;

beforeAll(async () => {
	stack = await startStack(report);
	({ n8n, api } = stack);
	credentialId = await api.createCredential(
		'HighLevel',
		'highLevelPrivateIntegrationApi',
		highLevelCredential(stack.highLevel),
	);
	for (let i = 0; i < CONTACTS; i++) {
		stack.highLevel.contacts.seedContact({
			name: `Contact ${i}`,
			phone: `+1415557${String(1000 + i)}`,
			assignedTo: marcus.id,
			dateAdded: new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString(),
		});
	}
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await n8n?.stop();
	await stack?.stop();
}, CASE_MS);

/** As a user builds it: find, then in small batches decide and assign. */
function workflow(name: string, reassign: INodeParameters, batchSize: number): WorkflowFile {
	const credentials = {
		highLevelPrivateIntegrationApi: { id: credentialId, name: 'HighLevel' },
	};
	const member = (email: string, weight: number) => ({ user: locator('email', email), weight });
	return {
		name,
		nodes: [
			node('n8n-nodes-base.manualTrigger', 'When Clicked', [0, 0]),
			{
				...node(ownType('highLevelReassignContacts'), REASSIGN, [220, 0]),
				credentials,
				parameters: reassign,
			},
			{
				...node('n8n-nodes-base.splitInBatches', LOOP, [440, 0]),
				typeVersion: 3,
				parameters: { batchSize },
			},
			{
				...node(ownType('resolveAssignment'), RESOLVE, [660, 100]),
				credentials,
				parameters: {
					fallback: locator('team', 'Sales'),
					sections: teamSection('Sales', [
						member(sofia.email, 2),
						member(priya.email, 2),
						member(tom.email, 1),
					]),
				},
			},
			{
				...node(ownType('highLevelAssignContact'), ASSIGN, [880, 100]),
				credentials,
				parameters: {},
			},
		],
		connections: {
			'When Clicked': { main: [[connection(REASSIGN)]] },
			[REASSIGN]: { main: [[connection(LOOP)]] },
			[LOOP]: { main: [[], [connection(RESOLVE)]] },
			[RESOLVE]: { main: [[connection(ASSIGN)], [connection(LOOP)]] },
			[ASSIGN]: { main: [[connection(LOOP)]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

const writes = () =>
	stack.highLevel.requests.filter(
		({ method, route }) => method === 'PUT' && route === '/contacts/:contactId',
	);

/** Clicks 'Execute workflow' and waits until something holds. */
async function click(workflowId: string, holds: () => Promise<boolean> | boolean): Promise<void> {
	const editor = await Editor.signIn(n8n.url);
	try {
		await editor.openWorkflow(workflowId);
		await editor.execute();
		await until(holds, CASE_MS / 2);
	} finally {
		await editor.close();
	}
}

const succeeded = (workflowId: string) => async () =>
	((await api.countExecutions(workflowId)).success ?? 0) > 0;

const person = locator('list', marcus.id, 'Marcus Chen (marcus.chen@example.com)');

it(
	'shows the panel of each operation',
	async () => {
		const editor = await Editor.signIn(n8n.url);
		const panels: Array<[string, INodeParameters]> = [
			['reassign-person', {}],
			['reassign-account', { contactsOf: 'account' }],
			['hand-over', { operation: 'handOver', options: { openDays: 30 } }],
			['hand-back', { operation: 'handBack' }],
		];
		for (const [name, parameters] of panels) {
			const id = await api.importWorkflow(workflow(name, parameters, 20));
			await editor.openWorkflow(id);
			await editor.openNode(REASSIGN);
			expect(await editor.labels()).toEqual(
				expect.arrayContaining(['Operation', 'Preview', 'Options']),
			);
			await editor.screenshot(name);
		}
		await editor.close();
	},
	CASE_MS,
);

it(
	'previews 300 contacts and writes nothing',
	async () => {
		const id = await api.importWorkflow(workflow('Preview', { person }, CONTACTS));
		await click(id, succeeded(id));
		const [run] = await api.executions(id);
		const items = (run?.outputs[ASSIGN]?.[0] ?? []).map(({ json }) => json);
		expect(items).toHaveLength(CONTACTS);
		const owners = items.map(({ userId }) => userId);
		const shares = [sofia, priya, tom].map(
			(user) => owners.filter((owner) => owner === user.id).length,
		);
		expect(shares).toEqual([120, 120, 60]);
		expect(items[0]).toMatchObject({ result: 'preview', written: '' });
		expect(writes()).toEqual([]);
		const editor = await Editor.signIn(n8n.url);
		await editor.openExecution(id, run?.id ?? '');
		await editor.screenshot('reassign-preview');
		await editor.close();
	},
	CASE_MS,
);

it(
	'moves 300 contacts once each, although n8n is killed in the middle',
	async () => {
		const reassign = { person, preview: false };
		const id = await api.importWorkflow(workflow('Marcus leaves', reassign, 25));
		await click(id, () => writes().length >= 110);
		await n8n.kill();
		const before = writes().length;
		expect(before).toBeLessThan(CONTACTS);
		n8n = await startN8n({
			n8nFolder: await ensureN8n(report),
			userFolder: dirname(n8n.logPath),
			port: Number(new URL(n8n.url).port),
		});
		api = await N8nApi.signIn(n8n.url);

		await click(id, succeeded(id));
		const puts = new Map<string, number>();
		for (const { path } of writes()) puts.set(path, (puts.get(path) ?? 0) + 1);
		expect(puts.size).toBe(CONTACTS);
		expect([...puts.values()].filter((count) => count !== 1)).toEqual([]);
		const owners = stack.highLevel.contacts.all().map(({ assignedTo }) => assignedTo);
		const shares = [sofia, priya, tom, marcus].map(
			(user) => owners.filter((owner) => owner === user.id).length,
		);
		expect(shares).toEqual([120, 120, 60, 0]);

		// What the second run gave out: only what was left, and where the count stood.
		const run = (await api.executions(id)).at(-1);
		const given = (run?.outputs[REASSIGN]?.[0] ?? []).map(({ json }) => json);
		const [first] = given as Array<{ reassign: { doneBefore: number } }>;
		expect(first?.reassign.doneBefore).toBeGreaterThan(0);
		expect(given).toHaveLength(CONTACTS - (first?.reassign.doneBefore ?? 0));
		expect(given.at(-1)).toMatchObject({ reassign: { number: CONTACTS, of: CONTACTS } });
		report(`killed after ${before} of ${CONTACTS}; the second run began at ${given.length} left`);

		const editor = await Editor.signIn(n8n.url);
		await editor.openExecution(id, run?.id ?? '');
		await editor.screenshot('reassign-resumed');
		await editor.close();
	},
	CASE_MS,
);
