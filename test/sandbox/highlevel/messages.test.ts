import type { AxiosInstance } from 'axios';
import {
	ALL_SCOPES,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId, token, users } = demoTeam;
let clock: ReturnType<typeof manualClock>;
let sandbox: HighLevelSandbox;
let client: AxiosInstance;
let contact: string;

beforeEach(async () => {
	clock = manualClock();
	sandbox = await startHighLevelSandbox({
		clock: clock.now,
		tokens: [{ token, locationId, scopes: ALL_SCOPES }],
	});
	client = clientFor(sandbox.url, { Version: '2021-04-15' });
	contact = sandbox.contacts.seedContact({ name: 'Ada', phone: '+12025550143' }).id;
});
afterEach(async () => await sandbox.close());

const get = async (params: object = {}) =>
	await client.get('/conversations/messages/export', { params: { locationId, ...params } });
const idsFor = async (params: object = {}): Promise<string[]> =>
	(await get(params)).data.messages.map(({ id }: { id: string }) => id);

describe('the export of messages', () => {
	it('tells all about a message, as HighLevel lists it', async () => {
		const sent = sandbox.messages.send(contact, 'app', { userId: users.sofia.id, body: 'Hi' });
		expect((await get()).data).toEqual({
			messages: [sent],
			nextCursor: null,
			total: 1,
			traceId: expect.any(String),
		});
		expect(sent).toMatchObject({
			...{ type: 19, messageType: 'TYPE_WHATSAPP', direction: 'outbound', status: 'delivered' },
			...{ source: 'app', userId: users.sofia.id, body: 'Hi', locationId, contactId: contact },
			altId: expect.stringMatching(/^wamid\./),
			dateAdded: new Date(clock.now()).toISOString(),
		});
	});

	it.each([
		['app', { source: 'app' }],
		['workflow', { source: 'workflow', userId: undefined }],
		['campaign', { source: 'campaign', userId: undefined }],
		['bulkActions', { source: 'bulk_actions', userId: undefined }],
		['api', { source: 'api' }],
		['phoneApp', { source: undefined, userId: undefined }],
		['call', { source: undefined, meta: { callStatus: 'completed', callDuration: '120' } }],
		['voicemail', { source: undefined, userId: undefined }],
	] as const)('tells of the way %s what HighLevel tells', (way, expected) => {
		const sent = sandbox.messages.send(contact, way, { userId: users.sofia.id });
		expect({ source: sent.source, userId: sent.userId, meta: sent.meta }).toMatchObject(expected);
	});

	it('has the newest first, or the oldest, page by page', async () => {
		const sent: string[] = [];
		for (let number = 0; number < 25; number++) {
			sent.push(sandbox.messages.send(contact, 'workflow').id);
			clock.forward(1_000);
		}
		expect(await idsFor()).toEqual([...sent].reverse());
		const found: string[] = [];
		let cursor: string | undefined;
		do {
			const { data } = await get({ sortOrder: 'asc', limit: 10, cursor });
			expect(data.total).toBe(25);
			found.push(...data.messages.map(({ id }: { id: string }) => id));
			cursor = data.nextCursor ?? undefined;
		} while (cursor);
		expect(found).toEqual(sent);
	});

	it('is behind by as long as it is told', async () => {
		sandbox.messages.setExportLag(30_000);
		const { id } = sandbox.messages.send(contact, 'app');
		clock.forward(29_999);
		expect(await idsFor()).toEqual([]);
		clock.forward(1);
		expect(await idsFor()).toEqual([id]);
	});

	it('leaves e-mails out unless they are asked for, and has activities and comments', async () => {
		const email = sandbox.messages.send(contact, 'email');
		const activity = sandbox.messages.send(contact, 'activity');
		expect(await idsFor()).toEqual([activity.id]);
		expect(await idsFor({ channel: 'Email' })).toEqual([email.id]);
		expect(await idsFor({ channel: 'WhatsApp' })).toEqual([]);
		const comment = { type: 'InternalComment', contactId: contact, message: 'Yours' };
		const { data } = await client.post('/conversations/messages', comment);
		expect(await idsFor()).toContain(data.messageId);
	});

	it('knows times as text and in milliseconds', async () => {
		const first = sandbox.messages.send(contact, 'app');
		clock.forward(60_000);
		const second = sandbox.messages.send(contact, 'app');
		const startDate = Date.parse(first.dateAdded) + 1;
		expect(await idsFor({ startDate })).toEqual([second.id]);
		expect(await idsFor({ startDate: new Date(startDate).toISOString() })).toEqual([second.id]);
		expect(await idsFor({ endDate: startDate })).toEqual([first.id]);
	});

	it.each([
		['a page that is too small', { limit: 9 }],
		['a page that is too large', { limit: 501 }],
		['a date that is none', { startDate: 'yesterday' }],
		['a channel that is none', { channel: 'Pigeon' }],
		['another name', { direction: 'outbound' }],
	])('refuses %s', async (_what, params) => {
		expect((await get(params)).status).toBe(422);
	});

	it('fails as often as it is told', async () => {
		sandbox.faults.add({
			path: '/conversations/messages/export',
			probability: 0.1,
			effect: { kind: 'status', status: 500 },
		});
		const statuses: number[] = [];
		for (let asked = 0; asked < 60; asked++) statuses.push((await get()).status);
		expect(new Set(statuses)).toEqual(new Set([200, 500]));
	});
});

it('a message is the last one of its conversation', () => {
	sandbox.messages.send(contact, 'contact', { body: 'Hello?' });
	expect(sandbox.conversations.ofContact(contact)).toMatchObject({
		...{ lastMessageBody: 'Hello?', lastMessageDirection: 'inbound', unreadCount: 1 },
		lastManualMessageDate: clock.now(),
	});
	sandbox.messages.send(contact, 'workflow', { body: 'We are closed' });
	expect(sandbox.conversations.ofContact(contact)).toMatchObject({
		...{ lastMessageBody: 'We are closed', lastMessageDirection: 'outbound', unreadCount: 0 },
		lastOutboundMessageAction: 'automated',
	});
	sandbox.messages.send(contact, 'activity');
	expect(sandbox.conversations.ofContact(contact)?.lastMessageBody).toBe('We are closed');
});

describe('OutboundMessage', () => {
	const bodies = async () => {
		await sandbox.webhooks.idle();
		return sandbox.webhooks.deliveries.map(
			({ body }) => JSON.parse(body.toString()) as Record<string, unknown>,
		);
	};
	beforeEach(() => sandbox.webhooks.subscribe('http://127.0.0.1:1/'));

	it('is told of what goes to a contact, and of nothing else', async () => {
		sandbox.messages.send(contact, 'contact');
		sandbox.messages.send(contact, 'comment');
		sandbox.messages.send(contact, 'activity');
		const sent = sandbox.messages.send(contact, 'app', { userId: users.sofia.id });
		expect(await bodies()).toEqual([
			expect.objectContaining({
				...{ type: 'OutboundMessage', messageId: sent.id, direction: 'outbound' },
				...{ messageType: 'WhatsApp', messageTypeString: 'TYPE_WHATSAPP', messageTypeId: 19 },
				...{ source: 'app', userId: users.sofia.id, status: 'delivered' },
			}),
		]);
	});

	it('is told anew when the message fails, under the same ID', async () => {
		const { id } = sandbox.messages.send(contact, 'app');
		sandbox.messages.changeStatus(id, 'failed');
		const told = await bodies();
		expect(told.map(({ messageId, status }) => [messageId, status])).toEqual([
			[id, 'delivered'],
			[id, 'failed'],
		]);
		expect(told[0]?.webhookId).not.toBe(told[1]?.webhookId);
	});

	it('of a call tells how it ended, and no source', async () => {
		const call = { status: 'no-answer', seconds: 0 };
		sandbox.messages.send(contact, 'call', { userId: users.sofia.id, call });
		const [told = {}] = await bodies();
		expect(told).toMatchObject({ messageType: 'CALL', callStatus: 'no-answer', callDuration: 0 });
		expect(told).not.toHaveProperty('source');
	});

	it('as HighLevel documents it lacks what has been seen besides', async () => {
		const sent = sandbox.messages.send(contact, 'phoneApp');
		await sandbox.webhooks.tellOutbound(sent, 'documented', { contentType: undefined });
		const told = (await bodies()).at(-1);
		for (const name of ['messageTypeString', 'messageTypeId', 'source', 'userId', 'contentType']) {
			expect(told).not.toHaveProperty(name);
		}
	});
});
