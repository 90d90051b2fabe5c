import type { AxiosInstance } from 'axios';
import {
	ALL_SCOPES,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type HighLevelSandboxOptions,
	type NewSandboxConversation,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId, token, users } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

const start = async (options: HighLevelSandboxOptions = {}) => {
	sandbox = await startHighLevelSandbox({
		clock: clock.now,
		tokens: [{ token, locationId, scopes: ALL_SCOPES }],
		...options,
	});
	client = clientFor(sandbox.url, { Version: '2021-04-15' });
};
beforeEach(async () => await start());
afterEach(async () => await sandbox.close());

const seed = (conversation: Partial<NewSandboxConversation> = {}) => {
	const { id: contactId } = sandbox.contacts.seedContact({ name: 'Ada', phone: '+12025550143' });
	return sandbox.conversations.seedConversation({ contactId, ...conversation });
};
const search = async (params: object = {}) =>
	await client.get('/conversations/search', { params: { locationId, ...params } });
const idsFor = async (params: object): Promise<string[]> =>
	(await search(params)).data.conversations.map(({ id }: { id: string }) => id);

describe('a conversation', () => {
	it('exists as soon as a contact is made by API, but is not found without a message', async () => {
		const { data } = await client.post('/contacts/', { locationId, name: 'Ada' });
		const contactId: string = data.contact.id;
		expect(sandbox.conversations.ofContact(contactId)).toMatchObject({
			locationId,
			contactId,
			unreadCount: 0,
		});
		expect((await search({ contactId })).data).toMatchObject({ conversations: [], total: 0 });
	});

	it('exists for a contact that an upsert made, once', async () => {
		const body = { locationId, phone: '+12025550143' };
		await client.post('/contacts/upsert', body);
		await client.post('/contacts/upsert', body);
		expect(sandbox.conversations.all()).toHaveLength(1);
	});

	it('is answered with what it says about the contact', async () => {
		const conversation = seed({ assignedTo: users.sofia.id, unreadCount: 3 });
		const answer = await search();
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			conversations: [
				{
					...conversation,
					type: 'TYPE_PHONE',
					fullName: 'Ada',
					contactName: 'Ada',
					phone: '+12025550143',
					tags: [],
					sort: [clock.now()],
				},
			],
			total: 1,
			traceId: expect.any(String),
		});
		expect(conversation).toMatchObject({
			lastMessageType: 'TYPE_WHATSAPP',
			lastMessageDirection: 'inbound',
			lastMessageDate: clock.now(),
		});
	});

	it('does not follow the owner of its contact, unless it is told to', async () => {
		const { contactId } = seed({ assignedTo: users.sofia.id });
		await client.put(`/contacts/${contactId}`, { assignedTo: users.marcus.id });
		expect(sandbox.conversations.ofContact(contactId)?.assignedTo).toBe(users.sofia.id);
		await sandbox.close();
		await start({ conversationsFollowOwner: true });
		const follower = seed({ assignedTo: users.sofia.id });
		expect(follower).not.toHaveProperty('assignedTo');
		await client.put(`/contacts/${follower.contactId}`, { assignedTo: users.marcus.id });
		expect(await idsFor({ assignedTo: users.marcus.id })).toEqual([follower.id]);
	});

	it('is seeded only for a contact that is there', () => {
		expect(() => seed({ contactId: 'nobody' })).toThrow('nobody');
	});
});

describe('searching conversations', () => {
	it('counts the unread ones of a user', async () => {
		seed({ assignedTo: users.sofia.id });
		seed({ assignedTo: users.sofia.id });
		seed({ assignedTo: users.sofia.id, unreadCount: 0 });
		seed({ assignedTo: users.marcus.id });
		const answer = await search({ assignedTo: users.sofia.id, status: 'unread', limit: 1 });
		expect(answer.data.total).toBe(2);
		expect(answer.data.conversations).toHaveLength(1);
	});

	it('takes several users, and nobody', async () => {
		const sofias = seed({ assignedTo: users.sofia.id }).id;
		const marcus = seed({ assignedTo: users.marcus.id }).id;
		const nobodys = seed().id;
		seed({ assignedTo: users.tom.id });
		const both = `${users.sofia.id},${users.marcus.id}`;
		expect((await idsFor({ assignedTo: both })).sort()).toEqual([sofias, marcus].sort());
		expect(await idsFor({ assignedTo: 'unassigned' })).toEqual([nobodys]);
	});

	const cases: [string, string, Partial<NewSandboxConversation>][] = [
		['lastMessageDirection', 'outbound', { lastMessageDirection: 'outbound' }],
		['lastMessageAction', 'automated', { lastOutboundMessageAction: 'automated' }],
		['lastMessageType', 'TYPE_SMS', { lastMessageType: 'TYPE_SMS' }],
		['status', 'read', { unreadCount: 0 }],
		['status', 'starred', { starred: true }],
		['followers', users.tom.id, { followers: [users.tom.id] }],
		['mentions', users.tom.id, { mentions: [users.tom.id] }],
		['query', 'QUOTE', { lastMessageBody: 'A quote, please' }],
		['endDate', String(clock.now() - 1), { dateAdded: clock.now() - 1 }],
	];
	it.each(cases)('narrows by %s %s', async (name, value, conversation) => {
		const { id } = seed(conversation);
		seed();
		expect(await idsFor({ [name]: value })).toEqual([id]);
	});

	it('lists the latest message first, twenty at a time, and goes on after a date', async () => {
		const ids = Array.from({ length: 22 }, (_, minute) => {
			return seed({ lastMessageDate: clock.now() - minute * 60_000 }).id;
		});
		const { data } = await search();
		expect(data.total).toBe(22);
		expect(data.conversations.map(({ id }: { id: string }) => id)).toEqual(ids.slice(0, 20));
		const startAfterDate = data.conversations.at(-1).lastMessageDate;
		expect(await idsFor({ startAfterDate })).toEqual(ids.slice(20));
		expect(await idsFor({ sort: 'asc', limit: 1 })).toEqual(ids.slice(21));
	});

	it('stays in the location', async () => {
		const elsewhere = sandbox.contacts.seedContact({ locationId: otherLocation.id });
		seed({ contactId: elsewhere.id });
		expect((await search()).data.total).toBe(0);
		expect((await search({ locationId: otherLocation.id })).status).toBe(403);
		expect((await search({ locationId: undefined })).status).toBe(403);
	});

	it.each([[{ status: 'new' }], [{ limit: 'all' }], [{ owner: users.sofia.id }]])(
		'is refused with %j',
		async (params) => {
			expect((await search(params)).status).toBe(422);
		},
	);
});

describe('an internal comment', () => {
	const comment = async (body: object) =>
		await client.post('/conversations/messages', { type: 'InternalComment', ...body });

	it('is kept with the users it mentions, and is no answer to the contact', async () => {
		const { id, contactId } = seed({ unreadCount: 2 });
		const body = { contactId, message: 'Yours, Sofia', mentions: [users.sofia.id] };
		const answer = await comment({ ...body, userId: users.tom.id });
		expect(answer.status).toBe(200);
		const ids = { conversationId: id, messageId: expect.any(String) };
		expect(answer.data).toEqual({ ...ids, traceId: expect.any(String) });
		expect(sandbox.conversations.comments()).toEqual([{ ...ids, ...body, userId: users.tom.id }]);
		expect(sandbox.conversations.ofContact(contactId)).toMatchObject({
			unreadCount: 2,
			lastMessageDirection: 'inbound',
			lastMessageType: 'TYPE_INTERNAL_COMMENT',
			isLastMessageInternalComment: true,
			mentions: [users.sofia.id],
		});
	});

	it('begins the conversation of a contact that has none', async () => {
		const { id: contactId } = sandbox.contacts.seedContact();
		await comment({ contactId, message: 'New' });
		expect((await search({ contactId })).data.total).toBe(1);
	});

	it.each([
		['an unknown contact', { contactId: 'nobody', message: 'Hi' }, 400],
		['no text', { contactId: 'nobody' }, 422],
		['something else', { contactId: 'nobody', message: 'Hi', html: 'Hi' }, 422],
		['a type that is none', { type: 'Comment', contactId: 'nobody', message: 'Hi' }, 422],
		['a type that needs a provider', { type: 'SMS', contactId: 'nobody', message: 'Hi' }, 400],
	])('is refused with %s', async (_what, body, status) => {
		expect((await comment(body)).status).toBe(status);
		expect(sandbox.conversations.comments()).toEqual([]);
	});

	it('belongs to a contact of the location, and needs its scope', async () => {
		const { id: contactId } = sandbox.contacts.seedContact({ locationId: otherLocation.id });
		expect((await comment({ contactId, message: 'Hi' })).status).toBe(403);
		const { access_token } = sandbox.oauth.issue({ locationId });
		client = clientFor(sandbox.url, {}, access_token);
		expect((await comment({ contactId, message: 'Hi' })).status).toBe(401);
	});
});
