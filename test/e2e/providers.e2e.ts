import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { N8nApi } from '../../sandbox/n8n/api';
import { ensureN8n } from '../../sandbox/n8n/install';
import { installPack } from '../../sandbox/n8n/pack';
import { startN8n, type N8nServer } from '../../sandbox/n8n/server';
import { connection, node, ownType } from '../../sandbox/n8n/workflowParts';
import { Editor } from './editor';

const INSTALL_AND_START_MS = 20 * 60_000;
const CASE_MS = 60_000;
const TRIGGER = 'WhatsApp';
const SECRET = 'a-long-webhook-secret';
const FIXTURES = join(__dirname, '../fixtures/whatsapp/providers');

const cleanUps: Array<() => Promise<void>> = [];
let n8n: N8nServer;
let api: N8nApi;
let credential: string;

beforeAll(async () => {
	const say = (line: string) => process.stderr.write(`${line}\n`);
	const n8nFolder = await ensureN8n(say);
	const userFolder = await mkdtemp(join(tmpdir(), 'contact-assignment-providers-'));
	cleanUps.push(async () => await rm(userFolder, { recursive: true, force: true, maxRetries: 10 }));
	await installPack(join(userFolder, '.n8n', 'nodes', 'node_modules'), say);
	n8n = await startN8n({ n8nFolder, userFolder });
	cleanUps.push(async () => await n8n.stop());
	api = await N8nApi.signIn(n8n.url);
	credential = await api.createCredential('Webhook', 'whatsAppWebhookApi', { secret: SECRET });
}, INSTALL_AND_START_MS);

afterAll(async () => {
	for (const cleanUp of cleanUps.reverse()) await cleanUp();
}, CASE_MS);

/** A published workflow that does nothing with what it gets. */
async function publish(
	parameters: INodeParameters,
	webhookId = `provider-${String(parameters.source)}`,
): Promise<{ id: string; url: string }> {
	const id = await api.importWorkflow({
		name: `Messages by ${webhookId}`,
		nodes: [
			{
				...node(ownType('whatsAppAccountTrigger'), TRIGGER, [0, 0]),
				webhookId,
				credentials: { whatsAppWebhookApi: { id: credential, name: 'Webhook' } },
				parameters,
			},
			node('n8n-nodes-base.noOp', 'Nothing', [300, 0]),
		],
		connections: { [TRIGGER]: { main: [[connection('Nothing')]] } },
	});
	await api.activate(id);
	return { id, url: `${n8n.url}/webhook/${webhookId}/whatsapp` };
}

async function post(url: string, file: string, headers: Record<string, string>): Promise<number> {
	const { status } = await axios.post(url, readFileSync(join(FIXTURES, file)), {
		headers,
		validateStatus: () => true,
	});
	return status;
}

/** The contacts that a workflow ran for. */
async function contacts(id: string): Promise<unknown[]> {
	const runs = await api.executions(id);
	return runs.flatMap(({ outputs }) => outputs[TRIGGER]?.[0] ?? []).map(({ json }) => json.contact);
}

it(
	'a form that Twilio signed starts the workflow, and a forged one does not',
	async () => {
		const { id, url } = await publish({ source: 'twilio' });
		const file = 'twilio/inbound-text.form';
		const form = new URLSearchParams(readFileSync(join(FIXTURES, file), 'utf8'));
		form.sort();
		const signature = createHmac('sha1', SECRET)
			.update(url + [...form].flat().join(''))
			.digest('base64');
		const type = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
		expect(await post(url, file, { ...type, 'X-Twilio-Signature': signature })).toBe(200);
		expect(await post(url, file, { ...type, 'X-Twilio-Signature': 'AAAA' })).toBe(401);
		expect(await contacts(id)).toMatchObject([
			{ phone: '+14155550117', whatsappUserId: 'US.84720193655102938471', country: 'US' },
		]);
	},
	CASE_MS,
);

it(
	'JSON that WAHA signed starts it, and once when it comes twice',
	async () => {
		const { id, url } = await publish({ source: 'waha' });
		const file = 'waha/message-text.json';
		const hmac = createHmac('sha512', SECRET).update(readFileSync(join(FIXTURES, file)));
		const headers = { 'Content-Type': 'application/json', 'X-Webhook-Hmac': hmac.digest('hex') };
		expect(await post(url, file, headers)).toBe(200);
		expect(await post(url, file, headers)).toBe(200);
		expect(await contacts(id)).toMatchObject([{ phone: '+14155550117' }]);
	},
	CASE_MS,
);

it(
	'Evolution API is known by the secret in a header; what the own phone sent starts nothing',
	async () => {
		const { id, url } = await publish({ source: 'evolution' });
		const headers = { 'Content-Type': 'application/json', 'X-Webhook-Secret': SECRET };
		expect(await post(url, 'evolution/messages-upsert-text.json', headers)).toBe(200);
		expect(await post(url, 'evolution/messages-upsert-fromme.json', headers)).toBe(200);
		expect(await contacts(id)).toMatchObject([{ phone: '+5511987650022', name: 'Rafael Lima' }]);
	},
	CASE_MS,
);

it(
	'Evolution API is understood when it adds the name of the event to the address, in each workflow',
	async () => {
		const first = await publish({ source: 'evolution' }, 'by-event-1');
		const second = await publish({ source: 'evolution' }, 'by-event-2');
		const headers = { 'Content-Type': 'application/json', 'X-Webhook-Secret': SECRET };
		for (const { url } of [first, second]) {
			const text = 'evolution/messages-upsert-text.json';
			expect(await post(`${url}/messages-upsert`, text, headers)).toBe(200);
			expect(await post(url, text, headers)).toBe(200);
			expect(await post(`${url}/messages-upsert`, text, {})).toBe(401);
			const other = 'evolution/connection-update.json';
			expect(await post(`${url}/connection-update`, other, headers)).toBe(200);
		}
		for (const { id } of [first, second]) {
			expect(await contacts(id)).toMatchObject([{ phone: '+5511987650022' }]);
		}
	},
	CASE_MS,
);

it(
	'the editor shows what each source needs, and nothing of Meta',
	async () => {
		const { id } = await publish({
			source: 'otherJson',
			idField: 'id',
			phoneField: 'from.number',
			moreFields: { ownSend: 'fromMe' },
		});
		const editor = await Editor.signIn(n8n.url);
		try {
			await editor.openWorkflow(id);
			await editor.openNode(TRIGGER);
			await editor.screenshot('whatsapp-other-source');
			expect(await editor.issues()).toEqual([]);
			expect(await editor.labels()).toEqual([
				'Credential for WhatsApp Webhook',
				'Source',
				'Message ID Field',
				'Phone Number Field',
				'Text Field',
				'More Fields',
				'Own Message Field',
				'Trigger On',
				'Options',
			]);
		} finally {
			await editor.close();
		}
	},
	CASE_MS,
);
