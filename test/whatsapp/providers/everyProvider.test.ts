import type { Touch } from '../../../routing/model/touch';
import { PROVIDERS, providersThat } from '../../../whatsapp/providers';
import { messageTouch } from '../../../whatsapp/providers/messageTouch';
import { personWith } from '../../../whatsapp/providers/person';
import { PROVIDER_FIXTURES } from './providerFixtures';
import { fixture, OPTIONS, request } from './request';

const all = providersThat(() => true);

/** The first recorded message of each provider, with another text in place of one that is in it. */
describe.each(all)('what every provider has in common: %s', (name) => {
	const { messages, scope } = PROVIDER_FIXTURES[name];
	const [file] = messages[0] ?? [''];
	const isForm = file.endsWith('.form');
	const text = fixture(file).rawBody.toString();
	const read = (body: string): Touch[] =>
		PROVIDERS[name].read(request(body), { ...OPTIONS, scope }) ?? [];
	const [recorded] = read(text);
	const written = (value: string) =>
		isForm
			? new URLSearchParams({ value }).toString().slice('value='.length)
			: JSON.stringify(value).slice(1, -1);
	const withName = (value: string) => {
		const known = isForm ? 'Dana+Whitlock' : /Dana Whitlock|Rafael Lima| Ann |Jane/;
		return read(text.replace(known, () => written(value)));
	};

	it('cleans the names of people', () => {
		for (const dirty of [' \u202eZo\u0000\u200bé \u2066 Brand\u0007 ', 'Zoé  Brand\ud83d']) {
			if (recorded?.contact.name === null) continue;
			expect(withName(dirty)).toMatchObject([{ contact: { name: 'Zoé Brand' } }]);
		}
	});

	it('cuts names that nobody could show', () => {
		if (recorded?.contact.name === null) return;
		expect(withName('x'.repeat(50_000))).toMatchObject([{ contact: { name: 'x'.repeat(200) } }]);
	});

	it('starts nothing with what the account wrote to itself', () => {
		const digits = (number: string | null | undefined) => number?.replace(/\D/g, '') ?? '';
		const own = digits(recorded?.account?.number);
		const person = digits(recorded?.contact.phone);
		expect(recorded?.event).toBe('message');
		if (own === '') return;
		const itself = text.replaceAll('+49 151 1234 5678', person).replaceAll(person, own);
		expect(itself).not.toBe(text);
		expect(read(itself)).toEqual([]);
	});
});

describe('a touch of a provider', () => {
	const MESSAGE = {
		key: 'k',
		account: { id: 'a', number: '+12025550143', name: 'Sales' },
		contact: personWith('+4915112345678', null, 'Zoé'),
		replyTo: '4915112345678',
		message: { id: 'm', type: 'text', text: 'Hi', seconds: 1792051200, groupId: null },
		referral: null,
	};
	const touches = (changes: object, message: object = {}, events = OPTIONS.events) =>
		messageTouch({ ...OPTIONS, events }, null, {
			...MESSAGE,
			...changes,
			message: { ...MESSAGE.message, ...message },
		});

	it.each([
		['reaction', 'reaction'],
		['edit', 'edit'],
		['revoke', 'revoke'],
		['request_welcome', 'welcome'],
	] as const)('that is a %s is no message, with any provider', (type, event) => {
		expect(touches({}, { type })).toEqual([]);
		expect(touches({}, { type }, new Set([event]))).toMatchObject([{ event, message: { type } }]);
	});

	it('reads times in milliseconds', () => {
		const [touch] = touches({}, { seconds: 1792051200123 });
		expect(touch?.message).toMatchObject({ time: '2026-10-15T08:00:00.123Z' });
	});

	it('has a text that every database takes', () => {
		expect(touches({}, { text: 'a\u0000b\ud83d' })).toMatchObject([
			{ message: { text: 'ab\ufffd' } },
		]);
	});

	it('is nobody who could be answered without a number or user ID, so it starts nothing', () => {
		expect(touches({ contact: personWith(null, null, 'Zoé') })).toEqual([]);
	});

	it('is answered to the number, or else the user ID, where the provider names no other place', () => {
		expect(touches({ replyTo: null })).toMatchObject([{ contact: { replyTo: '+4915112345678' } }]);
		expect(touches({ replyTo: null, contact: personWith(null, 'DE.1', undefined) })).toMatchObject([
			{ contact: { replyTo: 'DE.1' } },
		]);
	});

	it.each(['+12025550143', '+5215512345678'])('of the account itself starts nothing: %s', (own) => {
		const account = { ...MESSAGE.account, number: own };
		const forms = own === '+5215512345678' ? [own, '+525512345678'] : [own];
		for (const phone of forms) {
			expect(touches({ account, contact: personWith(phone, null, undefined) })).toEqual([]);
		}
	});
});
