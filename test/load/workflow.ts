import { highLevelCredential, whatsAppCredential } from '../../sandbox/demo/stack';
import { ASSIGN, RESOLVE, TRIGGER } from '../../sandbox/demo/workflow';
import { demoTeam, type HighLevelSandbox } from '../../sandbox/highlevel';
import type { N8nApi } from '../../sandbox/n8n/api';
import { ifAccounts, ruleCard, teamSection } from '../../sandbox/n8n/planCards';
import { connection, locator, node, ownType } from '../../sandbox/n8n/workflowParts';
import type { GraphSandbox } from '../../sandbox/whatsapp';
import { SALES } from './messages';

const TEAM = 'Sales Team';

const WEBHOOK = '9c3f7f0e-6a52-4b8e-8d70-1f1d35b8c7a4';

/** Where WhatsApp's webhooks come in, below n8n's address. */
export const ROUTING_PATH = `/webhook/${WEBHOOK}/whatsapp`;

/** Who shares the contacts, equally and in turns. */
export const MEMBERS = Object.values(demoTeam.users);

/** What the workflow talks to. */
interface Surroundings {
	graph: GraphSandbox;
	highLevel: HighLevelSandbox;
}

/**
 * Imports and publishes a workflow that shares all contacts of one number in one team.
 * @returns n8n's ID of the workflow
 */
export async function publishRouting(
	api: N8nApi,
	{ graph, highLevel }: Surroundings,
): Promise<string> {
	const credential = async (name: string, type: string, data: Record<string, string | number>) => ({
		[type]: { id: await api.createCredential(name, type, data), name },
	});
	const whatsApp = await credential('WhatsApp', 'whatsAppCloudApi', whatsAppCredential(graph));
	const contacts = await credential(
		'HighLevel',
		'highLevelPrivateIntegrationApi',
		highLevelCredential(highLevel),
	);
	const id = await api.importWorkflow({
		name: 'Contacts of the Sales Line in turns',
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
				webhookId: WEBHOOK,
				credentials: whatsApp,
				parameters: { receive: 'allAccounts' },
			},
			{
				...node(ownType('resolveAssignment'), RESOLVE, [300, 0]),
				credentials: contacts,
				parameters: {
					rules: {
						values: [
							ruleCard(
								'Sales Line to the team',
								ifAccounts(locator('list', SALES.id, SALES.verifiedName)),
								{ team: TEAM },
							),
						],
					},
					sections: teamSection(
						TEAM,
						MEMBERS.map(({ id }) => ({ user: locator('id', id) })),
					),
				},
			},
			{
				...node(ownType('highLevelAssignContact'), ASSIGN, [600, 0]),
				credentials: contacts,
				parameters: {},
			},
		],
		connections: {
			[TRIGGER]: { main: [[connection(RESOLVE)]] },
			[RESOLVE]: { main: [[connection(ASSIGN)]] },
		},
		settings: { executionOrder: 'v1' },
	});
	await api.activate(id);
	return id;
}
