import type { Touch } from '../../../routing/model/touch';
import { gupshup } from '../../../whatsapp/providers/gupshup';
import { fixture, OPTIONS, request } from './request';

const only = (touches: Touch[] | null): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

describe('a message of Gupshup', () => {
	it('is of the type that the provider names, also of one that every object has', () => {
		const body = JSON.parse(fixture('gupshup/v2-native-text.json').rawBody.toString()) as {
			payload: object;
		};
		body.payload = { ...body.payload, type: 'constructor' };
		expect(only(gupshup.read(request(body), OPTIONS)).message).toMatchObject({
			type: 'constructor',
		});
	});

	it('is of the number that is there when another field of it is empty', () => {
		const body = JSON.parse(fixture('gupshup/v2-native-text.json').rawBody.toString()) as {
			payload: { sender: object };
		};
		body.payload.sender = { phone: '', name: 'Dana' };
		expect(only(gupshup.read(request(body), OPTIONS)).contact).toMatchObject({
			phone: '+14155550117',
		});
	});

	const native = (payload: object, sender: object = {}) =>
		gupshup.read(
			request({
				app: 'FrontDesk',
				timestamp: 1792051200000,
				version: 2,
				type: 'message',
				payload: { id: 'wamid.1', type: 'text', payload: { text: 'Hi' }, sender, ...payload },
			}),
			OPTIONS,
		);

	it('comes from no ad when all that names one is empty', () => {
		const touch = native({ source: '4915112345678', referral: { source_id: '' } });
		expect(only(touch).referral).toBeNull();
	});

	it.each([
		['beside the number', { phone: '4915112345678', userId: 'DE.17' }, '+4915112345678'],
		['in place of the number', { phone: 'DE.17' }, null],
		['alone', { userId: 'DE.17' }, null],
	])('takes the user ID %s', (_where, sender, phone) => {
		expect(only(native({}, sender)).contact).toMatchObject({
			phone,
			whatsappUserId: 'DE.17',
			country: 'DE',
		});
	});

	it('takes a user ID in the place of the sender, and the one of all linked portfolios', () => {
		const sender = { parentUserId: 'DE.ENT.1', username: '@zoe', name: 'Zoé' };
		expect(only(native({ source: 'DE.17' }, sender)).contact).toMatchObject({
			phone: null,
			whatsappUserId: 'DE.17',
			parentUserId: 'DE.ENT.1',
			username: 'zoe',
			replyTo: 'DE.17',
		});
	});

	it.each([
		['a list', 'list_reply', { title: 'Sales', id: '1', postbackText: 'sales' }, 'interactive'],
		['a button', 'button_reply', { title: 'Sales', id: '1' }, 'interactive'],
		['a template', 'quick_reply', { text: 'Sales' }, 'button'],
		['a button without a title', 'button_reply', { id: '1', reply: 'Sales' }, 'interactive'],
	])('says what was chosen from %s', (_from, type, payload, read) => {
		expect(only(native({ type, payload, source: '4915112345678' })).message).toMatchObject({
			type: read,
			text: 'Sales',
		});
	});

	it('that is a reaction starts nothing', () => {
		const reaction = { type: 'reaction', payload: { emoji: '\u{1f44d}', id: 'wamid.0' } };
		expect(native({ ...reaction, source: '4915112345678' })).toEqual([]);
	});

	it('names the ad that the person clicked', () => {
		const referral = { source_type: 'ad', source_id: '12', headline: 'Spring', ctwa_clid: 'X' };
		expect(only(native({ source: '4915112345678', referral })).referral).toMatchObject({
			sourceType: 'ad',
			sourceId: '12',
			clickId: 'X',
		});
		expect(only(native({ source: '4915112345678' })).referral).toBeNull();
	});

	it.each([{ source: 4915112345678 }, { sender: { phone: 4915112345678 } }])(
		'is of a number that is no text, too: %j',
		(payload) => {
			expect(only(native(payload)).contact).toMatchObject({
				phone: '+4915112345678',
				replyTo: '4915112345678',
			});
		},
	);

	it.each([{}, { phone: '72345' }, { phone: 'nobody' }])(
		'of nobody starts nothing: %j',
		(sender) => {
			expect(native({}, sender)).toEqual([]);
		},
	);

	it.each(['user-event', 'message-event', 'billing-event', 'account-event', 'template-event'])(
		'is no %s',
		(type) => {
			const body = { app: 'FrontDesk', timestamp: 1, version: 2, type, payload: { id: '1' } };
			expect(gupshup.read(request(body), OPTIONS)).toEqual([]);
		},
	);
});
