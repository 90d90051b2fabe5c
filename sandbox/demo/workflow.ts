import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../highlevel';
import type { WorkflowFile } from '../n8n/api';
import { ifAccounts, ruleCard } from '../n8n/planCards';
import { connection, locator, node, ownType } from '../n8n/workflowParts';
import { DEMO_WABA } from '../whatsapp';
import { closedOffice, type Office } from './closedOffice';

export const TRIGGER = 'WhatsApp Account Trigger';
export const RESOLVE = 'Resolve Assignment';
export const ASSIGN = 'HighLevel Assign Contact';

const { sofia, marcus, priya, tom } = demoTeam.users;

/**
 * The workflow of the demo: ads to one person, a line that two people share in turns, and a line
 * whose office is closed now, whatever time it is, so that the one on call answers.
 * @param ids n8n's IDs of the credentials
 */
export function demoWorkflow(
	ids: Readonly<Record<'whatsAppCloudApi' | 'highLevelPrivateIntegrationApi', string>>,
	office = closedOffice(new Date()),
): WorkflowFile {
	const whatsAppCloudApi = { id: ids.whatsAppCloudApi, name: 'WhatsApp sandbox' };
	const highLevelPrivateIntegrationApi = {
		id: ids.highLevelPrivateIntegrationApi,
		name: 'HighLevel sandbox',
	};
	return {
		name: 'Demo: ads, turns and after hours',
		nodes: [
			{
				...node('n8n-nodes-base.stickyNote', 'Overview', [-40, -380]),
				parameters: { width: 820, height: 280, content: overview(office) },
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
				parameters: demoPlan(office),
			},
			{
				...node(ownType('highLevelAssignContact'), ASSIGN, [600, -100]),
				credentials: { highLevelPrivateIntegrationApi },
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

function demoPlan(office: Office): INodeParameters {
	const line = (name: string) => ifAccounts(locator('name', name));
	const [sales = '', support = ''] = DEMO_WABA.numbers.map(({ verifiedName }) => verifiedName);
	return {
		rules: {
			values: [
				ruleCard('Ads to Marcus', { fromAd: true }, { user: locator('email', marcus.email) }),
				ruleCard('Sales Line in turns', line(sales), { team: 'Sales' }),
				ruleCard('Support Line', line(support), { team: 'Support' }),
			],
		},
		fallback: locator('email', tom.email),
		sections: {
			teams: {
				values: [
					{ name: 'Sales', members: membersOf(sofia.email, marcus.email) },
					{
						name: 'Support',
						members: membersOf(priya.email),
						works: locator('hours', office.hours),
						timeZone: office.timeZone,
						outsideHours: locator('email', tom.email),
					},
				],
			},
		},
	};
}

function membersOf(...emails: string[]): INodeParameters {
	return { values: emails.map((email) => ({ user: locator('email', email), weight: 1 })) };
}

function overview({ city }: Office): string {
	return [
		'## Every WhatsApp message gets its owner',
		'',
		'1. Who comes from an **ad** goes to Marcus.',
		'2. The **Sales Line** is shared by Sofia and Marcus in turns.',
		`3. The **Support Line** goes to Priya, who works in ${city}, and **after hours** to Tom.`,
		'4. Who has an owner **stays** with that person.',
		'',
		'Open an execution and look at `assignedTo` and `why`.',
	].join('\n');
}
