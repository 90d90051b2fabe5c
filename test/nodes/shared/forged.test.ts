import axios from 'axios';
import { SENDERS, type Sender } from '../../../highlevel/webhooks/senders';
import type { WebhookSender } from '../../../webhooks/bounds';
import { PROVIDERS, providersThat } from '../../../whatsapp/providers';
import { TestCredentialsHelper } from '../../harness/credentialsHelper';
import { CONTACT_TRIGGER, TRIGGER } from '../../harness/nodeTypes';
import { TriggerHost, type HostedTrigger } from '../../harness/triggerHost';
import { PROVIDER_FIXTURES } from '../../whatsapp/providers/providerFixtures';
import { request, SECRET } from '../../whatsapp/providers/request';

interface Source {
	sender: WebhookSender;
	add(n8n: TriggerHost, name: string): HostedTrigger;
	/** Headers as the sender's, made by somebody who does not know the secret. */
	forge(body: string): Record<string, string>;
}

const ofProviders = providersThat(() => true).map((name): [string, Source] => [
	`the WhatsApp provider ${name}`,
	{
		sender: PROVIDERS[name],
		add: (n8n, id) => n8n.add({ source: name, receive: 'app' }, id, TRIGGER),
		forge: (body) => PROVIDER_FIXTURES[name].sign(request(body), 'guessed-by-somebody'),
	},
]);

const FORGED = { 'X-GHL-Signature': Buffer.alloc(64, 7).toString('base64') };
const ofHighLevel = (Object.keys(SENDERS) as Sender[]).map((name): [string, Source] => [
	`HighLevel's ${name} webhook`,
	{
		sender: SENDERS[name],
		add: (n8n, id) => n8n.add({ source: name, appId: 'a' }, id, CONTACT_TRIGGER),
		forge: () => (name === 'app' ? FORGED : { 'x-webhook-secret': 'guessed-by-somebody' }),
	},
]);

describe.each([...ofProviders, ...ofHighLevel])('%s', (name, { sender, add, forge }) => {
	const n8n = new TriggerHost({
		whatsAppWebhookApi: { secret: SECRET },
		highLevelWebhookApi: { secret: SECRET },
		whatsAppCloudApi: { appSecret: SECRET, appId: '1', accessToken: 'x' },
	});
	let trigger: HostedTrigger;
	let credentialsRead: jest.SpyInstance;
	const parse = jest.spyOn(JSON, 'parse');
	const { format, mostBytes } = sender.bounds;

	beforeAll(async () => {
		await n8n.start();
		trigger = add(n8n, name.replace(/\W+/g, '-'));
		trigger.serve();
		credentialsRead = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
	});
	beforeEach(() => {
		credentialsRead.mockClear();
	});
	afterEach(() => {
		expect(trigger.executions).toEqual([]);
		expect(n8n.failures).toEqual([]);
	});
	afterAll(async () => await n8n.stop());

	async function post(body: string, headers: Record<string, string>): Promise<number> {
		const answer = await axios.post<string>(trigger.url(), body, {
			headers: { 'Content-Type': 'application/octet-stream', ...headers },
			transformResponse: (text: string) => text,
			validateStatus: () => true,
			maxBodyLength: Infinity,
		});
		return answer.status;
	}

	/** Whether the body itself was ever parsed: n8n and the test parse other things. */
	const parsed = (body: string) => parse.mock.calls.some(([text]) => text === body);

	it('reads no secret for a request that carries no signature', async () => {
		const body = format === 'json' ? '{"some":"body"}' : 'some=body';
		expect(await post(body, {})).toBe(401);
		expect(credentialsRead).not.toHaveBeenCalled();
		expect(parsed(body)).toBe(false);
	});

	it('reads no secret for a body that is too large', async () => {
		const body = 'x'.repeat(mostBytes + 1);
		expect(await post(body, forge(body))).toBe(413);
		expect(credentialsRead).not.toHaveBeenCalled();
	});

	it('reads no secret for a body that is deep, or has parts without number', async () => {
		const bodies =
			format === 'json'
				? ['['.repeat(100_000), `[${'0,'.repeat(1_000_000)}0]`, `${'{"a":'.repeat(90)}1`]
				: ['a'.padEnd(100_000, '&a'), `a=1${'&'.repeat(30_000)}`];
		for (const body of bodies) {
			expect(await post(body, forge(body))).toBe(400);
			expect(parsed(body)).toBe(false);
		}
		expect(credentialsRead).not.toHaveBeenCalled();
	});

	it('parses nothing that was signed with another secret', async () => {
		const body = '{"event":"message","number":7}';
		for (let i = 0; i < 5; i++) expect(await post(body, forge(body))).toBe(401);
		expect(parsed(body)).toBe(false);
		// A changed secret works at once, but nobody makes n8n read it with every request.
		expect(credentialsRead.mock.calls.length).toBeLessThan(5);
	});

	it.each(['', 'x'.repeat(7_000), '%%%', '🙂', 'sha256=', 'A'.repeat(28), `${'ab'.repeat(64)} `])(
		'is not opened by %j',
		async (text) => {
			for (const header of Object.keys(forge('{}'))) {
				const value = Buffer.from(text).toString('latin1');
				expect(await post('{}', { [header]: value.trim() })).toBe(401);
			}
		},
	);

	it('answers what has no bytes, or files in it', async () => {
		expect(await post('', {})).toBe(401);
		expect(await post('--x', { 'Content-Type': 'multipart/form-data; boundary=x' })).toBe(415);
	});
});
