import { readAppEvent } from '../../highlevel/webhooks/appEvent';
import { touchSchema } from '../../routing/model/touch';
import { CONTACT, fixtureBody, fixtureNames, LOCATION } from '../fixtures/highlevel';

const NOW = Date.parse('2026-10-14T23:00:00.000Z');
const SOFIA = 'u8KpXw3RtYc6NvQz1LdS';

const read = (name: string, change: object = {}) => {
	const body = { ...fixtureBody(name), ...change };
	return readAppEvent(body, Buffer.from(JSON.stringify(body)), NOW);
};

const touchOf = (name: string, change?: object) => read(name, change)?.touch;

it('reads the creation of a contact', () => {
	expect(read('contact-create')).toEqual({
		kind: 'contactCreated',
		appId: '665f0b1c2d3e4f5a6b7c8d9e',
		locationId: LOCATION,
		deliveryIds: ['0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0'],
		time: Date.parse('2026-10-14T12:41:03.000Z'),
		tags: ['web', 'vip'],
		addedTags: null,
		fieldsDigest: expect.any(String) as string,
		contactCreatedAt: Date.parse('2026-10-14T12:41:02.193Z'),
		told: null,
		outcome: null,
		touch: {
			key: `highlevel:${LOCATION}:contactCreated:${CONTACT}`,
			event: 'contact',
			contact: {
				id: CONTACT,
				phone: '+919509597501',
				name: 'Nora Lindqvist',
				email: 'nora.lindqvist@example.com',
				country: 'DE',
				tags: ['web', 'vip'],
				source: 'Landing Page',
				existed: false,
				ownerId: null,
			},
			locationId: LOCATION,
			webhook: {
				source: 'app',
				event: 'ContactCreate',
				id: '0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
				time: '2026-10-14T12:41:03.000Z',
			},
		},
	});
});

it.each([
	['contact-create', 'contact', false, null],
	['contact-create-as-documented', 'contact', false, SOFIA],
	['contact-update', 'contact', true, SOFIA],
	['contact-tag-update', 'tag', true, null],
	['inbound-message-whatsapp', 'message', undefined, undefined],
	['inbound-message-voicemail', 'message', undefined, undefined],
	['opportunity-assigned-to-update', 'contact', true, undefined],
	['outbound-message-app', 'echo', true, undefined],
])('%s is a touch of the event %s', (name, event, existed, ownerId) => {
	const touch = touchOf(name);
	expect(touchSchema.safeParse(touch).success).toBe(true);
	expect(touch?.event).toBe(event);
	expect(touch?.contact.id).toBe(CONTACT);
	expect(touch?.contact.existed).toBe(existed);
	expect(touch?.contact.ownerId).toBe(ownerId);
	expect(touch?.locationId).toBe(LOCATION);
});

it.each([
	'outbound-message-call',
	'inbound-message-that-went-out',
	'conversation-unread-update',
	'task-create',
	'user-create',
	'install',
])('%s is nothing that a trigger offers', (name) => {
	expect(read(name)).toBeNull();
});

it('has a fixture for every kind of event', () => {
	const kinds = fixtureNames.map((name) => read(name)?.kind).filter(Boolean);
	expect([...new Set(kinds)].sort()).toEqual([
		'contactCreated',
		'contactUpdated',
		'inboundMessage',
		'opportunityOwnerChanged',
		'replySent',
		'tagAdded',
	]);
});

describe('a message to a contact', () => {
	it('is told with who sent it and how, and is a touch of which nothing is decided', () => {
		const event = read('outbound-message-app');
		expect(event?.told).toEqual({
			ids: ['message:Jk3LmN5oPq7RsT9uVw1X'],
			contact: [`highLevel:${CONTACT}`],
			at: Date.parse('2026-10-14T21:42:00.000Z'),
			account: null,
			facts: {
				...{ from: 'highLevel', direction: 'outbound', status: 'sent', byBot: false },
				...{ type: 'TYPE_WHATSAPP', source: 'app', userId: SOFIA, call: null },
			},
		});
		expect(event?.touch.key).toBe(`highlevel:${LOCATION}:replySent:Jk3LmN5oPq7RsT9uVw1X`);
		expect(event?.touch.message).toMatchObject({ text: 'On my way', userId: SOFIA, source: 'app' });
	});

	it('went out although a sample of HighLevel says that it came in', () => {
		const facts = read('outbound-message-sms-as-documented')?.told?.facts;
		expect(facts).toMatchObject({ direction: 'outbound', source: 'app', userId: null });
	});

	it('may say neither who nor what sent it', () => {
		const facts = read('outbound-message-voicemail-of-workflow')?.told?.facts;
		expect(facts).toMatchObject({ source: null, userId: null });
		expect(facts?.call).toEqual({ status: 'voicemail', seconds: 12 });
	});

	it('may have failed, and is of the moment of the webhook when it names none', () => {
		const told = read('outbound-message-failed')?.told;
		expect(told?.facts.status).toBe('failed');
		expect(told?.at).toBe(Date.parse('2026-10-14T21:42:04.000Z'));
	});

	it('without an ID is known by its webhook', () => {
		const told = read('outbound-message-app', { messageId: undefined })?.told;
		expect(told?.ids).toEqual(['message:0f1e2d3c-4b5a-6978-8796-a5b4c3d2e2f1']);
	});

	it('told twice is one event', () => {
		const again = read('outbound-message-app', { webhookId: 'another', timestamp: 1 });
		expect(again?.deliveryIds).toEqual(read('outbound-message-app')?.deliveryIds);
	});

	it('that nobody sent is none, and one without a contact neither', () => {
		const came = { direction: 'inbound', source: undefined, userId: undefined };
		expect(read('outbound-message-app', came)).toBeNull();
		expect(read('outbound-message-app', { contactId: '' })).toBeNull();
	});
});

it('tells what was written and where', () => {
	expect(touchOf('inbound-message-whatsapp')?.message).toEqual({
		id: 'tyW42xCD0HQpb3hhfLcx',
		channel: 'WhatsApp',
		type: 'text/plain',
		text: 'Hi from WhatsApp',
		time: '2026-10-14T21:20:00.000Z',
		conversationId: 'fcanlLgpbQgQhderivVs',
	});
	expect(touchOf('inbound-message-voicemail')?.message).toMatchObject({
		id: null,
		channel: 'CALL',
		text: null,
	});
});

describe('the account of a message', () => {
	const message = (change: object) => touchOf('inbound-message-whatsapp', change);

	it.each([
		['+15559876543', '+15559876543'],
		['15559876543', '+15559876543'],
		['0052 1 55 1234 5678', '+5215512345678'],
		['whatsapp:+15559876543', '+15559876543'],
		['+1 (555) 987-6543', '+15559876543'],
	])('is the number that was written to: %s', (to, number) => {
		const one = message({ from: '+15551234567', to });
		expect(one).toMatchObject({
			account: { id: '', number, name: null, tag: null },
			message: { from: '+15551234567', to },
		});
		expect(touchSchema.safeParse(one).success).toBe(true);
	});

	it.each([
		['a mailbox', 'sales@example.com'],
		['the name of a mailbox with a number', 'Line 1 <15559876543@example.com>'],
		['a number without its country', '(555) 987-6543'],
		['a short code', '72345'],
		['the ID of a page', '102290129340398123'],
		['no text', 15559876543],
		['nothing', ''],
		['the number of the sender', '+15551234567'],
	])('is not known from %s', (_what, to) => {
		expect(message({ from: '+15551234567', to })).not.toHaveProperty('account');
	});

	it('is not known when HighLevel says no number, but by which provider it came', () => {
		const one = message({ conversationProviderId: 'cI08i1Bls3iTB9bKgF01' });
		expect(one).not.toHaveProperty('account');
		expect(one?.message).toMatchObject({ conversationProviderId: 'cI08i1Bls3iTB9bKgF01' });
	});

	it('goes by the channel under its other name too', () => {
		const one = message({ messageType: undefined, messageTypeString: 'TYPE_WHATSAPP' });
		expect(one?.message).toMatchObject({ channel: 'TYPE_WHATSAPP' });
	});
});

it('takes a number for the ID of a sub-account, not for none', () => {
	expect(read('contact-create', { locationId: 4711 })).toMatchObject({
		locationId: '4711',
		touch: { locationId: '4711' },
	});
});

it("tells the opportunity's owner apart from the contact's", () => {
	const touch = touchOf('opportunity-assigned-to-update');
	expect(touch?.opportunity).toMatchObject({
		id: 'wWhVuzqpRuOA1ZVWi4FC',
		ownerId: 'mC4hTn9JqLs2VbXe7WyG',
		name: 'Implants',
		status: 'open',
	});
	expect(touch?.contact).not.toHaveProperty('ownerId');
});

it('knows that a contact without the field tags has none', () => {
	expect(read('contact-tag-update-all-removed')).toMatchObject({
		tags: [],
		touch: { contact: { tags: [] } },
	});
});

it('takes each tag once and leaves out what is none', () => {
	const tags = ['VIP', ' vip ', '', 7, null, 'Web'];
	expect(read('contact-tag-update', { tags })?.tags).toEqual(['VIP', 'Web']);
});

describe('the key', () => {
	it('is the same for a delivery that comes again', () => {
		for (const name of ['contact-tag-update', 'contact-update', 'inbound-message-voicemail']) {
			const other = { webhookId: 'another' };
			expect(touchOf(name)?.key).toBe(touchOf(name, { timestamp: 'later' })?.key);
			expect(touchOf(name)?.key).not.toBe(touchOf(name, other)?.key);
		}
	});

	it('of a creation and of a message with an ID does not depend on the delivery', () => {
		for (const name of ['contact-create', 'inbound-message-whatsapp']) {
			expect(touchOf(name, { webhookId: 'another' })?.key).toBe(touchOf(name)?.key);
		}
	});

	it('differs between sub-accounts', () => {
		const key = touchOf('contact-create', { locationId: 'elsewhere' })?.key;
		expect(key).not.toBe(touchOf('contact-create')?.key);
	});
});

describe('the delivery', () => {
	const idsOf = (event: object, now: number, more = '') => {
		const bytes = Buffer.from(JSON.stringify(event) + more);
		return readAppEvent(event, bytes, now)?.deliveryIds ?? [];
	};

	it('is known by its content for a minute or two when nothing else tells it apart', () => {
		const event = { type: 'ContactTagUpdate', id: 'c', locationId: 'l', tags: ['vip'] };
		const [noted = ''] = idsOf(event, NOW);
		expect(idsOf(event, NOW + 60_000)).toContain(noted);
		expect(idsOf(event, NOW + 120_000)).not.toContain(noted);
		expect(idsOf(event, NOW, ' ')).not.toContain(noted);
	});

	it.each([
		['a creation', { type: 'ContactCreate', id: 'c', locationId: 'l' }],
		[
			'an event with its time',
			{ type: 'ContactTagUpdate', id: 'c', tags: ['vip'], timestamp: '2026-10-14T10:00:00Z' },
		],
	])('is known by its content at any time when it is %s', (_, event) => {
		expect(idsOf(event, NOW + 7 * 24 * 60 * 60_000)).toEqual(idsOf(event, NOW));
		expect(idsOf(event, NOW, ' ')).not.toEqual(idsOf(event, NOW));
	});
});

it('sees no change in fields when only owner, tags and dates differ', () => {
	const before = read('contact-update')?.fieldsDigest;
	const own = {
		assignedTo: 'somebody',
		tags: ['new'],
		timestamp: '',
		webhookId: 'x',
		dateUpdated: 1,
	};
	expect(read('contact-update', own)?.fieldsDigest).toBe(before);
	for (const change of [{ phone: '+14155550118' }, { customFields: [] }, { dnd: true }]) {
		expect(read('contact-update', change)?.fieldsDigest).not.toBe(before);
	}
});

it.each([
	['no ID', { id: undefined }],
	['an empty ID', { id: ' ' }],
	['a number as ID', { id: 7 }],
])('makes nothing of a contact with %s', (_what, change) => {
	expect(read('contact-tag-update', change)).toBeNull();
});

it('makes do with a contact ID and a type', () => {
	expect(readAppEvent({ type: 'ContactCreate', id: 'c' }, Buffer.from('{}'), NOW)).toMatchObject({
		locationId: null,
		time: null,
		touch: { contact: { id: 'c', phone: null, name: null, tags: [], ownerId: null } },
	});
});

it.each([
	['+1 (202) 555-0143', '+12025550143'],
	['(202) 555-0143', null],
	['+', null],
	['', null],
])('takes %j for the number %j', (phone, expected) => {
	expect(touchOf('contact-create', { phone })?.contact.phone).toBe(expected);
});
