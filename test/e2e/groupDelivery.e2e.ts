import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whatsAppCredential } from '../../sandbox/demo/stack';
import {
	NO_RATE_LIMIT,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../sandbox/highlevel';
import { N8nApi, type Execution } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startReadyGate } from '../../sandbox/n8n/readyGate';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import { freePort } from '../../sandbox/ports';
import { startGraphSandbox, type GraphSandbox } from '../../sandbox/whatsapp';
import { makeMessages, sendAll, type Sent, type Writer } from '../load/messages';
import { checkOutside } from '../load/outsideChecks';
import { publishRouting } from '../load/workflow';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 5 * 60_000;
const BURST = 60;
const PEOPLE = 90;
const REDELIVERY = { delaysMs: Array<number>(12).fill(1_500), timeoutMs: 60_000 };
const TRIGGER = 'WhatsApp';

const cleanUps: Array<() => Promise<void>> = [];
let startAgain: () => Promise<N8nServer>;
let n8n: N8nServer;
let api: N8nApi;
let highLevel: HighLevelSandbox;

beforeAll(async () => {
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const n8nFolder = await ensureN8n(say);
	const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-groups-'));
	cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 10 }));
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), say);
	const port = await freePort();
	// An n8n that is still starting confirms whatever comes.
	const gate = await startReadyGate(`http://127.0.0.1:${port}`);
	cleanUps.push(async () => await gate.stop());
	const env = { WEBHOOK_URL: `${gate.url}/` };
	startAgain = async () => await startN8n({ n8nFolder, userFolder, port, env });
	n8n = await startAgain();
	cleanUps.push(async () => await n8n.stop());
	api = await N8nApi.signIn(n8n.url);
	highLevel = await startHighLevelSandbox({ rateLimit: NO_RATE_LIMIT });
	cleanUps.push(async () => await highLevel.close());
}, INSTALL_AND_START_MS);

afterAll(async () => {
	for (const cleanUp of cleanUps.reverse()) await cleanUp();
}, CASE_MS);

async function startMeta(): Promise<GraphSandbox> {
	const graph = await startGraphSandbox({ redelivery: REDELIVERY });
	cleanUps.push(async () => await graph.close());
	return graph;
}

async function runsOf(workflowId: string): Promise<number> {
	const counts = await api.countExecutions(workflowId);
	return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

describe('messages of many people at once', () => {
	const { writers, messages } = makeMessages(PEOPLE, PEOPLE, 1);
	const all: Sent[] = [];
	let graph: GraphSandbox;
	let workflowId: string;

	const broken = (people: readonly Writer[]) =>
		checkOutside(all, people, highLevel).filter(({ holds }) => !holds);

	beforeAll(async () => {
		graph = await startMeta();
		workflowId = await publishRouting(api, { graph, highLevel });
	}, CASE_MS);

	it(
		'are confirmed and assigned, each once, in few runs',
		async () => {
			const sent = await sendAll(graph, messages.slice(0, BURST), BURST);
			all.push(...sent);
			for (const { delivery } of sent) {
				expect(delivery.attempts.map(({ status }) => status)).toEqual([200]);
			}
			const wrote = new Set(sent.map(({ message }) => message.from));
			expect(broken(writers.filter((writer) => wrote.has(writer)))).toEqual([]);
			expect(await runsOf(workflowId)).toBeLessThanOrEqual(BURST / 4);
		},
		CASE_MS,
	);

	it(
		'are all assigned in the end when n8n is killed meanwhile',
		async () => {
			const sending = sendAll(graph, messages.slice(BURST), PEOPLE - BURST);
			const before = highLevel.requests.length;
			while (highLevel.requests.length < before + 10)
				await new Promise((done) => setTimeout(done, 5));
			await n8n.kill();
			const sent = await sending;
			expect(sent.some(({ delivery }) => delivery.attempts[0]?.status !== 200)).toBe(true);
			n8n = await startAgain();
			api = await N8nApi.signIn(n8n.url);
			await graph.idle();
			all.push(...sent);
			expect(broken(writers)).toEqual([]);
		},
		CASE_MS,
	);
});

describe('a message that the workflow cannot handle', () => {
	it(
		'fails alone, and those that came with it get through',
		async () => {
			const graph = await startMeta();
			const workflowId = await publishFragile(graph);
			const { messages } = makeMessages(9, 9, 2);
			const sending = messages.map((message, i) =>
				i === 5 ? { ...message, text: POISON } : message,
			);
			const sent = await sendAll(graph, sending, sending.length);
			await graph.idle();
			const outcomes = sent.map(({ message, delivery }) => [message.text, delivery.outcome]);
			for (const [text, outcome] of outcomes) {
				expect([text, outcome]).toEqual([text, text === POISON ? 'abandoned' : 'accepted']);
			}
			const failed = (await api.executions(workflowId)).filter(({ status }) => status === 'error');
			const sizes = failed.map((run) => textsOf(run).length);
			expect(failed.every((run) => textsOf(run).includes(POISON))).toBe(true);
			expect(sizes.at(-1)).toBe(1);
			// Of at most nine messages: together, then at most three, and from then on alone.
			expect(sizes.filter((size) => size > 1).length).toBeLessThanOrEqual(2);
		},
		CASE_MS,
	);
});

const POISON = 'This breaks the workflow';

/** A workflow that stops with an error when one of its messages is poison. */
async function publishFragile(graph: GraphSandbox): Promise<string> {
	const credentialId = await api.createCredential(
		'WhatsApp of the fragile',
		'whatsAppCloudApi',
		whatsAppCredential(graph),
	);
	const id = await api.importWorkflow({
		name: 'Fragile',
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
				webhookId: '6a52f7f0-9c3f-4b8e-8d70-1f1d35b8c7a4',
				credentials: { whatsAppCloudApi: { id: credentialId, name: 'WhatsApp of the fragile' } },
				parameters: { receive: 'allAccounts' },
			},
			{
				...node('n8n-nodes-base.filter', 'Only Poison', [300, 0]),
				typeVersion: 2.2,
				parameters: {
					conditions: {
						options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
						combinator: 'and',
						conditions: [
							{
								id: 'poison',
								leftValue: '={{ $json.message.text }}',
								rightValue: POISON,
								operator: { type: 'string', operation: 'equals' },
							},
						],
					},
				},
			},
			{
				...node('n8n-nodes-base.stopAndError', 'Fail', [600, 0]),
				parameters: { errorMessage: 'Cannot handle this' },
			},
		],
		connections: {
			[TRIGGER]: { main: [[connection('Only Poison')]] },
			'Only Poison': { main: [[connection('Fail')]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await api.activate(id);
	return id;
}

function textsOf(run: Execution): unknown[] {
	const items = run.outputs[TRIGGER]?.[0] ?? [];
	return items.map(({ json }) => (json.message as { text: unknown }).text);
}
