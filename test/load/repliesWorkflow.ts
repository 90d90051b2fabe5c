import { highLevelCredential, whatsAppCredential } from '../../sandbox/demo/stack';
import { ASSIGN, RESOLVE, TRIGGER } from '../../sandbox/demo/workflow';
import type { HighLevelSandbox } from '../../sandbox/highlevel';
import type { N8nApi } from '../../sandbox/n8n/api';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import type { GraphSandbox } from '../../sandbox/whatsapp';
import { AGAIN_MINUTES, LEAD, LINES, TEAM } from './questions';

const WEBHOOK = '9c3f7f0e-6a52-4b8e-8d70-1f1d35b8c7b6';
const WAITING = 'Waiting Contacts Trigger';
const TEAM_NAME = 'Sales Team';

const byId = (value: string) => ({ by: 'id', value });

/** Everybody writes to one team; every number has a time of its own. */
const plan = {
	rules: [
		{
			name: 'All lines',
			when: { accounts: LINES.map(({ id }) => byId(id)) },
			target: { type: 'team', team: TEAM_NAME },
		},
	],
	fallback: null,
	teams: [{ name: TEAM_NAME, members: TEAM.map((id) => ({ user: byId(id) })) }],
	replyTimes: LINES.map(({ id, minutes }) => ({
		for: { type: 'account', account: byId(id) },
		within: minutes,
		againAfter: AGAIN_MINUTES,
		atMost: 1,
		atLast: { type: 'user', user: byId(LEAD) },
	})),
};

/**
 * Imports and publishes a workflow that assigns who writes, and gives on whom nobody answers.
 * @returns n8n's ID of the workflow
 */
export async function publishReplies(
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
	const id = await api.importWorkflow({
		name: 'Whom nobody answers goes on',
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
				webhookId: WEBHOOK,
				credentials: whatsApp,
				parameters: { receive: 'allAccounts' },
			},
			{ ...node(ownType('waitingContactsTrigger'), WAITING, [0, 200]), credentials },
			{
				...node(ownType('resolveAssignment'), RESOLVE, [300, 0]),
				credentials,
				parameters: { planSource: 'json', planJson: JSON.stringify(plan) },
			},
			{ ...node(ownType('highLevelAssignContact'), ASSIGN, [600, 0]), credentials },
		],
		connections: {
			[TRIGGER]: { main: [[connection(RESOLVE)]] },
			[WAITING]: { main: [[connection(RESOLVE)]] },
			[RESOLVE]: { main: [[connection(ASSIGN)]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await api.activate(id);
	return id;
}
