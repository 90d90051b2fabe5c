import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { N8nApi } from '../../sandbox/n8n/api';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import type { GraphSandbox } from '../../sandbox/whatsapp';
import type { WebhookRequest } from '../../webhooks/request';
import { PROVIDERS, type ProviderName } from '../../whatsapp/providers';
import { fixtureBytes, LOCATION } from '../fixtures/highlevel';
import { PROVIDER_FIXTURES } from '../whatsapp/providers/providerFixtures';
import { FIELDS } from '../whatsapp/providers/request';
import { publishRouting, ROUTING_PATH } from './workflow';

/** Known to the senders and to n8n. */
const SECRET = 'what-only-the-senders-know';

const NOBODYS_SECRET = 'what-somebody-else-has-guessed';

const FIXTURES = join(__dirname, '../fixtures/whatsapp/providers');

/** Something that webhooks come from, and a trigger that is published for it. */
export interface Source {
	name: string;
	/** n8n's ID of its workflow. */
	workflowId: string;
	url: string;
	/** What it sends of an honest person; known to the trigger after the first time. */
	honest: Buffer;
	contentType: string;
	/** The headers by which the trigger knows the source. */
	signed(body: Buffer): Record<string, string>;
	/** The same, of right form, by somebody who does not know the secret. */
	forged(body: Buffer): Record<string, string>;
}

/** How a source other than the honest one is set up, and what it sends. */
interface Plan {
	trigger: Pick<INode, 'type' | 'parameters'>;
	credential?: string;
	path: string;
	honest: Buffer;
	contentType?: string;
	sign(request: WebhookRequest, secret: string): Record<string, string>;
}

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const { privateKey: nobodysKey } = generateKeyPairSync('ed25519');

/** The webhooks of HighLevel, by what sends them. */
const HIGHLEVEL: Readonly<Record<string, Plan>> = {
	'HighLevel app': {
		trigger: {
			type: ownType('highLevelContactTrigger'),
			parameters: {
				source: 'app',
				locationId: LOCATION,
				options: {
					publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
				},
			},
		},
		path: 'highlevel',
		honest: ofToday(fixtureBytes('contact-create')),
		sign: ({ rawBody }, secret) => ({
			'x-ghl-signature': sign(null, rawBody, secret === SECRET ? privateKey : nobodysKey).toString(
				'base64',
			),
		}),
	},
	'HighLevel workflow': {
		trigger: {
			type: ownType('highLevelContactTrigger'),
			parameters: {
				source: 'workflow',
				event: 'contactCreated',
				options: { locationId: LOCATION },
			},
		},
		credential: 'highLevelWebhookApi',
		path: 'highlevel',
		honest: ofToday(fixtureBytes('workflow-plain')),
		sign: (_request, secret) => ({ 'x-webhook-secret': secret }),
	},
};

/** The message of Meta's that replays repeat; it has to be among the honest ones. */
export const REPLAYED = {
	id: 'wamid.HBgLMTQxNTU1NTAxMTcVAgASGBQ1NEZBQkFCNEQ5RUQ4NzFFQUNBOAA=',
	from: { phone: '14155550117', userId: 'US.84720193655102938471', name: 'Dana Whitlock' },
};

/**
 * Publishes a trigger for every source. Meta's is the one of the honest workflow; behind the others
 * is nothing.
 */
export async function publishSources(
	api: N8nApi,
	n8nUrl: string,
	surroundings: Parameters<typeof publishRouting>[1],
): Promise<Source[]> {
	const honest: Source = {
		...metas(n8nUrl, surroundings.graph),
		workflowId: await publishRouting(api, surroundings),
	};
	const others = { ...otherProviders(), ...HIGHLEVEL };
	const sources = [honest];
	for (const [name, plan] of Object.entries(others)) {
		sources.push(await publish(api, n8nUrl, name, plan));
	}
	return sources;
}

function metas(n8nUrl: string, { app }: GraphSandbox): Omit<Source, 'workflowId'> {
	const { sign: signature, messages } = PROVIDER_FIXTURES.cloudApi;
	const url = `${n8nUrl}${ROUTING_PATH}`;
	const signedWith = (secret: string) => (rawBody: Buffer) =>
		signature({ rawBody, headers: {}, query: {}, url }, secret);
	return {
		name: 'cloudApi',
		url,
		honest: ofToday(readFileSync(join(FIXTURES, messages[0]?.[0] ?? ''))),
		contentType: 'application/json',
		signed: signedWith(app.secret),
		forged: signedWith(NOBODYS_SECRET),
	};
}

function otherProviders(): Record<string, Plan> {
	const names = (Object.keys(PROVIDERS) as ProviderName[]).filter((name) => name !== 'cloudApi');
	return Object.fromEntries(names.map((name) => [name, planOf(name)]));
}

function planOf(name: ProviderName): Plan {
	const { messages, sign: signature } = PROVIDER_FIXTURES[name];
	const file = messages[0]?.[0] ?? '';
	const { id, phone, text, ...moreFields } = FIELDS;
	const fields =
		name === 'otherJson' ? { idField: id, phoneField: phone, textField: text, moreFields } : {};
	return {
		trigger: {
			type: ownType('whatsAppAccountTrigger'),
			parameters: { source: name, ...fields } as INodeParameters,
		},
		credential: 'whatsAppWebhookApi',
		path: 'whatsapp',
		honest: ofToday(readFileSync(join(FIXTURES, file))),
		contentType: file.endsWith('.form') ? 'application/x-www-form-urlencoded' : 'application/json',
		sign: signature,
	};
}

async function publish(api: N8nApi, n8nUrl: string, name: string, plan: Plan): Promise<Source> {
	const { trigger, credential, contentType = 'application/json', honest } = plan;
	const webhookId = `attack-${name.toLowerCase().replaceAll(' ', '-')}`;
	const credentials = credential && {
		[credential]: { id: await api.createCredential(name, credential, { secret: SECRET }), name },
	};
	const workflowId = await api.importWorkflow({
		name: `Messages of ${name}`,
		nodes: [
			{
				...node(trigger.type, 'Trigger', [0, 0]),
				webhookId,
				parameters: trigger.parameters,
				...(credentials && { credentials }),
			},
			node('n8n-nodes-base.noOp', 'NoOp', [300, 0]),
		],
		connections: { Trigger: { main: [[connection('NoOp')]] } },
		settings: { executionOrder: 'v1' },
	});
	await api.activate(workflowId);
	const url = `${n8nUrl}/webhook/${webhookId}/${plan.path}`;
	const signedWith = (secret: string) => (rawBody: Buffer) =>
		plan.sign({ rawBody, headers: {}, query: {}, url }, secret);
	return {
		name,
		workflowId,
		url,
		honest,
		contentType,
		signed: signedWith(SECRET),
		forged: signedWith(NOBODYS_SECRET),
	};
}

/**
 * n8n's own Webhook node that answers at once, for comparison. What ran is not kept: n8n would be
 * busy with writing it down.
 * @returns its URL
 */
export async function publishStockWebhook(api: N8nApi, n8nUrl: string): Promise<string> {
	const path = 'attack-stock';
	const id = await api.importWorkflow({
		name: 'Webhook that answers at once',
		nodes: [
			{
				...node('n8n-nodes-base.webhook', 'Webhook', [0, 0]),
				typeVersion: 2,
				webhookId: path,
				parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			},
		],
		connections: {},
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		},
	});
	await api.activate(id);
	return `${n8nUrl}/webhook/${path}`;
}

/** With the time of now: nobody would start anything for what is months old. */
function ofToday(fixture: Buffer): Buffer {
	const now = new Date();
	return Buffer.from(
		fixture
			.toString('utf8')
			.replaceAll('1792051200', String(Math.floor(now.getTime() / 1_000)))
			.replace(/"2026-10-1\d\w[\d:.]+Z"/g, JSON.stringify(now.toISOString())),
	);
}
