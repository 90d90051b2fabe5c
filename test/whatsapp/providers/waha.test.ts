import type { Touch } from '../../../routing/model/touch';
import { waha } from '../../../whatsapp/providers/waha';
import { OPTIONS, request } from './request';

const PN = '447700900123@s.whatsapp.net';
const LID = '70000000000001@lid';
const GROUP = '120363041234567890@g.us';

const PAYLOAD = {
	id: `false_${LID}_1`,
	from: LID,
	fromMe: false,
	participant: null,
	timestamp: 1792051200,
	body: 'Hi',
};

const envelope = (event: string, payload: object) => ({
	event,
	session: 'default',
	timestamp: 1792051200123,
	me: { id: '12125550100@c.us', pushName: 'Front Desk', lid: '70000000000099@lid' },
	payload,
});

const read = (payload: object, event = 'message', events: Array<Touch['event']> = ['message']) =>
	waha.read(request(envelope(event, { ...PAYLOAD, ...payload })), {
		...OPTIONS,
		events: new Set(events),
	}) ?? [];

const only = (touches: Touch[]): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

const info = (more: object) => ({ Chat: LID, Sender: LID, IsFromMe: false, ...more });

describe('a message of WAHA', () => {
	const MIRA = { phone: '+447700900123', whatsappUserId: LID, name: 'Mira' };

	it.each([
		['NOWEB (Baileys 7)', { key: { remoteJid: LID, remoteJidAlt: PN }, pushName: 'Mira' }],
		['NOWEB (Baileys 6)', { key: { remoteJid: LID, senderPn: PN }, pushName: 'Mira' }],
		['NOWEB, a business', { key: { remoteJid: LID, senderPn: PN }, verifiedBizName: 'Mira' }],
		[
			'NOWEB, from a second device',
			{ key: { remoteJidAlt: PN.replace('@', ':7@') }, pushName: 'Mira' },
		],
		['GOWS', { Info: info({ SenderAlt: PN, PushName: 'Mira' }) }],
		[
			'GOWS, a business',
			{ Info: info({ SenderAlt: PN, VerifiedName: { Details: { verifiedName: 'Mira' } } }) },
		],
		['WEBJS', { from: { _serialized: '447700900123@c.us' }, notifyName: 'Mira' }],
		['WPP', { from: '447700900123@c.us', sender: { pushname: 'Mira' } }],
	])('names who wrote, with the engine %s', (_engine, _data) => {
		expect(only(read({ _data })).contact).toMatchObject({ ...MIRA, replyTo: LID });
	});

	it.each([
		['NOWEB (Baileys 7)', { key: { remoteJid: GROUP, participant: LID, participantAlt: PN } }],
		['NOWEB (Baileys 6)', { key: { remoteJid: GROUP, participant: LID, participantPn: PN } }],
		['GOWS', { Info: info({ Chat: GROUP, SenderAlt: PN }) }],
		['WEBJS', { from: GROUP, author: { _serialized: '447700900123@c.us' } }],
	])('names who wrote in a group, with the engine %s', (_engine, _data) => {
		const touch = only(read({ from: GROUP, participant: LID, _data }));
		expect(touch.contact).toMatchObject({ ...MIRA, name: null, replyTo: GROUP });
		expect(touch.message).toMatchObject({ groupId: GROUP });
	});

	it.each(['447700900123', '+44 7700 900123', '70000000000001', PN, LID, ' ', '\u200b'])(
		'has no name where an address stands for one: %j',
		(pushName) => {
			expect(only(read({ _data: { pushName } })).contact.name).toBeNull();
			expect(only(read({ _data: { pushName, notifyName: 'Mira' } })).contact.name).toBe('Mira');
		},
	);

	it('never takes the account for who wrote', () => {
		const _data = {
			Info: info({ RecipientAlt: '12125550100@s.whatsapp.net' }),
			to: '12125550100@c.us',
		};
		expect(only(read({ _data, to: '12125550100@c.us' })).contact).toMatchObject({ phone: null });
		for (const from of ['12125550100@c.us', '12125550100:3@c.us', '70000000000099@lid']) {
			expect(read({ from })).toEqual([]);
		}
	});

	it.each([
		['is told so', { fromMe: true }],
		['the engine says so, NOWEB', { _data: { key: { remoteJid: LID, fromMe: true } } }],
		['the engine says so, GOWS', { _data: { Info: info({ IsFromMe: true }) } }],
	])('is an own one and starts nothing when it %s', (_how, changes) => {
		expect(read(changes)).toEqual([]);
		expect(read(changes, 'message.any')).toEqual([]);
	});

	it.each([
		['status@broadcast'],
		['120363041234567890@newsletter'],
		['1451234567@broadcast'],
		['0@c.us'],
		['123456789012345@c.us'],
	])('that is of nobody starts nothing: %s', (from) => {
		expect(read({ from })).toEqual([]);
	});

	it('is the same one by both events', () => {
		expect(read({}, 'message.any')).toEqual(read({}, 'message'));
	});

	it.each<[type: string, changes: { body?: string; [more: string]: unknown }]>([
		['text', { body: 'Hi' }],
		['image', { hasMedia: true, media: { mimetype: 'image/png' } }],
		['document', { hasMedia: true, media: null }],
		['location', { location: { latitude: 1 }, body: '/9j/4AAQ' }],
		['contacts', { vCards: ['BEGIN:VCARD'], body: 'BEGIN:VCARD' }],
		['sticker', { hasMedia: true, _data: { Message: { stickerMessage: {} } } }],
		[
			'sticker',
			{
				hasMedia: true,
				_data: { message: { lottieStickerMessage: { message: { stickerMessage: {} } } } },
			},
		],
		['audio', { hasMedia: true, _data: { type: 'ptt' } }],
		['text', { _data: { type: 'chat' } }],
		['text', { _data: { type: 'oversized' } }],
		['text', { _data: { type: 'hologram' } }],
		['text', { _data: {} }],
		['text', { _data: { message: {} } }],
		['text', { _data: { message: { messageContextInfo: {} } } }],
		['text', { _data: 'odd' }],
	])('is of the type %s: %j', (type, changes) => {
		const text = ['location', 'contacts'].includes(type) ? null : (changes.body ?? 'Hi');
		expect(only(read(changes)).message).toMatchObject({ type, text });
	});

	it.each([
		[
			'from a list, GOWS',
			{ Message: { listResponseMessage: { singleSelectReply: { selectedRowID: 'Sales' } } } },
		],
		['from a list, NOWEB', { message: { listResponseMessage: { title: 'Sales' } } }],
		['from a list, WEBJS', { type: 'list_response', listResponse: { title: 'Sales' } }],
		[
			'by a button, NOWEB',
			{ message: { buttonsResponseMessage: { selectedDisplayText: 'Sales' } } },
		],
		['by a button, WEBJS', { type: 'buttons_response', selectedButtonId: 'Sales' }],
	])('says what was chosen %s', (_how, _data) => {
		const { message } = only(read({ body: null, _data }));
		expect(message).toMatchObject({ text: 'Sales' });
		expect((message as { type: string }).type).toMatch(/interactive|button/);
	});

	it.each([
		[
			'NOWEB',
			{
				message: { conversation: 'Hi', messageContextInfo: {} },
				contextInfo: { externalAdReply: { sourceId: '12' } },
			},
		],
		[
			'GOWS',
			{
				Message: { extendedTextMessage: { contextInfo: { externalAdReply: { sourceID: '12' } } } },
			},
		],
		['WEBJS', { type: 'chat', ctwaContext: { sourceId: '12', conversionSource: 'FB_Ads' } }],
	])('knows its ad, with the engine %s', (_engine, _data) => {
		expect(only(read({ _data })).referral).toMatchObject({ sourceType: 'ad', sourceId: '12' });
	});

	it('knows no ad in a link that somebody shares, WEBJS', () => {
		const ctwaContext = { sourceUrl: 'https://example.com', title: 'A page' };
		expect(only(read({ _data: { type: 'chat', ctwaContext } })).referral).toBeNull();
	});

	it.each([
		{ Message: { albumMessage: {} } },
		{ message: { senderKeyDistributionMessage: {} } },
		{ message: { call: { callKey: 'x' } } },
		{ messageStubType: 2, key: { remoteJid: PN } },
		{ messageStubType: 'CIPHERTEXT' },
		{ type: 'call_log' },
		{ type: 'e2e_notification' },
		{ type: 'gp2' },
		{ type: 'notification_template' },
		{ type: 'ciphertext' },
		{ type: 'revoked' },
		{ type: 'album' },
		{ type: 'protocol' },
		{ type: 'pinned_message' },
		{ type: 'scheduled_call' },
	])('that nobody wrote starts nothing: %j', (_data) => {
		expect(read({ body: null, _data })).toEqual([]);
		expect(read({ body: '', _data })).toEqual([]);
	});

	it.each([
		[1792051200, undefined],
		['1792051200', undefined],
		[1792051200000, undefined],
		[{ low: 1792051200, high: 0 }, undefined],
		[null, { messageTimestamp: '1792051200' }],
		[null, { Info: info({ Timestamp: '2026-10-15T08:00:00Z' }) }],
	])('was sent at %j', (timestamp, _data) => {
		expect(only(read({ timestamp, _data })).message).toMatchObject({
			time: '2026-10-15T08:00:00.000Z',
		});
	});
});

describe('another event of WAHA', () => {
	it('is a reaction, when such are wanted', () => {
		const reaction = { body: undefined, reaction: { text: '👍', messageId: 'true_x_OUT1' } };
		const _data = { key: { remoteJidAlt: PN }, pushName: 'Mira' };
		expect(read({ ...reaction, _data }, 'message.reaction')).toEqual([]);
		expect(only(read({ ...reaction, _data }, 'message.reaction', ['reaction']))).toMatchObject({
			event: 'reaction',
			contact: { phone: '+447700900123', whatsappUserId: LID },
			message: { type: 'reaction', text: '👍', originalId: 'true_x_OUT1' },
		});
		expect(read({ ...reaction, fromMe: true }, 'message.reaction', ['reaction'])).toEqual([]);
	});

	it('starts nothing in a group either when the account wrote under its hidden ID', () => {
		const own = { ...PAYLOAD, from: '120363041234567890@g.us', participant: '70000000000099@lid' };
		expect(read(own, 'message.any')).toEqual([]);
	});

	it('is an answer to a poll', () => {
		const vote = { ...PAYLOAD, selectedOptions: ['Sales', 'Rent'] };
		expect(only(read({ vote }, 'poll.vote')).message).toMatchObject({ text: 'Sales, Rent' });
		expect(read({ vote: { ...vote, selectedOptions: [] } }, 'poll.vote')).toEqual([]);
		expect(read({ vote: { ...vote, fromMe: true } }, 'poll.vote')).toEqual([]);
		const unread = { ...vote, selectedOptions: [] };
		expect(only(read({ vote: unread }, 'poll.vote.failed')).message).toMatchObject({
			type: 'unsupported',
			text: null,
		});
	});

	it.each([
		'message.ack',
		'message.edited',
		'message.revoked',
		'message.waiting',
		'call.received',
		'call.rejected',
		'group.v2.join',
		'presence.update',
		'engine.event',
		'constructor',
		'__proto__',
	])('starts nothing: %s', (event) => {
		expect(read({}, event)).toEqual([]);
	});
});
