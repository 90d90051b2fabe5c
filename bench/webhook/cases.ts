import type { INode, INodeParameters } from 'n8n-workflow';
import { highLevelCredential, whatsAppCredential } from '../../sandbox/demo/stack';
import { demoTeam, type HighLevelSandbox } from '../../sandbox/highlevel';
import type { N8nApi, WorkflowFile } from '../../sandbox/n8n/api';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import type { GraphSandbox } from '../../sandbox/whatsapp';

export const RULES = 100;

/** Rules look for these in the text. */
export const keyword = (rule: number) => `rule-${String(rule).padStart(3, '0')}`;

export const CASES = [
	'oursFiltered',
	'oursNoOp',
	'stockNoOp',
	'oursAssign',
	'stockAssign',
] as const;
export type Case = (typeof CASES)[number];

export const NAMES: Record<Case, string> = {
	oursFiltered: 'ours, no run (all filtered out)',
	oursNoOp: 'ours, NoOp',
	stockNoOp: 'WhatsApp Trigger, NoOp',
	oursAssign: `ours, Resolve (${RULES} rules), Assign`,
	stockAssign: `WhatsApp Trigger, Switch (${RULES}), 2 HTTP Request`,
};

/** What a case talks to; both are its own. */
interface Surroundings {
	graph: GraphSandbox;
	highLevel: HighLevelSandbox;
}

/**
 * Publishes the workflow of a case.
 * @returns n8n's ID of it, and the path of its webhook
 */
export async function publishCase(
	api: N8nApi,
	which: Case,
	{ graph, highLevel }: Surroundings,
): Promise<{ id: string; path: string }> {
	const webhookId = `bench-${which.toLowerCase()}`;
	const credential = async (type: string, data: Record<string, string>) => ({
		[type]: { id: await api.createCredential(`${which} ${type}`, type, data), name: which },
	});
	const own = which.startsWith('ours');
	const trigger: INode = own
		? {
				...node(ownType('whatsAppAccountTrigger'), 'Trigger', [0, 0]),
				webhookId,
				credentials: await credential('whatsAppCloudApi', whatsAppCredential(graph)),
				parameters: {
					receive: 'allAccounts',
					filters: which === 'oursFiltered' ? { messageTypes: ['order'] } : {},
				},
			}
		: {
				...node('n8n-nodes-base.whatsAppTrigger', 'Trigger', [0, 0]),
				webhookId,
				credentials: await credential('whatsAppTriggerApi', {
					clientId: graph.app.id,
					clientSecret: graph.app.secret,
				}),
				parameters: { updates: ['messages'] },
			};
	const highLevelAccess = {
		highLevelPrivateIntegrationApi: {
			id: await api.createCredential(
				`${which} HighLevel`,
				'highLevelPrivateIntegrationApi',
				highLevelCredential(highLevel),
			),
			name: which,
		},
	};
	const rest = {
		oursFiltered: noOp,
		oursNoOp: noOp,
		stockNoOp: noOp,
		oursAssign: () => oursAssign(highLevelAccess),
		stockAssign: () => stockAssign(highLevel),
	}[which]();
	const id = await api.importWorkflow({
		name: NAMES[which],
		nodes: [trigger, ...rest.nodes],
		connections: { Trigger: { main: [[connection(rest.first)]] }, ...rest.connections },
		settings: { executionOrder: 'v1' },
	});
	await api.activate(id);
	return { id, path: `/webhook/${webhookId}/${own ? 'whatsapp' : 'webhook'}` };
}

type Rest = Pick<WorkflowFile, 'nodes' | 'connections'> & { first: string };

function noOp(): Rest {
	return { first: 'NoOp', nodes: [node('n8n-nodes-base.noOp', 'NoOp', [300, 0])], connections: {} };
}

/** The same filter in both, as n8n's IF and Switch save it. */
function textContains(leftValue: string, rule: number) {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		combinator: 'and',
		conditions: [
			{
				id: keyword(rule),
				leftValue,
				rightValue: keyword(rule),
				operator: { type: 'string', operation: 'contains' },
			},
		],
	};
}

const rules = Array.from({ length: RULES }, (_, rule) => rule);

function oursAssign(credentials: INode['credentials']): Rest {
	const user = { by: 'id', value: demoTeam.users.sofia.id };
	const planJson = JSON.stringify({
		fallback: null,
		owners: null,
		rules: rules.map((rule) => ({
			name: keyword(rule),
			when: { item: textContains('={{ $json.message.text }}', rule) },
			target: { type: 'user', user },
		})),
	});
	return {
		first: 'Resolve',
		nodes: [
			{
				...node(ownType('resolveAssignment'), 'Resolve', [300, 0]),
				credentials,
				parameters: { planSource: 'json', planJson },
			},
			{
				...node(ownType('highLevelAssignContact'), 'Assign', [600, 0]),
				credentials,
				parameters: {},
			},
		],
		connections: { Resolve: { main: [[connection('Assign')]] } },
	};
}

/** The least that does the same: no ledger, no turns, no retries, no second look. */
function stockAssign({ url }: HighLevelSandbox): Rest {
	const headers = {
		sendHeaders: true,
		headerParameters: {
			parameters: [
				{ name: 'Authorization', value: `Bearer ${demoTeam.token}` },
				{ name: 'Version', value: '2021-07-28' },
			],
		},
	};
	const phone = (message: string) => `+{{ ${message}.messages[0].from }}`;
	const values = rules.map((rule) => ({
		conditions: textContains('={{ $json.messages[0].text.body }}', rule) as INodeParameters,
	}));
	return {
		first: 'Switch',
		nodes: [
			{
				...node('n8n-nodes-base.switch', 'Switch', [300, 0]),
				typeVersion: 3.2,
				parameters: { rules: { values }, options: {} },
			},
			{
				...node('n8n-nodes-base.httpRequest', 'Find', [600, 0]),
				typeVersion: 4.2,
				parameters: {
					url: `${url}/contacts/search/duplicate`,
					sendQuery: true,
					queryParameters: {
						parameters: [
							{ name: 'locationId', value: demoTeam.locationId },
							{ name: 'number', value: `=${phone('$json')}` },
						],
					},
					...headers,
				},
			},
			{
				...node('n8n-nodes-base.httpRequest', 'Create', [900, 0]),
				typeVersion: 4.2,
				parameters: {
					method: 'POST',
					url: `${url}/contacts/`,
					sendBody: true,
					bodyParameters: {
						parameters: [
							{ name: 'locationId', value: demoTeam.locationId },
							{ name: 'phone', value: `=${phone("$('Trigger').item.json")}` },
							{
								name: 'firstName',
								value: "={{ $('Trigger').item.json.contacts[0].profile.name }}",
							},
							{ name: 'source', value: 'WhatsApp' },
							{ name: 'assignedTo', value: demoTeam.users.sofia.id },
						],
					},
					...headers,
				},
			},
		],
		connections: {
			Switch: { main: rules.map(() => [connection('Find')]) },
			Find: { main: [[connection('Create')]] },
		},
	};
}
