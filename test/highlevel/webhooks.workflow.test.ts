import {
	readWorkflowWebhook,
	type WorkflowEventKind,
} from '../../highlevel/webhooks/workflowWebhook';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import { touchSchema } from '../../routing/model/touch';
import { CONTACT, fixtureBody, LOCATION } from '../fixtures/highlevel';

const NOW = Date.parse('2026-10-14T23:00:00.000Z');

function read(name: string, change: object = {}, chosen: WorkflowEventKind = 'tagAdded') {
	const body = { ...fixtureBody(name), ...change };
	return readWorkflowWebhook(body, Buffer.from(JSON.stringify(body)), chosen, NOW);
}

function event(...given: Parameters<typeof read>): WebhookEvent {
	const result = read(...given);
	if (typeof result === 'string') throw new Error(result);
	return result;
}

it('reads what the Webhook action sends for a tag', () => {
	const { touch, ...rest } = event('workflow-tag-named');
	expect(touch).toEqual({
		key: `highlevel:${LOCATION}:tagAdded:${CONTACT}:${rest.deliveryIds[0]}`,
		event: 'tag',
		contact: {
			id: CONTACT,
			phone: '+14155550117',
			name: 'Nora Lindqvist',
			email: 'nora.lindqvist@example.com',
			country: 'US',
			tags: ['web', 'vip'],
			source: 'Landing Page',
			attributionSource: { sessionSource: 'Paid Search', medium: 'form', utmSource: 'google' },
			lastAttributionSource: {},
			existed: true,
			ownerEmail: null,
		},
		locationId: LOCATION,
		customData: { tag: 'VIP', campaign: 'autumn' },
		webhook: {
			source: 'workflow',
			event: 'tagAdded',
			workflow: { id: 'd325be72-ae1d-490a-b6e7-62b404ecd35b', name: 'Route contact' },
		},
	});
	expect(touchSchema.safeParse(touch).success).toBe(true);
	expect(rest).toMatchObject({
		kind: 'tagAdded',
		locationId: LOCATION,
		time: null,
		tags: ['web', 'vip'],
		addedTags: ['VIP'],
		contactCreatedAt: Date.parse('2026-10-14T12:41:02.193Z'),
	});
});

it('knows the owner by email only, so that the ID stays unknown', () => {
	const { contact } = event('workflow-owned').touch;
	expect(contact.ownerEmail).toBe('sofia.reyes@example.com');
	expect(contact).not.toHaveProperty('ownerId');
});

it('keeps the click ID of Google that stands outside the attribution', () => {
	expect(event('workflow-owned').touch.contact.attributionSource).toEqual({ gclid: 'Cj0KCQjw' });
});

describe('the event', () => {
	it.each<[string, WorkflowEventKind, string, boolean | undefined]>([
		['workflow-plain', 'tagAdded', 'tag', true],
		['workflow-plain', 'contactCreated', 'contact', false],
		['workflow-plain', 'contactUpdated', 'contact', true],
		['workflow-plain', 'inboundMessage', 'message', undefined],
	])('of %s is the chosen one: %s', (name, chosen, expected, existed) => {
		const read = event(name, {}, chosen);
		expect(read.kind).toBe(chosen);
		expect(read.touch.event).toBe(expected);
		expect(read.touch.contact.existed).toBe(existed);
	});

	it.each([
		['contact_created', 'contactCreated'],
		['ContactCreate', 'contactCreated'],
		['Contact Changed', 'contactUpdated'],
		['tag-added', 'tagAdded'],
		['Customer Replied', 'inboundMessage'],
	])('that the custom data call %j is %s', (name, kind) => {
		expect(event('workflow-plain', { customData: { event: name } }, 'tagAdded').kind).toBe(kind);
	});

	it.each(['opportunity', 'tag', 7, {}, ['tag_added']])(
		'that the custom data call %j is refused with the way out',
		(name) => {
			expect(read('workflow-plain', { customData: { event: name } })).toMatch(/'event'.*tag_added/);
		},
	);
});

it('tells what was written', () => {
	expect(event('workflow-message').touch).toMatchObject({
		event: 'message',
		message: { channel: 'WhatsApp', text: 'Hi' },
	});
});

describe('the account', () => {
	const message = (change: object) => event('workflow-message', change, 'inboundMessage').touch;

	it.each([
		['+1 202 555 0143', { number: '+12025550143', name: null }],
		['12025550143', { number: '+12025550143', name: null }],
		['(202) 555-0143', { number: '+12025550143', name: null }],
		['202.555.0143', { number: '+12025550143', name: null }],
		[12025550143, { number: '+12025550143', name: null }],
		[' Sales Line ', { number: null, name: 'Sales Line' }],
		['whatsnap-account-sales-line', { number: null, name: 'whatsnap-account-sales-line' }],
	])('that the custom data call %j is %j', (account, expected) => {
		const one = message({ customData: { account } });
		expect(one.account).toEqual({ id: '', tag: null, ...expected });
		expect(touchSchema.safeParse(one).success).toBe(true);
	});

	it('is the number that was written to, if HighLevel tells it', () => {
		const to = '+12025550143';
		expect(message({ message: { type: 'SMS', body: 'Hi', to } }).account).toMatchObject({
			number: to,
		});
	});

	it.each([undefined, '', '  ', {}, ['Sales Line'], null, true])(
		'is not known from the custom data %j',
		(account) => expect(message({ customData: { account } })).not.toHaveProperty('account'),
	);
});

it.each([
	['VIP', ['VIP']],
	['vip, gold', ['vip', 'gold']],
	[['vip', 3], ['vip']],
	['', []],
	[undefined, null],
	[7, null],
])('takes the custom data tag %j for the tags %j', (tag, expected) => {
	expect(event('workflow-plain', { customData: { tag } }).addedTags).toEqual(expected);
});

it.each([
	['web,vip', ['web', 'vip']],
	['', []],
	[undefined, null],
	[['web'], ['web']],
])('reads the tags %j as %j', (tags, expected) => {
	const read = event('workflow-plain', { tags });
	expect(read.tags).toEqual(expected);
	expect(read.touch.contact.tags).toEqual(expected);
});

it('makes do without phone, tags, owner and custom data', () => {
	expect(event('workflow-without-phone').touch.contact).toMatchObject({
		id: CONTACT,
		phone: null,
		name: 'Knut',
		tags: [],
		source: null,
	});
});

it('takes a contact that only has a number', () => {
	const { key, contact } = event(
		'workflow-plain',
		{ contact_id: undefined },
		'contactCreated',
	).touch;
	expect(contact).toMatchObject({ id: null, phone: '+14155550117' });
	expect(key).toBe(`highlevel:${LOCATION}:contactCreated:+14155550117`);
});

it('refuses a body without a contact, with the name of the field', () => {
	expect(read('workflow-plain', { contact_id: undefined, phone: '555' })).toMatch(/contact_id/);
	expect(readWorkflowWebhook([], Buffer.from('[]'), 'tagAdded', NOW)).toMatch(/no JSON object/);
});

it('does not take the ID of an opportunity for that of the contact', () => {
	expect(event('workflow-plain', { id: 'opportunity' }).touch.contact.id).toBe(CONTACT);
});

it('sees no change in fields when only owner and tags differ', () => {
	const before = event('workflow-plain').fieldsDigest;
	const own = { user: { email: 'x@example.com' }, tags: 'a', triggerData: { a: 1 } };
	expect(event('workflow-plain', own).fieldsDigest).toBe(before);
	expect(event('workflow-plain', { 'Favourite colour': 'Red' }).fieldsDigest).not.toBe(before);
});
