import type { INode, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../sandbox/highlevel';
import { ifAccounts, ruleCard } from '../../sandbox/n8n/planCards';
import { connection, locator } from '../../sandbox/n8n/workflowParts';
import { ASSIGN, node, RESOLVE } from '../harness';
import type { BenchWorkflow } from './engine';

const { sofia, priya } = demoTeam.users;
const API = 'https://services.leadconnectorhq.com';

/** The two WhatsApp numbers, and who answers there. */
export const accounts = [
	{ id: '1001', number: '+12025550143', name: 'Sales', tag: 'whatsnap-account-sales', user: sofia },
	{ id: '1002', number: '+12025550187', name: 'Help', tag: 'whatsnap-account-help', user: priya },
] as const;

const chain = (...names: string[]): BenchWorkflow['connections'] =>
	Object.fromEntries(
		names.slice(1).map((name, i) => [names[i] ?? '', { main: [[connection(name)]] }]),
	);
const start = node('n8n-nodes-base.noOp', {}, { name: 'Start' });

/** A node with n8n's own HighLevel credential. */
function highLevelNode(
	name: string,
	type: string,
	typeVersion: number,
	parameters: INodeParameters,
): INode {
	const credentials = { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } };
	return node(type, parameters, { name, typeVersion, credentials });
}

/** Resolve Assignment and HighLevel Assign Contact with their defaults. */
export function ours(): BenchWorkflow {
	const values = accounts.map(({ id, name, user }) =>
		ruleCard(name, ifAccounts(locator('id', id)), { user: locator('id', user.id) }),
	);
	const common = { authentication: 'oAuth2' };
	return {
		nodes: [
			start,
			highLevelNode('Resolve', RESOLVE, 1, { ...common, rules: { values } }),
			highLevelNode('Assign', ASSIGN, 1, common),
		],
		connections: chain('Start', 'Resolve', 'Assign'),
	};
}

const upsert = highLevelNode('Upsert', 'n8n-nodes-base.highLevel', 2, {
	resource: 'contact',
	operation: 'create',
	phone: '={{ $json.contact.phone }}',
	additionalFields: { name: '={{ $json.contact.name }}' },
});

/** As an IF node asks whether a value is empty. */
const isEmpty = (name: string, value: string) =>
	highLevelNode(name, 'n8n-nodes-base.if', 2.2, {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
			conditions: [
				{
					id: '1',
					leftValue: value,
					rightValue: '',
					operator: { type: 'string', operation: 'empty', singleValue: true },
				},
			],
			combinator: 'and',
		},
		looseTypeValidation: true,
		options: {},
	});

const http = (name: string, method: string, url: string, jsonBody: string) =>
	highLevelNode(name, 'n8n-nodes-base.httpRequest', 4.2, {
		method,
		url,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'highLevelOAuth2Api',
		sendHeaders: true,
		headerParameters: { parameters: [{ name: 'Version', value: '2021-07-28' }] },
		sendBody: true,
		specifyBody: 'json',
		jsonBody,
		options: {},
	});

const users = JSON.stringify(Object.fromEntries(accounts.map(({ id, user }) => [id, user.id])));
const chosen = `(${users})[$('Start').item.json.account.id]`;
const tag = "$('Start').item.json.account.tag";

/** One request: HighLevel's upsert takes owner and tags. n8n's HighLevel node knows no owner. */
export function oneRequest(locationId: string): BenchWorkflow {
	const body = `{ locationId: '${locationId}', phone: $json.contact.phone, name: $json.contact.name, assignedTo: ${chosen}, tags: [${tag}] }`;
	return {
		nodes: [
			start,
			http('Upsert', 'POST', `${API}/contacts/upsert`, `={{ JSON.stringify(${body}) }}`),
		],
		connections: chain('Start', 'Upsert'),
	};
}

/** With care: upsert without owner and tags, then what is missing over HTTP. */
export function withCare(): BenchWorkflow {
	const contact = "$('Upsert').item.json";
	const path = `=${API}/contacts/{{ ${contact}.id }}`;
	return {
		nodes: [
			start,
			upsert,
			isEmpty('No Owner?', `={{ ${contact}.assignedTo }}`),
			http('Set Owner', 'PUT', path, `={{ JSON.stringify({ assignedTo: ${chosen} }) }}`),
			isEmpty('No Tag?', `={{ (${contact}.tags ?? []).includes(${tag}) ? 'yes' : '' }}`),
			http('Add Tag', 'POST', `${path}/tags`, `={{ JSON.stringify({ tags: [${tag}] }) }}`),
		],
		connections: {
			...chain('Start', 'Upsert', 'No Owner?'),
			'No Owner?': { main: [[connection('Set Owner')], [connection('No Tag?')]] },
			'Set Owner': { main: [[connection('No Tag?')]] },
			'No Tag?': { main: [[connection('Add Tag')], []] },
		},
	};
}
