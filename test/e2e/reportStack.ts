import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { highLevelCredential, whatsAppCredential } from '../../sandbox/demo/stack';
import {
	ALL_SCOPES,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../sandbox/highlevel';
import { N8nApi, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import { DEMO_WABA, startGraphSandbox, type GraphSandbox } from '../../sandbox/whatsapp';

/** What the nodes are called. */
export const NODES = {
	report: 'Assignment Report',
	html: 'HTML',
} as const;

export const LINES = {
	sales: DEMO_WABA.numbers[0]?.id ?? '',
	support: DEMO_WABA.numbers[1]?.id ?? '',
} as const;

const { sofia, marcus, priya } = demoTeam.users;

/** The paths of the webhooks. */
const PATHS = {
	messages: '7be1b3c2-51c4-4d0f-9a7d-6a8fd5f3e201',
	closing: '7be1b3c2-51c4-4d0f-9a7d-6a8fd5f3e202',
	report: '7be1b3c2-51c4-4d0f-9a7d-6a8fd5f3e203',
	live: '7be1b3c2-51c4-4d0f-9a7d-6a8fd5f3e204',
} as const;

const byId = ({ id }: { id: string }) => ({ by: 'id', value: id });
const toLine = (id: string) => ({ accounts: [byId({ id })] });

const plan = {
	rules: [
		{ name: 'Sales', when: toLine(LINES.sales), target: { type: 'team', team: 'Sales' } },
		{ name: 'Support', when: toLine(LINES.support), target: { type: 'user', user: byId(priya) } },
	],
	fallback: null,
	teams: [{ name: 'Sales', members: [sofia, marcus].map((one) => ({ user: byId(one) })) }],
	replyTimes: [{ within: 60 }],
};

/** A real n8n in which contacts are assigned and closed, and of which reports are made. */
export interface ReportStack {
	graph: GraphSandbox;
	highLevel: HighLevelSandbox;
	n8n: N8nServer;
	api: N8nApi;
	/** The workflow that is run by hand: a report for an email, shown by n8n's own HTML node. */
	emailWorkflow: string;
	/** Where a published workflow answers: `closing` closes the contact with the number in `phone`. */
	urls: Readonly<Record<'closing' | 'report' | 'live', string>>;
	stop(): Promise<void>;
}

/** @throws {Error} when a part does not start; what had been started is stopped again */
export async function startReportStack(): Promise<ReportStack> {
	const cleanUps: Array<() => Promise<void>> = [];
	const stop = async () => {
		for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
	};
	const say = (line: string) => process.stderr.write(`${line}\n`);
	try {
		const n8nFolder = await ensureN8n(say);
		const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-report-'));
		cleanUps.push(
			async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 10 }),
		);
		await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), say);
		const { token, locationId } = demoTeam;
		const highLevel = await startHighLevelSandbox({
			tokens: [{ token, locationId, scopes: [...ALL_SCOPES] }],
		});
		cleanUps.push(async () => await highLevel.close());
		const graph = await startGraphSandbox();
		cleanUps.push(async () => await graph.close());
		const n8n = await startN8n({ n8nFolder, userFolder });
		cleanUps.push(async () => await n8n.stop());
		const api = await N8nApi.signIn(n8n.url);
		const url = (path: string) => `${n8n.url}/webhook/${path}`;
		return {
			...{ graph, highLevel, n8n, api, stop },
			emailWorkflow: await importWorkflows(api, graph, highLevel),
			urls: { closing: url(PATHS.closing), report: url(PATHS.report), live: url(PATHS.live) },
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/** @returns n8n's ID of the workflow that is run by hand */
async function importWorkflows(
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
	const published = [
		assigning(whatsApp, credentials),
		closing(credentials),
		page('Report as a page', PATHS.report, { options: { trend: 'day' } }, credentials),
		page('Live view', PATHS.live, { operation: 'liveView' }, credentials),
	];
	for (const one of published) await api.activate(await api.importWorkflow(one));
	return await api.importWorkflow(email(credentials));
}

type Credentials = Record<string, { id: string; name: string }>;

const settings = { executionOrder: 'v1' };

function assigning(whatsApp: Credentials, credentials: Credentials): WorkflowFile {
	return {
		name: 'Assigned',
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), 'Messages', [0, 0]),
				webhookId: PATHS.messages,
				credentials: whatsApp,
				parameters: { receive: 'allAccounts' },
			},
			{
				...node(ownType('resolveAssignment'), 'Resolve Assignment', [300, 0]),
				credentials,
				parameters: { planSource: 'json', planJson: JSON.stringify(plan) },
			},
			{
				...node(ownType('highLevelAssignContact'), 'HighLevel Assign Contact', [600, 0]),
				credentials,
			},
		],
		connections: {
			Messages: { main: [[connection('Resolve Assignment')]] },
			'Resolve Assignment': { main: [[connection('HighLevel Assign Contact')]] },
		},
		settings,
	};
}

function webhook(path: string, responseMode: 'lastNode' | 'responseNode') {
	return {
		...node('n8n-nodes-base.webhook', 'Webhook', [0, 0]),
		typeVersion: 2,
		webhookId: path,
		parameters: { path, responseMode },
	};
}

function closing(credentials: Credentials): WorkflowFile {
	return {
		name: 'Closed',
		nodes: [
			webhook(PATHS.closing, 'lastNode'),
			{
				...node(ownType('assignmentLedger'), 'Close Contact', [300, 0]),
				credentials,
				parameters: {
					...{ operation: 'close', contact: 'phone', phone: '={{ $json.query.phone }}' },
					...{ result: 'won', askForRating: 'buttons' },
				},
			},
		],
		connections: { Webhook: { main: [[connection('Close Contact')]] } },
		settings,
	};
}

function page(
	name: string,
	path: string,
	parameters: INodeParameters,
	credentials: Credentials,
): WorkflowFile {
	return {
		name,
		nodes: [
			webhook(path, 'responseNode'),
			{
				...node(ownType('assignmentReport'), NODES.report, [300, 0]),
				credentials,
				parameters: { output: 'page', ...parameters },
			},
			{
				...node('n8n-nodes-base.respondToWebhook', 'Respond to Webhook', [600, 0]),
				typeVersion: 1.1,
				parameters: { respondWith: 'binary' },
			},
		],
		connections: {
			Webhook: { main: [[connection(NODES.report)]] },
			[NODES.report]: { main: [[connection('Respond to Webhook')]] },
		},
		settings,
	};
}

function email(credentials: Credentials): WorkflowFile {
	return {
		name: 'Report by email',
		nodes: [
			node('n8n-nodes-base.manualTrigger', 'When clicking', [0, 0]),
			{
				...node(ownType('assignmentReport'), NODES.report, [300, 0]),
				credentials,
				parameters: { output: 'email' },
			},
			{
				...node('n8n-nodes-base.html', NODES.html, [600, 0]),
				typeVersion: 1.2,
				parameters: { html: '={{ $json.html }}' },
			},
		],
		connections: {
			'When clicking': { main: [[connection(NODES.report)]] },
			[NODES.report]: { main: [[connection(NODES.html)]] },
		},
		settings,
	};
}
