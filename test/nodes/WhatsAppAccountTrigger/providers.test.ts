import { createHmac } from 'node:crypto';
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { DeliveryBatching } from '../../../nodes/WhatsAppAccountTrigger/delivery/batching';
import { TestCredentialsHelper } from '../../harness/credentialsHelper';
import { TriggerHost, type HostedTrigger } from '../../harness/triggerHost';
import { fixture, SECRET } from '../../whatsapp/providers/request';

const WAHA = 'waha/message-text.json';
const TWILIO = 'twilio/inbound-text.form';

describe('a source other than Meta', () => {
	const n8n = new TriggerHost({ whatsAppWebhookApi: { secret: SECRET } });
	let count = 0;
	beforeAll(async () => await n8n.start());
	beforeEach(() => {
		n8n.credentials.whatsAppWebhookApi = { secret: SECRET };
	});
	afterAll(async () => await n8n.stop());

	async function published(parameters: INodeParameters): Promise<HostedTrigger> {
		const trigger = n8n.add(parameters, `source-${(count += 1)}`);
		await trigger.publish();
		return trigger;
	}

	async function post(url: string, body: Buffer | string, headers: Record<string, string> = {}) {
		return await axios.post<string>(url, body, {
			headers: { 'Content-Type': 'application/octet-stream', ...headers },
			transformResponse: (answer: string) => answer,
			validateStatus: () => true,
		});
	}

	const waha = (bytes: Buffer, secret = SECRET) => ({
		'X-Webhook-Hmac': createHmac('sha512', secret).update(bytes).digest('hex'),
	});

	it('runs the workflow with the same kind of item', async () => {
		const trigger = await published({ source: 'waha', options: { accountName: 'Garden Line' } });
		const { rawBody } = fixture(WAHA);
		expect((await post(trigger.url(), rawBody, waha(rawBody))).status).toBe(200);
		expect(trigger.executions).toEqual([
			[
				{
					key: 'default:false_14155550117@c.us_3EB0A0B1C2D3E4F50617',
					event: 'message',
					account: {
						id: 'default',
						number: '+12025550143',
						name: 'Garden Line',
						tag: 'whatsnap-account-garden-line',
					},
					contact: expect.objectContaining({ phone: '+14155550117' }) as object,
					message: expect.objectContaining({ text: 'Hi there!' }) as object,
					referral: null,
				},
			],
		]);
	});

	describe('that adds the name of the event to the address', () => {
		const EVOLUTION = 'evolution/messages-upsert-text.json';
		const secret = { 'X-Webhook-Secret': SECRET };

		it('runs the workflow for messages, once however they come', async () => {
			const trigger = await published({ source: 'evolution' });
			const { rawBody } = fixture(EVOLUTION);
			for (const path of ['/messages-upsert', '', '/messages.upsert']) {
				expect((await post(trigger.url() + path, rawBody, secret)).status).toBe(200);
			}
			expect(trigger.executions).toMatchObject([[{ contact: { phone: '+5511987650022' } }]]);
		});

		it('gets an answer for other events, and no run', async () => {
			const trigger = await published({ source: 'evolution' });
			const { rawBody } = fixture('evolution/connection-update.json');
			for (const path of ['/connection-update', '/qrcode-updated', '/messages-upsert']) {
				expect((await post(trigger.url() + path, rawBody, secret)).status).toBe(200);
			}
			expect(trigger.executions).toEqual([]);
		});

		it('has to know the secret there, too', async () => {
			const trigger = await published({ source: 'evolution' });
			const { rawBody } = fixture(EVOLUTION);
			expect((await post(`${trigger.url()}/messages-upsert`, rawBody)).status).toBe(401);
			expect((await post(`${trigger.url()}/one/two`, rawBody, secret)).status).toBe(404);
			expect(trigger.executions).toEqual([]);
		});
	});

	describe('when somebody puts an emoji on a message', () => {
		const events = async (parameters: INodeParameters, file: string) => {
			const trigger = await published({ source: 'evolution', ...parameters });
			const { rawBody } = fixture(file);
			expect((await post(trigger.url(), rawBody, { 'X-Webhook-Secret': SECRET })).status).toBe(200);
			return trigger.executions.flat().map(({ event }) => event);
		};
		const REACTION = 'evolution/reaction.json';
		const TEXT = 'evolution/messages-upsert-text.json';

		it('starts nothing, unless that was chosen', async () => {
			expect(await events({}, REACTION)).toEqual([]);
			expect(await events({ events: ['message'] }, REACTION)).toEqual([]);
			expect(await events({ events: ['message', 'reaction'] }, REACTION)).toEqual(['reaction']);
			expect(await events({ events: ['reaction'] }, TEXT)).toEqual([]);
		});

		it('starts for messages where only what the source does not tell was chosen', async () => {
			expect(await events({ events: ['status', 'call'] }, TEXT)).toEqual(['message']);
			expect(await events({ events: ['status', 'call'] }, REACTION)).toEqual([]);
		});
	});

	it('runs it once for a message that is delivered twice', async () => {
		const trigger = await published({ source: 'waha' });
		const { rawBody } = fixture(WAHA);
		expect((await post(trigger.url(), rawBody, waha(rawBody))).status).toBe(200);
		expect((await post(trigger.url(), rawBody, waha(rawBody))).status).toBe(200);
		expect(trigger.executions).toHaveLength(1);
	});

	it('loses no message whose sender hung up while it waited, because nobody delivers it again', async () => {
		const taken = jest.spyOn(DeliveryBatching.prototype, 'take');
		const trigger = await published({ source: 'waha' });
		let finish = () => {};
		trigger.run = async () => await new Promise<void>((resolve) => (finish = resolve));
		const { rawBody } = fixture(WAHA);
		const first = post(trigger.url(), rawBody, waha(rawBody));
		while (trigger.executions.length < 1) await new Promise((done) => setTimeout(done, 5));

		const other = Buffer.from(rawBody.toString().replaceAll('3EB0A0B1C2D3E4F50617', '3EB0A0B1'));
		const abort = new AbortController();
		const second = axios.post(trigger.url(), other, {
			headers: { 'Content-Type': 'application/octet-stream', ...waha(other) },
			signal: abort.signal,
		});
		while (taken.mock.calls.length < 2) await new Promise((done) => setTimeout(done, 5));
		abort.abort();
		await expect(second).rejects.toThrow(axios.CanceledError);
		// What comes later was answered, so the hang-up was noticed.
		for (let i = 0; i < 3; i++) await axios.get(trigger.url(), { validateStatus: () => true });
		trigger.run = async () => await Promise.resolve();
		finish();
		expect((await first).status).toBe(200);
		while (trigger.executions.length < 2) await new Promise((done) => setTimeout(done, 5));
		expect(trigger.executions[1]).toMatchObject([
			{ message: { id: expect.stringMatching(/B1$/) } },
		]);
		taken.mockRestore();
	});

	it('is turned away with another secret, which never shows', async () => {
		const trigger = await published({ source: 'waha' });
		const { rawBody } = fixture(WAHA);
		const forged = await post(trigger.url(), rawBody, waha(rawBody, 'guessed-by-somebody'));
		expect(forged.status).toBe(401);
		expect((await post(trigger.url(), rawBody)).status).toBe(401);
		expect(trigger.executions).toHaveLength(0);
		expect([forged.data, ...n8n.logs].join()).not.toContain(SECRET);
	});

	it('works at once with a secret that was changed', async () => {
		const trigger = await published({ source: 'waha' });
		const { rawBody } = fixture(WAHA);
		await post(trigger.url(), rawBody, waha(rawBody));
		n8n.credentials.whatsAppWebhookApi = { secret: 'a-new-and-long-secret' };
		await new Promise((resolve) => setTimeout(resolve, 1_100));
		const other = Buffer.from(rawBody.toString().replaceAll('3EB0A0B1C2D3E4F50617', '3EB0A0B1'));
		const answer = await post(trigger.url(), other, waha(other, 'a-new-and-long-secret'));
		expect(answer.status).toBe(200);
		expect(trigger.executions).toHaveLength(2);
	});

	it('makes n8n read no credential for every forged request to many triggers', async () => {
		const { rawBody } = fixture(WAHA);
		const triggers: HostedTrigger[] = [];
		for (let i = 0; i < 12; i++) triggers.push(await published({ source: 'waha' }));
		for (const trigger of triggers) await post(trigger.url(), rawBody, waha(rawBody));
		const read = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
		let seconds = 0;
		const { now } = Date;
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1_000);
		try {
			for (seconds = 2; seconds <= 20; seconds += 2) {
				for (const trigger of triggers) {
					const forged = waha(rawBody, 'guessed-by-somebody');
					expect((await post(trigger.url(), rawBody, forged)).status).toBe(401);
				}
			}
			// Ten at once, and then one a second: not all 120.
			expect(read.mock.calls.length).toBeLessThan(40);
			expect(read.mock.calls.length).toBeGreaterThan(20);
			seconds = 40;
			n8n.credentials.whatsAppWebhookApi = { secret: 'a-new-and-long-secret' };
			for (const trigger of triggers.slice(0, 10)) {
				const headers = waha(rawBody, 'a-new-and-long-secret');
				expect((await post(trigger.url(), rawBody, headers)).status).toBe(200);
			}
		} finally {
			clock.mockRestore();
			read.mockRestore();
		}
	});

	it('may sign its address, as Twilio does, with what was added to it', async () => {
		const trigger = await published({ source: 'twilio' });
		const { rawBody } = fixture(TWILIO);
		const url = `${trigger.url()}?office=1`;
		const form = [...new URLSearchParams(rawBody.toString())].sort(([a], [b]) => (a < b ? -1 : 1));
		const signature = createHmac('sha1', SECRET)
			.update(url + form.flat().join(''))
			.digest('base64');
		const headers = {
			'X-Twilio-Signature': signature,
			'Content-Type': 'application/x-www-form-urlencoded',
		};
		expect((await post(url, rawBody, headers)).status).toBe(200);
		expect((await post(`${trigger.url()}?office=2`, rawBody, headers)).status).toBe(401);
		expect(trigger.executions).toMatchObject([
			[{ contact: { phone: '+14155550117', whatsappUserId: 'US.84720193655102938471' } }],
		]);
	});

	it('may carry the secret in the URL where nothing is signed', async () => {
		const trigger = await published({ source: 'evolution' });
		const { rawBody } = fixture('evolution/messages-upsert-text.json');
		expect((await post(`${trigger.url()}?secret=${SECRET}`, rawBody)).status).toBe(200);
		expect((await post(`${trigger.url()}?secret=${SECRET}x`, rawBody)).status).toBe(401);
		expect(trigger.executions).toHaveLength(1);
	});

	it('is told about bodies that are not its own, and starts nothing', async () => {
		const trigger = await published({ source: 'evolution' });
		const headers = { 'X-Webhook-Secret': SECRET };
		for (const body of ['{}', 'text', '[1]']) {
			expect((await post(trigger.url(), body, headers)).status).toBe(400);
		}
		const ack = fixture('evolution/messages-update-read.json').rawBody;
		expect((await post(trigger.url(), ack, headers)).status).toBe(200);
		expect(trigger.executions).toHaveLength(0);
	});

	it('may be anything whose fields were named', async () => {
		const trigger = await published({
			source: 'otherJson',
			idField: 'id',
			phoneField: 'from',
			textField: 'text',
			moreFields: { account: 'to', ownSend: 'mine' },
		});
		const body = { id: 7, from: '+49 151 12345678', to: '+12025550143', text: 'Hi', mine: false };
		const headers = { 'X-Webhook-Secret': SECRET };
		expect((await post(trigger.url(), JSON.stringify(body), headers)).status).toBe(200);
		await post(trigger.url(), JSON.stringify({ ...body, id: 8, mine: true }), headers);
		expect(trigger.executions).toMatchObject([
			[{ contact: { phone: '+4915112345678' }, account: { number: '+12025550143' } }],
		]);
	});

	it('does not answer the verification that only Meta does', async () => {
		const trigger = await published({ source: 'twilio' });
		const { status } = await axios.get(trigger.url(), { validateStatus: () => true });
		expect(status).toBe(405);
	});

	it.each(['', 'short'])('cannot be published with the secret %j', async (secret) => {
		n8n.credentials.whatsAppWebhookApi = { secret };
		await expect(published({ source: 'twilio' })).rejects.toThrow(/secret is (empty|shorter)/);
	});

	it.each([
		[{}, /'Message ID Field' is empty/],
		[{ idField: 'id' }, /'Phone Number Field' is empty/],
	])('cannot be published while a field is not named: %j', async (fields, message) => {
		await expect(published({ source: 'otherJson', ...fields })).rejects.toThrow(message);
	});
});
