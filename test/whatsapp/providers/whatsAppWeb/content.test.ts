import fc from 'fast-check';
import { contentOf } from '../../../../whatsapp/providers/whatsAppWeb/content';
import { nasty } from '../../../harness/damage';

const hello = { extendedTextMessage: { text: 'Hello' } };
const wrapped = (...names: string[]): object =>
	names.reduceRight<object>((message, name) => ({ [name]: { message } }), hello);

describe('what a message of WhatsApp Web says', () => {
	it.each([
		['words', { conversation: 'Hello' }, 'text', 'Hello'],
		['words beside an empty conversation', { conversation: '', ...hello }, 'text', 'Hello'],
		['a picture', { imageMessage: { caption: 'Kitchen' } }, 'image', 'Kitchen'],
		['a picture without words', { imageMessage: {} }, 'image', null],
		['a round video', { ptvMessage: {} }, 'video', null],
		['a voice message', { audioMessage: { ptt: true } }, 'audio', null],
		['a file', { documentMessage: { caption: 'Offer' } }, 'document', 'Offer'],
		['a place', { locationMessage: { name: 'Office' } }, 'location', null],
		['a card', { contactMessage: { displayName: 'Jo' } }, 'contacts', null],
		['an order', { orderMessage: { message: 'Two, please' } }, 'order', 'Two, please'],
		[
			'a choice from a list, by Baileys',
			{ listResponseMessage: { title: 'Sales', singleSelectReply: { selectedRowId: 's' } } },
			'interactive',
			'Sales',
		],
		[
			'a choice from a list that has no title, by whatsmeow',
			{ listResponseMessage: { singleSelectReply: { selectedRowID: 'sales' } } },
			'interactive',
			'sales',
		],
		[
			'a pressed button',
			{ buttonsResponseMessage: { selectedButtonId: 'b1', selectedDisplayText: 'Buy' } },
			'button',
			'Buy',
		],
		[
			'a pressed button that has no text, by whatsmeow',
			{ buttonsResponseMessage: { selectedButtonID: 'buy' } },
			'button',
			'buy',
		],
		[
			'a pressed button of a template',
			{ templateButtonReplyMessage: { selectedID: '1', selectedDisplayText: 'Yes' } },
			'button',
			'Yes',
		],
		[
			'an answer to newer buttons',
			{ interactiveResponseMessage: { body: { text: 'Rent' } } },
			'interactive',
			'Rent',
		],
		[
			'an answer to newer buttons that is in the parameters alone',
			{
				interactiveResponseMessage: {
					nativeFlowResponseMessage: { paramsJson: '{"id":"r","title":"Rent"}' },
				},
			},
			'interactive',
			'Rent',
		],
		[
			'an answer to newer buttons that cannot be read',
			{ interactiveResponseMessage: { nativeFlowResponseMessage: { paramsJson: '{' } } },
			'interactive',
			null,
		],
		[
			'a choice in a poll',
			{ pollUpdateMessage: { vote: { selectedOptions: ['Sales', 'Support'] } } },
			'interactive',
			'Sales, Support',
		],
		[
			'a choice in a poll, by objects',
			{ pollUpdateMessage: { selectedOptions: [{ name: 'Sales' }] } },
			'interactive',
			'Sales',
		],
		[
			'a choice in a poll that nobody could decrypt',
			{ pollUpdateMessage: { vote: { encPayload: 'x', encIv: 'y' } } },
			'unsupported',
			null,
		],
		['a poll of their own', { pollCreationMessageV3: { name: 'When?' } }, 'unsupported', 'When?'],
		[
			'something that is hidden from other devices',
			{ placeholderMessage: {} },
			'unsupported',
			null,
		],
		['something that nobody knows yet', { holographMessage: { text: 'Hi' } }, 'unknown', 'Hi'],
		[
			'words beside keys',
			{ senderKeyDistributionMessage: {}, messageContextInfo: {}, conversation: 'Hello' },
			'text',
			'Hello',
		],
	])('%s', (_what, message, type, text) => {
		expect(contentOf(message)).toMatchObject({ type, text });
	});

	it.each([
		'ephemeralMessage',
		'viewOnceMessage',
		'viewOnceMessageV2',
		'viewOnceMessageV2Extension',
		'documentWithCaptionMessage',
		'associatedChildMessage',
		'lottieStickerMessage',
		'groupMentionedMessage',
		'deviceSentMessage',
		'botInvokeMessage',
		'spoilerMessage',
		'wrapperOfNextYear',
	])('is found in %s', (name) => {
		const expected = { type: 'text', text: 'Hello' };
		expect(contentOf(wrapped(name))).toMatchObject(expected);
		expect(contentOf(wrapped('ephemeralMessage', name))).toMatchObject(expected);
		expect(contentOf({ messageContextInfo: {}, ...wrapped(name) })).toMatchObject(expected);
	});

	it.each([
		['the beginning of an album', { albumMessage: { expectedImageCount: 3 } }],
		['an exchange of keys', { senderKeyDistributionMessage: {} }],
		['a message that was taken back', { protocolMessage: { type: 0, key: {} } }],
		['a message that was changed', { protocolMessage: { editedMessage: hello } }],
		['a message that was changed, wrapped', { editedMessage: { message: hello } }],
		['a change that is encrypted', { secretEncryptedMessage: {} }],
		['a call', { call: { callKey: 'x' } }],
		['a call that is over', { callLogMesssage: { callOutcome: 1 } }],
		['a pinned message', { pinInChatMessage: {} }],
		['a kept message', { keepInChatMessage: {} }],
		['a reaction that is encrypted', { encReactionMessage: {} }],
		['a choice that was taken back', { pollUpdateMessage: { vote: { selectedOptions: [] } } }],
		['only what stands beside messages', { messageContextInfo: {}, base64: 'x' }],
		['nothing', {}],
	])('%s says nothing', (_what, message) => {
		expect(contentOf(message)).toBeNull();
		expect(contentOf({ ephemeralMessage: { message } })).toBeNull();
	});

	it('is not in what is no message', () => {
		for (const other of [null, undefined, 'Hello', 7, [hello]]) {
			expect(contentOf(other)).toBeNull();
		}
	});

	it('names the message that a reaction is about, also when it is taken away', () => {
		const reaction = { key: { id: 'OUT1' }, text: '👍' };
		expect(contentOf({ reactionMessage: reaction })).toEqual({
			type: 'reaction',
			text: '👍',
			originalId: 'OUT1',
			referral: null,
		});
		expect(contentOf({ reactionMessage: { ...reaction, text: '' } })).toMatchObject({
			type: 'reaction',
			text: null,
		});
	});

	it('takes the choice in a poll of everybody from who answered', () => {
		const message = { pollUpdateMessage: { vote: {} } };
		const pollUpdates = [
			{ name: 'Sales', voters: ['447700900123:4@s.whatsapp.net'] },
			{ name: 'Support', voters: ['4915112345678@s.whatsapp.net'] },
			{ name: 'Nobody', voters: [] },
		];
		const answeredBy = (key: object) => contentOf(message, { pollUpdates, key })?.text;
		expect(answeredBy({ remoteJid: '447700900123@s.whatsapp.net' })).toBe('Sales');
		const group = { remoteJid: '120363041234567890@g.us' };
		expect(answeredBy({ ...group, participant: '4915112345678@c.us' })).toBe('Support');
		expect(answeredBy({ ...group, participant: '70000000000001@lid' })).toBeNull();
	});

	it('is not looked for without end', () => {
		const names = Array.from({ length: 10_000 }, () => 'ephemeralMessage');
		expect(contentOf(wrapped(...names))).toBeNull();
		const endless: Record<string, unknown> = {};
		endless.ephemeralMessage = { message: endless };
		expect(contentOf(endless)).toBeNull();
	});

	it('is read or not, whatever stands there, and nothing inherited is', () => {
		const names = ['conversation', 'imageMessage', 'reactionMessage', 'pollUpdateMessage'];
		const message = fc.oneof(nasty, fc.dictionary(fc.constantFrom(...names), nasty));
		fc.assert(
			fc.property(message, nasty, (one, around) => {
				const content = contentOf(one, around);
				if (content) expect(content.text ?? '').toEqual(expect.any(String));
			}),
			{ numRuns: 1_000 },
		);
		for (const name of ['constructor', 'toString', '__proto__']) {
			expect(contentOf(JSON.parse(`{"${name}":{"text":"Hi"}}`))?.type).toBe('unknown');
		}
	});
});

describe('the ad that a message of WhatsApp Web came from', () => {
	const ad = { sourceType: 'ad', sourceId: '12', ctwaClid: 'X', title: 'Spring', body: 'Book' };
	const adIn = (contextInfo: object) =>
		contentOf({ extendedTextMessage: { text: 'Hi', contextInfo } })?.referral;

	it('is told by what it has', () => {
		expect(adIn({ externalAdReply: { ...ad, sourceUrl: 'https://fb.me/x' } })).toEqual({
			sourceType: 'ad',
			sourceId: '12',
			sourceUrl: 'https://fb.me/x',
			headline: 'Spring',
			body: 'Book',
			clickId: 'X',
		});
	});

	it.each([
		['by its ID', { externalAdReply: { sourceId: '12' } }],
		['by its ID, by whatsmeow', { externalAdReply: { sourceID: '12' } }],
		['by the click', { externalAdReply: { ctwaClid: 'X' } }],
		['by its kind alone', { externalAdReply: { sourceType: 'ad', title: 'Spring' } }],
		['by how the chat was opened', { entryPointConversionSource: 'ctwa_ad' }],
		['by Facebook', { conversionSource: 'FB_Ads', externalAdReply: { title: 'Spring' } }],
	])('is known %s', (_how, contextInfo) => {
		expect(adIn(contextInfo)).toMatchObject({ sourceType: 'ad' });
	});

	it('is known wherever the engine puts it', () => {
		const contextInfo = { externalAdReply: ad };
		const picture = { imageMessage: { contextInfo } };
		const found = { sourceId: '12' };
		expect(contentOf(picture)?.referral).toMatchObject(found);
		expect(contentOf({ viewOnceMessage: { message: picture } })?.referral).toMatchObject(found);
		expect(contentOf({ conversation: 'Hi' }, { contextInfo })?.referral).toMatchObject(found);
		const post = { externalAdReply: { ...ad, sourceType: 'POST' } };
		expect(adIn(post)).toMatchObject({ sourceType: 'post', sourceId: '12' });
	});

	it.each([
		[
			'a link that somebody shares',
			{ externalAdReply: { title: 'A page', sourceUrl: 'https://x' } },
		],
		[
			'a chat that was opened from a search',
			{ entryPointConversionSource: 'global_search_new_chat' },
		],
		[
			'an answer to a story',
			{ entryPointConversionSource: 'status', externalAdReply: { title: 'A' } },
		],
		['an ad that somebody passes on', { isForwarded: true, externalAdReply: ad }],
		[
			'the ad of the message that is quoted',
			{ quotedMessage: { contextInfo: { externalAdReply: ad } } },
		],
		['nothing', {}],
	])('is not made of %s', (_what, contextInfo) => {
		expect(adIn(contextInfo)).toBeNull();
	});
});
