import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { highLevelCredential, whatsAppCredential } from '../../sandbox/demo/stack';
import {
	ALL_SCOPES,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../sandbox/highlevel';
import { N8nApi } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import { DEMO_WABA, startGraphSandbox, type GraphSandbox } from '../../sandbox/whatsapp';

/** What the workflow's nodes are called. */
export const NODES = {
	messages: 'WhatsApp Account Trigger',
	overdue: 'No Reply in Time',
	free: 'Somebody Is Free Again',
	resolve: 'Resolve Assignment',
	assign: 'HighLevel Assign Contact',
	onIt: 'Is a Person on It?',
	agent: 'AI Agent Answers',
} as const;

export const LINES = {
	sales: DEMO_WABA.numbers[0]?.id ?? '',
	support: DEMO_WABA.numbers[1]?.id ?? '',
	returns: '528164390271847',
} as const;

const { sofia, marcus, priya, tom } = demoTeam.users;

const MESSAGES = '7be1b3c2-51c4-4d0f-9a7d-6a8fd5f3e101';
const CLOSING = '7be1b3c2-51c4-4d0f-9a7d-6a8fd5f3e102';

const byId = ({ id }: { id: string }) => ({ by: 'id', value: id });
const toLine = (id: string) => ({ accounts: [byId({ id })] });

/** Sales shares contacts, Support has one person, and who takes returns can have one at a time. */
const plan = {
	rules: [
		{ name: 'Sales', when: toLine(LINES.sales), target: { type: 'team', team: 'Sales' } },
		{
			name: 'Support',
			when: toLine(LINES.support),
			target: { type: 'user', user: byId(sofia) },
		},
		{ name: 'Returns', when: toLine(LINES.returns), target: { type: 'team', team: 'Returns' } },
	],
	fallback: null,
	teams: [
		{ name: 'Sales', members: [sofia, marcus].map((one) => ({ user: byId(one) })) },
		{ name: 'Returns', members: [{ user: byId(priya) }] },
	],
	people: [{ user: byId(priya), capacity: 1 }],
	replyTimes: [
		{ for: { type: 'account', account: byId({ id: LINES.sales }) }, within: 1 },
		{
			for: { type: 'account', account: byId({ id: LINES.support }) },
			within: 1,
			then: { type: 'tell', to: byId(tom) },
		},
	],
};

/** A real n8n in which contacts are assigned, watched and answered by an AI agent. */
export interface WaitingStack {
	graph: GraphSandbox;
	highLevel: HighLevelSandbox;
	api: N8nApi;
	/** n8n's ID of the workflow with {@link NODES}. */
	workflowId: string;
	ledgerPath: string;
	/** Where a workflow closes the contact with the number in `phone`. */
	closeUrl: string;
	stop(): Promise<void>;
}

/** @throws {Error} when a part does not start; what had been started is stopped again */
export async function startWaitingStack(): Promise<WaitingStack> {
	const cleanUps: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
	};
	const say = (line: string) => process.stderr.write(`${line}\n`);
	try {
		const n8nFolder = await ensureN8n(say);
		const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-waiting-'));
		cleanUps.push(
			async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 10 }),
		);
		await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), say);
		const { token, locationId } = demoTeam;
		const highLevel = await startHighLevelSandbox({
			tokens: [{ token, locationId, scopes: [...ALL_SCOPES] }],
		});
		cleanUps.push(async () => await highLevel.close());
		const returns = {
			id: LINES.returns,
			displayPhoneNumber: '+1 202-555-0189',
			verifiedName: 'Returns Line',
		};
		const numbers = [...DEMO_WABA.numbers, returns];
		const graph = await startGraphSandbox({ wabas: [{ ...DEMO_WABA, numbers }] });
		cleanUps.push(async () => await graph.close());
		const n8n = await startN8n({ n8nFolder, userFolder });
		cleanUps.push(async () => await n8n.stop());
		const api = await N8nApi.signIn(n8n.url);
		return {
			...{ graph, highLevel, api, stop },
			workflowId: await publishWorkflows(api, graph, highLevel),
			ledgerPath: join(userFolder, '.n8n', 'contact-assignment.sqlite'),
			closeUrl: `${n8n.url}/webhook/${CLOSING}`,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** @returns n8n's ID of the workflow that assigns */
async function publishWorkflows(
	api: N8nApi,
	graph: GraphSandbox,
	highLevel: HighLevelSandbox,
): Promise<string> {
	const credential = async (name: string, type: string, data: Record<string, string>) => ({
		[type]: { id: await api.createCredential(name, type, data), name },
	});
	const whatsApp = await credential('WhatsApp', 'whatsAppCloudApi', whatsAppCredential(graph));
	const credentials = await credential(
		'HighLevel',
		'highLevelPrivateIntegrationApi',
		highLevelCredential(highLevel),
	);
	const id = await api.importWorkflow(assigning(whatsApp, credentials));
	const closingId = await api.importWorkflow(closing(credentials));
	for (const one of [id, closingId]) await api.activate(one);
	return id;
}

type Credentials = Record<string, { id: string; name: string }>;

function assigning(whatsApp: Credentials, credentials: Credentials) {
	const task = { values: { title: 'Answer now', dueInHours: 1 } };
	const watching = (name: string, y: number, triggerOn: string) => ({
		...node(ownType('waitingContactsTrigger'), name, [0, y]),
		parameters: { triggerOn },
		credentials,
	});
	return {
		name: 'Assigned, watched and answered',
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), NODES.messages, [0, 0]),
				webhookId: MESSAGES,
				credentials: whatsApp,
				parameters: { receive: 'allAccounts' },
			},
			watching(NODES.overdue, 200, 'noReply'),
			watching(NODES.free, 400, 'freeAgain'),
			{
				...node(ownType('resolveAssignment'), NODES.resolve, [300, 0]),
				credentials,
				parameters: { planSource: 'json', planJson: JSON.stringify(plan) },
			},
			{
				...node(ownType('highLevelAssignContact'), NODES.assign, [600, 0]),
				credentials,
				parameters: { alsoDo: { task } },
			},
			{ ...node('n8n-nodes-base.if', NODES.onIt, [600, 200]), ...askIfOnIt },
			node('n8n-nodes-base.noOp', NODES.agent, [900, 200]),
		],
		connections: {
			[NODES.messages]: { main: [[connection(NODES.resolve)]] },
			[NODES.overdue]: { main: [[connection(NODES.resolve)]] },
			[NODES.free]: { main: [[connection(NODES.resolve)]] },
			[NODES.resolve]: { main: [[connection(NODES.assign), connection(NODES.onIt)]] },
			[NODES.onIt]: { main: [[], [connection(NODES.agent)]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

const askIfOnIt = {
	typeVersion: 2.2,
	parameters: {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			combinator: 'and',
			conditions: [
				{
					id: 'on-it',
					leftValue: '={{ $json.personIsOnIt }}',
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
		},
	},
};

function closing(credentials: Credentials) {
	return {
		name: 'Closed',
		nodes: [
			{
				...node('n8n-nodes-base.webhook', 'Webhook', [0, 0]),
				typeVersion: 2,
				webhookId: CLOSING,
				parameters: { path: CLOSING, responseMode: 'lastNode' },
			},
			{
				...node(ownType('assignmentLedger'), 'Close Contact', [300, 0]),
				credentials,
				parameters: { operation: 'close', contact: 'phone', phone: '={{ $json.query.phone }}' },
			},
		],
		connections: { Webhook: { main: [[connection('Close Contact')]] } },
		settings: { executionOrder: 'v1' },
	};
}
