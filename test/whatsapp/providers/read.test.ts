import type { Touch } from '../../../routing/model/touch';
import { dialog360, gupshup } from '../../../whatsapp/providers/cloudApiResellers';
import { evolution } from '../../../whatsapp/providers/evolution';
import type { Provider } from '../../../whatsapp/providers/provider';
import { twilio } from '../../../whatsapp/providers/twilio';
import { waha } from '../../../whatsapp/providers/waha';
import { fixture, OPTIONS, request } from './request';

const MESSAGE_SID = 'SM0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const WAMID = 'wamid.HBgLMTQxNTU1NTAxMTcVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=';
const USER = 'US.84720193655102938471';
const DANA = { phone: '+14155550117', name: 'Dana Whitlock' };
const RAFAEL = { phone: '+5511987650022', name: 'Rafael Lima', country: 'BR' };
const LOJA = {
	id: 'loja-centro',
	number: '+5511955550188',
	name: 'loja-centro',
	tag: 'account-loja-centro',
};

const inbound: Array<[string, Provider, object]> = [
	[
		'evolution/messages-upsert-text.json',
		evolution,
		{
			key: 'loja-centro:5511987650022@s.whatsapp.net:3EB0C767D097B7C7C030',
			account: LOJA,
			contact: { ...RAFAEL, replyTo: '5511987650022@s.whatsapp.net' },
			message: {
				type: 'text',
				text: 'Oi, tudo bem?',
				time: '2026-10-15T08:00:00.000Z',
			},
		},
	],
	[
		'evolution/messages-upsert-image-base64.json',
		evolution,
		{
			key: 'loja-centro:5511987650022@s.whatsapp.net:3EB0IMG00000000000001',
			message: { type: 'image', text: 'Comprovante' },
		},
	],
	[
		'evolution/messages-upsert-group.json',
		evolution,
		{
			key: 'loja-centro:120363041234567890@g.us:3EB0GRP0000000000001',
			contact: RAFAEL,
			message: { type: 'text', groupId: '120363041234567890@g.us' },
		},
	],
	[
		'waha/message-text.json',
		waha,
		{
			key: 'default:false_14155550117@c.us_3EB0A0B1C2D3E4F50617',
			account: { id: 'default', number: '+12025550143', name: 'Whitlock Gardens' },
			contact: { phone: '+14155550117', replyTo: '14155550117@c.us', region: 'US-CA' },
			message: { type: 'text', text: 'Hi there!' },
		},
	],
	['waha/message-media.json', waha, { message: { type: 'image', text: 'caption' } }],
	[
		'twilio/inbound-text.form',
		twilio,
		{
			key: MESSAGE_SID,
			account: {
				id: 'AC00000000000000000000000000000000:+12025550143',
				number: '+12025550143',
				name: '+12025550143',
				tag: 'account-12025550143',
			},
			contact: { ...DANA, whatsappUserId: USER, replyTo: 'whatsapp:+14155550117' },
			message: { type: 'text', text: 'Hi, is the planter in stock?' },
			referral: null,
		},
	],
	['twilio/inbound-button.form', twilio, { message: { type: 'button', text: 'Confirm' } }],
	['twilio/inbound-media.form', twilio, { message: { type: 'image', text: null } }],
	['twilio/inbound-location.form', twilio, { message: { type: 'location', text: null } }],
	[
		'twilio/inbound-ctwa.form',
		twilio,
		{
			referral: {
				sourceType: 'ad',
				sourceId: '120231740118820551',
				headline: 'Chat with us',
				clickId: 'ARBx8EXAMPLE',
			},
		},
	],
	[
		'360dialog/passthrough-text.json',
		dialog360,
		{
			key: 'msg:528164390271845:wamid.HBgLMTQxNTU1NTAxMTcVAgASGBRCQzYxMTQyMzY2OUVEOEIzMjIzNQA=',
			account: { id: '528164390271845', number: '+12025550143' },
			contact: { ...DANA, whatsappUserId: USER },
			message: { text: 'via 360dialog' },
		},
	],
	[
		'gupshup/v3-passthrough-text.json',
		gupshup,
		{
			key: 'msg:528164390271845:wamid.HBgLMTQxNTU1NTAxMTcVAgASGBRENTFBMURFOTQyMjgxRjRGMUZFNAA=',
			message: { text: 'via Gupshup v3' },
		},
	],
	[
		'gupshup/v2-native-text.json',
		gupshup,
		{
			key: WAMID,
			account: { id: 'WhitlockGardens', name: 'WhitlockGardens', tag: 'account-whitlockgardens' },
			contact: DANA,
			message: { type: 'text', text: 'via Gupshup v2', time: '2026-10-15T08:00:00.000Z' },
		},
	],
];

const nobodyWrote: Array<[string, Provider]> = [
	['evolution/messages-upsert-fromme.json', evolution],
	['evolution/messages-update-read.json', evolution],
	['evolution/connection-update.json', evolution],
	['waha/message-ack.json', waha],
	['waha/session-status.json', waha],
];

const all: Array<[string, Provider]> = [
	['evolution', evolution],
	['waha', waha],
	['twilio', twilio],
	['dialog360', dialog360],
	['gupshup', gupshup],
];

const only = (touches: Touch[] | null): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

describe('webhooks of other providers', () => {
	it.each(inbound)('%s is one message', (file, source, expected) => {
		expect(only(source.read(fixture(file), OPTIONS))).toMatchObject({
			event: 'message',
			...expected,
		});
	});

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
			phone: DANA.phone,
		});
	});

	it('never brings what is too deep for n8n to store', () => {
		const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
		const text = fixture('waha/message-text.json').rawBody.toString();
		const body = text.replace('"payload":{', `"payload":{"deep":${deep},`);
		const touch = only(waha.read(request(body), { ...OPTIONS, includeRaw: true }));
		expect(JSON.stringify(touch)).toContain('"raw":null');
	});

	it.each(nobodyWrote)('%s is no message of a person', (file, source) => {
		expect(source.read(fixture(file), OPTIONS)).toEqual([]);
	});

	it.each(inbound)('%s gives the account the name that the user chose', (file, source) => {
		const touch = only(source.read(fixture(file), { ...OPTIONS, accountName: 'Sales Line' }));
		expect(touch.account).toMatchObject({ name: 'Sales Line', tag: 'account-sales-line' });
	});

	it.each(inbound)('%s comes with the raw message only on request', (file, source) => {
		expect(only(source.read(fixture(file), OPTIONS))).not.toHaveProperty('raw');
		const touch = only(source.read(fixture(file), { ...OPTIONS, includeRaw: true }));
		expect(touch.raw).toEqual(expect.any(Object));
	});

	it.each(inbound)('%s starts nothing when messages are not wanted', (file, source) => {
		expect(source.read(fixture(file), { ...OPTIONS, events: new Set(['status']) })).toEqual([]);
	});

	it.each(all)('%s says of another body that it is none of its own', (_name, source) => {
		for (const body of ['', 'null', '"text"', '[]', '{}', 'not JSON', '{"object":"page"}']) {
			expect(source.read(request(body), OPTIONS)).toBeNull();
		}
	});
});

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
		['a reaction', { reactionMessage: { text: 'Hi' } }, 'reaction'],
	])('reads %s', (_name, message, type) => {
		expect(only(upsert({ key, message })).message).toMatchObject({ type, text: 'Hi' });
	});

	it('passes on a message of a kind that nobody knows yet', () => {
		expect(only(upsert({ key, message: { holographMessage: {} } })).message).toMatchObject({
			type: 'unknown',
			text: null,
		});
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

describe('Twilio', () => {
	const form = (changes: Record<string, string>) =>
		twilio.read(
			request(
				new URLSearchParams({
					MessageSid: 'SM1',
					AccountSid: 'AC1',
					From: 'whatsapp:+4915112345678',
					To: 'whatsapp:+12025550143',
					...changes,
				}).toString(),
			),
			OPTIONS,
		);

	it('takes a user ID for what it is', () => {
		expect(only(form({ From: 'whatsapp:DE.123456' })).contact).toMatchObject({
			phone: null,
			whatsappUserId: 'DE.123456',
			country: 'DE',
		});
		expect(only(form({ From: 'whatsapp:DE.123456', WaId: '4915112345678' })).contact).toMatchObject(
			{
				phone: '+4915112345678',
				whatsappUserId: 'DE.123456',
			},
		);
	});

	it('leaves out texts of the phone network and reports about own sends', () => {
		expect(form({ From: '+4915112345678' })).toEqual([]);
		expect(form({ MessageStatus: 'delivered' })).toEqual([]);
	});
});
