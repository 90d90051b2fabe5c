import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { highLevelCredential } from '../../sandbox/demo/stack';
import { demoTeam, startHighLevelSandbox, type HighLevelSandbox } from '../../sandbox/highlevel';
import { N8nApi, type Execution, type WorkflowFile } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { ifAnyTag, ruleCard } from '../../sandbox/n8n/planCards';
import { connection, locator, node, ownType } from '../../sandbox/n8n/workflowParts';
import { freePort } from '../../sandbox/ports';
import { Editor } from './editor';
import { until } from './until';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 2 * 60_000;
/** Two minutes for webhooks, one for the schedule, and a start of n8n. */
const SEARCH_MS = 8 * 60_000;

const TRIGGER = 'HighLevel Contact Trigger';
const SEARCH = 'HighLevel Missed Contacts Trigger';
const RESOLVE = 'Resolve Assignment';
const ASSIGN = 'HighLevel Assign Contact';
const NOBODY = 'Nobody Was Chosen';

const SECRET = 'sandbox-secret-of-the-webhook-action';
const { marcus, priya, sofia, tom } = demoTeam.users;

const report = (line: string) => process.stderr.write(`${line}\n`);

let userFolder: string;
let n8nFolder: string;
let port: number;
let n8n: N8nServer;
let api: N8nApi;
let highLevel: HighLevelSandbox;
/** The workflow behind the app of the Marketplace, with the search. */
let appWorkflow: string;
/** The workflow behind the free Webhook action of HighLevel's workflows. */
let actionWorkflow: string;

beforeAll(async () => {
	n8nFolder = await ensureN8n(report);
	userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-n8n-'));
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), report);
	highLevel = await startHighLevelSandbox();
	port = await freePort();
	await start();
	const credentials = {
		highLevel: await api.createCredential(
			'HighLevel sandbox',
			'highLevelPrivateIntegrationApi',
			highLevelCredential(highLevel),
		),
		webhook: await api.createCredential('HighLevel webhook', 'highLevelWebhookApi', {
			secret: SECRET,
		}),
	};
	appWorkflow = await api.importWorkflow(
		tagWorkflow('Tags by app', APP_WEBHOOK, credentials, {
			source: 'app',
			appId: highLevel.webhooks.appId,
			events: ['contactCreated', 'tagAdded'],
			options: { publicKey: highLevel.webhooks.publicKey },
		}),
	);
	actionWorkflow = await api.importWorkflow(
		tagWorkflow('Tags by action', ACTION_WEBHOOK, credentials, { source: 'workflow' }),
	);
	for (const id of [appWorkflow, actionWorkflow]) await api.activate(id);
	subscribe();
}, INSTALL_AND_START_MS);

afterAll(async () => {
	await n8n?.stop();
	await highLevel?.close();
	if (userFolder) await rm(userFolder, { recursive: true, force: true });
}, CASE_MS);

const APP_WEBHOOK = '3a3c6f0e-6d2f-4f5e-9a51-0d3b3c6d9c01';
const ACTION_WEBHOOK = '3a3c6f0e-6d2f-4f5e-9a51-0d3b3c6d9c02';

async function start(): Promise<void> {
	n8n = await startN8n({ n8nFolder, userFolder, port });
	api = await N8nApi.signIn(n8n.url);
}

const webhookUrl = (webhookId: string) => `${n8n.url}/webhook/${webhookId}/highlevel`;

/** As the owner of the app does in HighLevel's settings. */
function subscribe(): void {
	highLevel.webhooks.subscribe(webhookUrl(APP_WEBHOOK));
}

/** Both triggers lead to the same nodes: VIPs to Sofia, gold to Priya, new contacts to Tom. */
function tagWorkflow(
	name: string,
	webhookId: string,
	ids: { highLevel: string; webhook: string },
	parameters: INodeParameters,
): WorkflowFile {
	const highLevelPrivateIntegrationApi = { id: ids.highLevel, name: 'HighLevel sandbox' };
	const highLevelWebhookApi = { id: ids.webhook, name: 'HighLevel webhook' };
	const isApp = parameters.source === 'app';
	const search = {
		...node(ownType('highLevelMissedContactsTrigger'), SEARCH, [0, 200]),
		credentials: { highLevelPrivateIntegrationApi },
	};
	return {
		name,
		nodes: [
			{
				...node(ownType('highLevelContactTrigger'), TRIGGER, [0, 0]),
				webhookId,
				parameters,
				...(!isApp && { credentials: { highLevelWebhookApi } }),
			},
			...(isApp ? [search] : []),
			{
				...node(ownType('resolveAssignment'), RESOLVE, [300, 0]),
				credentials: { highLevelPrivateIntegrationApi },
				parameters: {
					rules: {
						values: [
							ruleCard('VIP to Sofia', ifAnyTag('vip'), { user: locator('email', sofia.email) }),
							ruleCard('Gold to Priya', ifAnyTag('gold'), { user: locator('email', priya.email) }),
							ruleCard('Web to Tom', ifAnyTag('web'), { user: locator('email', tom.email) }),
						],
					},
					ownerPolicy: 'askRules',
				},
			},
			{
				...node(ownType('highLevelAssignContact'), ASSIGN, [600, -100]),
				credentials: { highLevelPrivateIntegrationApi },
				parameters: { options: { setOwner: 'always' } },
			},
			node('n8n-nodes-base.noOp', NOBODY, [600, 100]),
		],
		connections: {
			[TRIGGER]: { main: [[connection(RESOLVE)]] },
			...(isApp && { [SEARCH]: { main: [[connection(RESOLVE)]] } }),
			[RESOLVE]: { main: [[connection(ASSIGN)], [connection(NOBODY)]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

let people = 0;

/** Somebody whom HighLevel knew before, and nobody tells about. */
const oldContact = (more: object = {}) =>
	highLevel.contacts.seedContact({
		phone: `+1415555${String(5000 + ++people)}`,
		firstName: 'Nora',
		dateAdded: '2020-01-01T00:00:00.000Z',
		dateUpdated: '2020-01-01T00:00:00.000Z',
		...more,
	});

/** What a person or another app does in HighLevel. */
async function inHighLevel(method: string, path: string, data: object) {
	const { token } = highLevelCredential(highLevel);
	const answer = await axios.request<{ contact?: { id: string } }>({
		method,
		url: highLevel.url + path,
		data,
		headers: { Authorization: `Bearer ${token}`, Version: '2021-07-28' },
	});
	return answer.data.contact?.id ?? '';
}

const addTag = async (id: string, ...tags: string[]) =>
	await inHighLevel('POST', `/contacts/${id}/tags`, { tags });

const createContact = async (more: object = {}) =>
	await inHighLevel('POST', '/contacts/', {
		locationId: demoTeam.locationId,
		phone: `+1415555${String(5000 + ++people)}`,
		...more,
	});

const ownerOf = (id: string) => highLevel.contacts.all().find((one) => one.id === id)?.assignedTo;

/** The finished executions of a workflow that `action` and all that came of it caused. */
async function executionsOf(
	workflowId: string,
	action: () => Promise<unknown>,
): Promise<Execution[]> {
	const before = new Set((await api.executions(workflowId)).map(({ id }) => id));
	await action();
	for (;;) {
		await highLevel.webhooks.idle();
		const { running = 0, new: queued = 0 } = await api.countExecutions(workflowId);
		if (running + queued === 0 && (await isQuiet())) break;
	}
	return (await api.executions(workflowId)).filter(({ id }) => !before.has(id));
}

/** Whether HighLevel tells nothing more for a moment: a run may write something that it tells. */
async function isQuiet(): Promise<boolean> {
	const told = highLevel.webhooks.deliveries.length;
	await new Promise((done) => setTimeout(done, 1_500));
	return highLevel.webhooks.deliveries.length === told;
}

const tagsRouted = (executions: Execution[]) =>
	executions.flatMap(({ outputs }) =>
		[TRIGGER, SEARCH].flatMap((name) =>
			(outputs[name]?.[0] ?? []).map(({ json }) => json.tag ?? json.event),
		),
	);

describe('an app of the Marketplace', () => {
	it(
		'tells of a tag, its rule matches, and the owner changes: in one run',
		async () => {
			const { id } = oldContact({ assignedTo: marcus.id });
			const runs = await executionsOf(appWorkflow, async () => await addTag(id, 'vip'));
			expect(runs).toMatchObject([{ status: 'success', errors: {} }]);
			expect(tagsRouted(runs)).toEqual(['vip']);
			expect(runs[0]?.outputs[ASSIGN]?.[0]?.[0]?.json).toMatchObject({
				outcome: 'assigned',
				why: expect.stringContaining('VIP'),
				result: 'assigned',
				owner: 'Sofia Reyes',
			});
			expect(ownerOf(id)).toBe(sofia.id);
			// The run wrote the owner, and HighLevel told so.
			expect(highLevel.webhooks.deliveries.map(({ event }) => event)).toContain('ContactUpdate');
		},
		CASE_MS,
	);

	it(
		'starts nothing for a tag that is taken away, another field, and what runs write',
		async () => {
			const { id } = oldContact();
			await executionsOf(appWorkflow, async () => await addTag(id, 'vip', 'gold'));
			const runs = await executionsOf(appWorkflow, async () => {
				await inHighLevel('DELETE', `/contacts/${id}/tags`, { tags: ['gold'] });
				await inHighLevel('PUT', `/contacts/${id}`, { city: 'Dolomite' });
				await inHighLevel('PUT', `/contacts/${id}`, { assignedTo: marcus.id });
				await addTag(id, 'whatsnap-account-sales-line');
			});
			expect(runs).toEqual([]);
			expect(ownerOf(id)).toBe(marcus.id);
		},
		CASE_MS,
	);

	it(
		'that tells the same webhook twice starts one run',
		async () => {
			const contact = oldContact();
			const runs = await executionsOf(appWorkflow, async () => {
				for (let time = 0; time < 2; time++) {
					await highLevel.webhooks.tell(
						'ContactTagUpdate',
						{ ...contact, tags: ['gold'] },
						{ webhookId: `twice-${contact.id}` },
					);
				}
			});
			expect(tagsRouted(runs)).toEqual(['gold']);
			expect(ownerOf(contact.id)).toBe(priya.id);
		},
		CASE_MS,
	);

	it.each([
		['without a signature', () => ({})],
		[
			'with the signature of other bytes',
			() => highLevel.webhooks.signed(Buffer.from('something else')),
		],
	])(
		'is turned away with 401 %s',
		async (_what, headers) => {
			const { id } = oldContact();
			const body = Buffer.from(
				JSON.stringify({ type: 'ContactTagUpdate', id, tags: ['vip'], webhookId: 'forged' }),
			);
			const runs = await executionsOf(appWorkflow, async () => {
				const url = webhookUrl(APP_WEBHOOK);
				const delivery = await highLevel.webhooks.post('ContactTagUpdate', url, body, headers());
				expect(delivery).toMatchObject({ statuses: [401] });
			});
			expect(runs).toEqual([]);
			expect(ownerOf(id)).toBeUndefined();
		},
		CASE_MS,
	);
});

describe("the Webhook action of HighLevel's workflows", () => {
	const tell = async (contact: ReturnType<typeof oldContact>, secret: string) =>
		await highLevel.webhooks.runWorkflow(contact, undefined, {
			url: `${webhookUrl(ACTION_WEBHOOK)}?secret=${secret}`,
			customData: { tag: 'VIP' },
		});

	it(
		'does the same with the right secret, once for the same webhook',
		async () => {
			const contact = oldContact({ tags: ['vip'] });
			const runs = await executionsOf(actionWorkflow, async () => {
				for (let time = 0; time < 2; time++) await tell(contact, SECRET);
			});
			expect(tagsRouted(runs)).toEqual(['VIP']);
			expect(ownerOf(contact.id)).toBe(sofia.id);
		},
		CASE_MS,
	);

	it(
		'is turned away with 401 without it',
		async () => {
			const contact = oldContact({ tags: ['vip'] });
			const runs = await executionsOf(actionWorkflow, async () => {
				expect(await tell(contact, 'a-secret-that-somebody-guessed')).toMatchObject({
					statuses: [401],
				});
			});
			expect(runs).toEqual([]);
			expect(ownerOf(contact.id)).toBeUndefined();
		},
		CASE_MS,
	);
});

describe('the editor', () => {
	it.each([
		{
			name: TRIGGER,
			labels: ['Receive From', 'Trigger On', 'App ID', 'Location ID', 'Options', 'Public Key'],
		},
		{
			name: SEARCH,
			labels: ['Credential for HighLevel', 'Poll Times', 'Mode', 'Search For', 'Options'],
		},
	])(
		'opens $name with its parameters',
		async ({ name, labels }) => {
			const editor = await Editor.signIn(n8n.url);
			try {
				await editor.openWorkflow(appWorkflow);
				await editor.screenshot('tag-routing');
				await editor.openNode(name);
				await editor.screenshot(name);
				expect(await editor.labels()).toEqual(labels);
				expect(await editor.issues()).toEqual([]);
			} finally {
				await editor.close();
			}
		},
		CASE_MS,
	);
});

describe('n8n that was killed', () => {
	it(
		'finds afterwards what was created and tagged meanwhile, and runs nothing twice',
		async () => {
			const known = oldContact({ assignedTo: marcus.id });
			// The search has to see it once, to know later which tag is new.
			const announced = await createContact({ tags: ['web'] });
			await highLevel.webhooks.idle();
			await addTag(announced, 'gold');
			await executionsOf(appWorkflow, async () => await addTag(known.id, 'web'));
			expect([ownerOf(announced), ownerOf(known.id)]).toEqual([priya.id, tom.id]);
			const before = await api.executions(appWorkflow);

			await n8n.kill();
			const created = await createContact({ tags: ['vip'] });
			await addTag(known.id, 'gold');
			await highLevel.webhooks.idle();
			expect(highLevel.webhooks.deliveries.at(-1)).toMatchObject({ statuses: [0] });
			await start();

			await until(() => ownerOf(created) !== undefined, SEARCH_MS - CASE_MS);
			const ran = await executionsOf(appWorkflow, async () => await Promise.resolve());
			expect(ran).toEqual([]);
			const found = (await api.executions(appWorkflow)).slice(before.length);
			expect(tagsRouted(found).sort()).toEqual(['contact', 'gold']);
			expect(found.flatMap(({ outputs }) => outputs[SEARCH]?.[0] ?? [])).toHaveLength(2);
			expect([ownerOf(created), ownerOf(known.id), ownerOf(announced)]).toEqual([
				sofia.id,
				priya.id,
				priya.id,
			]);
			// A webhook that comes after all tells nothing new.
			const late = highLevel.contacts.all().filter(({ id }) => [created, known.id].includes(id));
			const again = await executionsOf(appWorkflow, async () => {
				for (const contact of late) {
					if (contact.id === created) await highLevel.webhooks.tell('ContactCreate', contact);
					await highLevel.webhooks.tell('ContactTagUpdate', contact);
				}
			});
			expect(again).toEqual([]);
		},
		SEARCH_MS,
	);
});
