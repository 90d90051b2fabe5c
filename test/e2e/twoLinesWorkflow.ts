import { demoTeam } from '../../sandbox/highlevel';
import type { WorkflowFile } from '../../sandbox/n8n/api';
import { ifAccounts, ruleCard } from '../../sandbox/n8n/planCards';
import { connection, locator, node, ownType } from '../../sandbox/n8n/workflowParts';
import { ASSIGN, RESOLVE, TRIGGER } from '../../sandbox/demo/workflow';
import type { GraphSandbox } from '../../sandbox/whatsapp';

/**
 * What most e2e tests run on: all accounts, a rule for each of the two lines, the manager as fallback.
 * One rule names its user by e-mail and one from the list, as people do.
 * @param credentialIds n8n's IDs of the two credentials
 */
export function twoLinesWorkflow(
	graph: GraphSandbox,
	credentialIds: { whatsApp: string; highLevel: string },
): WorkflowFile {
	const whatsAppCloudApi = { id: credentialIds.whatsApp, name: 'WhatsApp sandbox' };
	const highLevelPrivateIntegrationApi = {
		id: credentialIds.highLevel,
		name: 'HighLevel sandbox',
	};
	const [sales] = graph.wabas[0]?.numbers ?? [];
	const { priya, sofia, tom } = demoTeam.users;
	return {
		name: 'WhatsApp message to assigned HighLevel contact',
		nodes: [
			{
				...node('n8n-nodes-base.stickyNote', 'Sticky Note', [-40, -340]),
				parameters: {
					width: 820,
					height: 200,
					content:
						'## Every WhatsApp message gets its owner\n\n1. **WhatsApp Account Trigger** starts for each message to one of your numbers.\n2. **Resolve Assignment** decides who gets the contact and says why.\n3. **HighLevel Assign Contact** finds or creates the contact, sets the owner and adds the account tag.\n\nOpen an execution and look at `summary`, `assignedTo` and `why`.',
				},
			},
			{
				...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
				webhookId: '5b1f0c52-3f0e-4a53-9d6e-2c1c7d2b8a10',
				credentials: { whatsAppCloudApi },
				parameters: { receive: 'allAccounts' },
			},
			{
				...node(ownType('resolveAssignment'), RESOLVE, [300, 0]),
				credentials: { whatsAppCloudApi, highLevelPrivateIntegrationApi },
				parameters: {
					rules: {
						values: [
							ruleCard(
								'Sales Line to Sofia',
								ifAccounts(
									locator('list', sales?.id ?? '', `Sales Line (${sales?.displayPhoneNumber})`),
								),
								{ user: locator('email', sofia.email) },
							),
							ruleCard('Support Line to Priya', ifAccounts(locator('name', 'Support Line')), {
								user: locator('list', `user:${priya.email}`, `Priya Patel (${priya.email})`),
							}),
						],
					},
					fallback: locator('email', tom.email),
				},
			},
			{
				...node(ownType('highLevelAssignContact'), ASSIGN, [600, -100]),
				credentials: { highLevelPrivateIntegrationApi },
				parameters: {},
			},
			node('n8n-nodes-base.noOp', 'Nobody Was Chosen', [600, 100]),
		],
		connections: {
			[TRIGGER]: { main: [[connection(RESOLVE)]] },
			[RESOLVE]: { main: [[connection(ASSIGN)], [connection('Nobody Was Chosen')]] },
		},
		settings: { executionOrder: 'v1' },
	};
}
