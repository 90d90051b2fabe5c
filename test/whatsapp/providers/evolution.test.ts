import type { Touch } from '../../../routing/model/touch';
import { evolution } from '../../../whatsapp/providers/evolution';
import { OPTIONS, request } from './request';

const PN = '4915112345678@s.whatsapp.net';
const LID = '99887766554433@lid';
const GROUP = '120363041234567890@g.us';

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

	it.each([
		['Baileys 7', { remoteJid: LID, remoteJidAlt: PN }],
		['Baileys 6', { remoteJid: LID, senderPn: PN }],
		['Baileys, by number first', { remoteJid: PN, remoteJidAlt: LID }],
		['Baileys, by number first and hidden beside it', { remoteJid: PN, senderLid: LID }],
		['what Evolution has replaced', { remoteJid: PN, previousRemoteJid: LID }],
		[
			'a number with an account of the Cloud API',
			{ remoteJid: '4915112345678:99@hosted', senderLid: LID },
		],
		['in a group', { remoteJid: GROUP, participant: LID, participantAlt: PN }],
		['in a group, Baileys 6', { remoteJid: GROUP, participant: LID, participantPn: PN }],
	])('knows a person by all that names them: %s', (_how, names) => {
		expect(
			only(upsert({ key: { ...key, ...names }, message: { conversation: 'Hi' } })).contact,
		).toMatchObject({ phone: '+4915112345678', whatsappUserId: LID });
	});

	it('takes the name of a business that shows no other', () => {
		const message = { conversation: 'Hi' };
		expect(only(upsert({ key, message, verifiedBizName: 'Baker' })).contact.name).toBe('Baker');
		expect(
			only(upsert({ key, message, pushName: 'Jo', verifiedBizName: 'Baker' })).contact.name,
		).toBe('Jo');
	});

	it.each([1792051200, '1792051200', 1792051200000, { low: 1792051200, high: 0, unsigned: true }])(
		'reads the time %j',
		(messageTimestamp) => {
			const touch = only(upsert({ key, message: { conversation: 'Hi' }, messageTimestamp }));
			expect(touch.message).toMatchObject({ time: '2026-10-15T08:00:00.000Z' });
		},
	);

	it.each([
		['could not be decrypted', { message: null, messageStubType: 2 }],
		['has no content', {}],
		['begins an album', { message: { albumMessage: { expectedImageCount: 2 } } }],
		['is a call', { message: { call: { callKey: 'x' } }, messageType: 'call' }],
	])('leaves out what %s', (_what, data) => {
		expect(upsert({ key, ...data })).toEqual([]);
	});

	it('reads what is named and not there', () => {
		const touch = only(upsert({ key, message: {}, messageType: 'imageMessage' }));
		expect(touch.message).toMatchObject({ type: 'image', text: null });
	});

	it.each(['messages.upsert', 'MESSAGES_UPSERT', 'messages-upsert', 'Message'])(
		'takes the event %s',
		(event) => {
			const body = { event, instance: 'shop', data: { key, message: { conversation: 'Hi' } } };
			expect(evolution.read(request(body), OPTIONS)).toHaveLength(1);
		},
	);

	it.each([
		'messages.update',
		'MESSAGES_SET',
		'messages.edited',
		'messages.delete',
		'send.message',
		'SendMessage',
		'connection.update',
		'call',
		'contacts.upsert',
		'Receipt',
	])('starts nothing with the event %s', (event) => {
		const data = { key, message: { conversation: 'Hi' } };
		expect(evolution.read(request({ event, instance: 'shop', data }), OPTIONS)).toEqual([]);
		const go = { event, instanceName: 'shop', data };
		expect(evolution.read(request(go), OPTIONS)).toEqual([]);
	});

	it('reads a reaction as one, when such are wanted', () => {
		const reactionMessage = { key: { id: 'OUT1' }, text: '\u{1f44d}' };
		const body = {
			event: 'messages.upsert',
			instance: 'shop',
			data: { key, message: { reactionMessage } },
		};
		const wanted = { ...OPTIONS, events: new Set(['reaction'] as const) };
		expect(only(evolution.read(request(body), wanted))).toMatchObject({
			event: 'reaction',
			message: { type: 'reaction', text: '\u{1f44d}', originalId: 'OUT1' },
		});
	});

	describe('in Go', () => {
		const info = {
			ID: 'G1',
			Chat: LID,
			Sender: LID,
			SenderAlt: PN,
			IsFromMe: false,
			PushName: 'Jo',
		};
		const message = (changes: object, content: object = { conversation: 'Hi' }) =>
			evolution.read(
				request({
					event: 'Message',
					instanceName: 'shop',
					data: { Info: { ...info, ...changes }, Message: content },
				}),
				OPTIONS,
			);

		it('names who wrote, and in which group', () => {
			expect(only(message({})).contact).toMatchObject({
				phone: '+4915112345678',
				whatsappUserId: LID,
				name: 'Jo',
				replyTo: LID,
			});
			const inGroup = only(message({ Chat: GROUP }));
			expect(inGroup.contact).toMatchObject({ phone: '+4915112345678', replyTo: GROUP });
			expect(inGroup.message).toMatchObject({ groupId: GROUP });
		});

		it.each([
			['own ones', { IsFromMe: true }],
			['stories', { Chat: 'status@broadcast' }],
		])('leaves out %s', (_what, changes) => {
			expect(message(changes)).toEqual([]);
		});

		it('says what was chosen', () => {
			const choice = { listResponseMessage: { singleSelectReply: { selectedRowID: 'Sales' } } };
			expect(only(message({}, choice)).message).toMatchObject({ text: 'Sales' });
		});
	});
});
