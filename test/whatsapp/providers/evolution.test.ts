import type { Touch } from '../../../routing/model/touch';
import { evolution } from '../../../whatsapp/providers/evolution';
import { OPTIONS, request } from './request';

const only = (touches: Touch[] | null): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

describe('Evolution API', () => {
	const upsert = (data: object, more: object = {}) =>
		evolution.read(request({ event: 'messages.upsert', instance: 'shop', data, ...more }), OPTIONS);
	const key = { id: 'A1', remoteJid: '4915112345678@s.whatsapp.net', fromMe: false };

	it('takes the number from where WhatsApp shows it, and the hidden ID as an identity', () => {
		const hidden = { ...key, remoteJid: '99887766554433@lid' };
		expect(only(upsert({ key: hidden, message: { conversation: 'Hi' } })).contact).toMatchObject({
			phone: null,
			whatsappUserId: '99887766554433@lid',
		});
		const alternative = { ...hidden, remoteJidAlt: '4915112345678@s.whatsapp.net' };
		expect(
			only(upsert({ key: alternative, message: { conversation: 'Hi' } })).contact,
		).toMatchObject({
			phone: '+4915112345678',
			whatsappUserId: '99887766554433@lid',
			country: 'DE',
		});
	});

	it.each([
		['a disappearing message', { ephemeralMessage: { message: { conversation: 'Hi' } } }, 'text'],
		['a quoting message', { extendedTextMessage: { text: 'Hi' } }, 'text'],
		[
			'a picture seen once',
			{ viewOnceMessageV2: { message: { imageMessage: { caption: 'Hi' } } } },
			'image',
		],
		['a choice from a list', { listResponseMessage: { title: 'Hi' } }, 'interactive'],
		['a pressed button', { templateButtonReplyMessage: { selectedDisplayText: 'Hi' } }, 'button'],
	])('reads %s', (_name, message, type) => {
		expect(only(upsert({ key, message })).message).toMatchObject({ type, text: 'Hi' });
	});

	it('passes on a message of a kind that nobody knows yet', () => {
		expect(only(upsert({ key, message: { holographMessage: {} } })).message).toMatchObject({
			type: 'unknown',
			text: null,
		});
	});

	it('takes an emoji on a message for no message', () => {
		expect(upsert({ key, message: { reactionMessage: { text: 'Hi' } } })).toEqual([]);
	});

	it.each([
		['a message that was taken back', { protocolMessage: { type: 0 } }],
		['an exchange of keys', { senderKeyDistributionMessage: {} }],
	])('leaves out %s', (_name, message) => {
		expect(upsert({ key, message })).toEqual([]);
	});

	it.each(['status@broadcast', '1203630@newsletter', '4915112345678@broadcast'])(
		'leaves out what is no chat: %s',
		(remoteJid) => {
			expect(upsert({ key: { ...key, remoteJid }, message: { conversation: 'Hi' } })).toEqual([]);
		},
	);

	it('knows the ad that a first message came from, but not every shared link', () => {
		const ad = { sourceType: 'ad', sourceId: '12', ctwaClid: 'X', title: 'Spring sale' };
		const message = { conversation: 'Hi' };
		const contextInfo = { externalAdReply: ad };
		expect(only(upsert({ key, message, contextInfo })).referral).toMatchObject({
			sourceId: '12',
			clickId: 'X',
			headline: 'Spring sale',
		});
		const quoting = { extendedTextMessage: { text: 'Hi', contextInfo } };
		expect(only(upsert({ key, message: quoting })).referral).toMatchObject({ sourceId: '12' });
		const link = { externalAdReply: { title: 'A page', sourceUrl: 'https://example.com' } };
		expect(only(upsert({ key, message, contextInfo: link })).referral).toBeNull();
	});

	it('reads lists of messages, in their order, and upper-case event names', () => {
		const messages = ['A1', 'A2'].map((id) => ({
			key: { ...key, id },
			message: { conversation: id },
		}));
		const body = { event: 'MESSAGES_UPSERT', instance: 'shop', data: messages };
		const touches = evolution.read(request(body), OPTIONS) ?? [];
		expect(touches.map((touch) => (touch.message as { id: string }).id)).toEqual(['A1', 'A2']);
	});
});
