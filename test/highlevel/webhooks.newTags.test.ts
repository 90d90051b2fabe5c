import { readAppEvent } from '../../highlevel/webhooks/appEvent';
import { jsonOf } from '../../webhooks/request';
import type { WebhookEvent } from '../../highlevel/webhooks/event';
import {
	cameThrough,
	isOwnContact,
	newTags,
	readPrefixes,
	touchesOf,
	withoutPrefixes,
	type InitialTags,
} from '../../highlevel/webhooks/newTags';
import { readWorkflowWebhook } from '../../highlevel/webhooks/workflowWebhook';
import { fixtureBody, fixtureBytes } from '../fixtures/highlevel';

const NOW = Date.parse('2026-10-15T10:00:00.000Z');

function event(name: string, change: object = {}): WebhookEvent {
	const body = { ...fixtureBody(name), ...change };
	const bytes = Buffer.from(JSON.stringify(body));
	const read = name.startsWith('workflow')
		? readWorkflowWebhook(body, bytes, 'tagAdded', NOW)
		: readAppEvent(body, bytes, NOW);
	if (!read || typeof read === 'string') throw new Error(`${name} is no event`);
	return read;
}

describe('new tags', () => {
	const tags = ['web', 'old', 'vip'];

	it('are those that the contact did not have', () => {
		expect(newTags(event('contact-tag-update', { tags }), ['old'], 'newest', NOW)).toEqual(['old']);
		expect(newTags(event('contact-tag-update', { tags }), [], 'all', NOW)).toEqual([]);
	});

	it.each<[InitialTags, string[]]>([
		['newest', ['vip']],
		['all', tags],
		['none', []],
	])('of a contact who was never seen are, with %s, %j', (initialTags, expected) => {
		const told = event('contact-tag-update', { tags, dateAdded: '2020-01-01T00:00:00Z' });
		expect(newTags(told, null, initialTags, NOW)).toEqual(expected);
		expect(newTags(event('contact-tag-update', { tags: [] }), null, initialTags, NOW)).toEqual([]);
	});

	it('of a contact who is new in HighLevel are all, unless none are wanted', () => {
		const timestamp = '2026-10-15T10:00:00.000Z';
		const dateAdded = '2026-10-15T09:58:00.000Z';
		const young = event('contact-tag-update', { tags, dateAdded, timestamp });
		expect(newTags(young, null, 'newest', NOW)).toEqual(tags);
		expect(newTags(young, null, 'none', NOW)).toEqual([]);
		const late = event('contact-tag-update', {
			tags,
			dateAdded,
			timestamp: '2026-10-15T11:00:00Z',
		});
		expect(newTags(late, null, 'newest', NOW)).toEqual(['vip']);
	});

	it('are those that a HighLevel workflow names', () => {
		expect(newTags(event('workflow-tag-named'), [], 'none', NOW)).toEqual(['VIP']);
		expect(newTags(event('workflow-plain'), ['vip'], 'none', NOW)).toEqual(['vip']);
	});

	it('make one touch each, with a key of its own', () => {
		const touches = touchesOf(event('contact-tag-update'), ['Web', 'vip']);
		expect(touches).toMatchObject([
			{ event: 'tag', tag: 'Web' },
			{ event: 'tag', tag: 'vip' },
		]);
		const keys = touches.map(({ key }) => key.split(':').at(-1));
		expect(keys).toEqual(['web', 'vip']);
		expect(touchesOf(event('contact-tag-update'), [])).toEqual([]);
		expect(touchesOf(event('contact-create'), [])).toHaveLength(1);
	});
});

describe('prefixes', () => {
	it('are a list with commas, and none when the field is empty', () => {
		expect(readPrefixes('WhatsSnap-Account-, auto ,')).toEqual(['whatssnap-account-', 'auto']);
		expect(readPrefixes(' ')).toEqual([]);
		expect(withoutPrefixes(['a'], readPrefixes(','))).toEqual(['a']);
	});

	it('take tags out in any case', () => {
		const prefixes = readPrefixes('whatsnap-account-');
		const tags = ['WhatSnap-Account-Sales', 'vip', 'my whatsnap-account-x'];
		expect(withoutPrefixes(tags, prefixes)).toEqual(['vip', 'my whatsnap-account-x']);
		const typed = readPrefixes('Caf\u00e9\u00a0, WhatsSnap\u2011');
		expect(withoutPrefixes(['cafe\u0301 one', 'whatssnap-a', 'cafe'], typed)).toEqual(['cafe']);
	});

	it('tell contacts that an assignment has created: with owner and account tag at once', () => {
		const prefixes = readPrefixes('whatsnap-account-');
		const own = { tags: ['whatsnap-account-sales'], assignedTo: 'somebody' };
		expect(isOwnContact(event('contact-create', own), prefixes)).toBe(true);
		expect(isOwnContact(event('contact-create', own), [])).toBe(false);
		expect(isOwnContact(event('contact-create', { tags: own.tags }), prefixes)).toBe(false);
		expect(isOwnContact(event('contact-create-as-documented'), prefixes)).toBe(false);
		expect(isOwnContact(event('contact-tag-update', own), prefixes)).toBe(false);
	});
});

it.each([
	[[], 'Anything', true],
	[['Live_Chat'], 'Live Chat', true],
	[['WhatsApp', 'SMS'], 'whatsapp', true],
	[['WhatsApp'], 'SMS', false],
	[['WhatsApp'], undefined, false],
	[['WhatsApp'], 'TYPE_WHATSAPP', true],
	[['Live_Chat'], 'TYPE_LIVE_CHAT', true],
	[['Custom'], 'TYPE_CUSTOM_PROVIDER_SMS', true],
	[['Custom'], 'Custom', true],
	[['SMS'], 'TYPE_CUSTOM_PROVIDER_SMS', false],
	[['SMS'], 'TYPE_SMS', true],
	[['FB', 'IG'], 'TYPE_INSTAGRAM', true],
])('with the channels %j a message through %j counts: %j', (channels, messageType, expected) => {
	const message = event('inbound-message-whatsapp', { messageType });
	expect(cameThrough(message, channels)).toBe(expected);
	expect(cameThrough(event('contact-create'), channels)).toBe(true);
});

describe('a body', () => {
	it('is read from its bytes', () => {
		expect(jsonOf({ rawBody: fixtureBytes('contact-create') })).toEqual(
			fixtureBody('contact-create'),
		);
	});

	it.each([
		['nothing', ''],
		['no JSON', 'hello'],
		['half of JSON', '{"type":"Contact'],
		['bytes that are no text', Buffer.from([0xff, 0xfe, 0xc3, 0x28])],
		['deep', '['.repeat(70) + ']'.repeat(70)],
		['very deep', '['.repeat(200_000) + ']'.repeat(200_000)],
		['deep in a field', `{"a":${'{"a":'.repeat(64)}1${'}'.repeat(65)}`],
	])('that is %s is not', (_what, text) => {
		expect(jsonOf({ rawBody: Buffer.from(text) })).toBeUndefined();
	});
});
