import { createHmac } from 'node:crypto';
import type { Touch } from '../../../routing/model/touch';
import { twilio } from '../../../whatsapp/providers/twilio';
import { fixture, OPTIONS, request } from './request';

const only = (touches: Touch[] | null): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

describe('a message of Twilio', () => {
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

	it.each([
		'+4915112345678',
		'rcs:zoe_agent',
		'messenger:1234567890',
		'sip:zoe@example.com',
		'72345',
	])('leaves out what came another way than by WhatsApp: %s', (From) =>
		expect(form({ From })).toEqual([]),
	);

	it('is answered to the number, also where its plus has become a blank', () => {
		expect(only(form({ From: 'whatsapp: 4915112345678' })).contact).toMatchObject({
			phone: '+4915112345678',
			replyTo: 'whatsapp:+4915112345678',
		});
	});

	it('is answered to the user ID where the sender is neither number nor user ID', () => {
		const hidden = { From: 'whatsapp:hidden', ExternalUserId: 'DE.17' };
		expect(only(form(hidden)).contact).toMatchObject({
			whatsappUserId: 'DE.17',
			replyTo: 'whatsapp:DE.17',
		});
	});

	it.each<Record<string, string>>([
		{ MessageStatus: 'delivered' },
		{ MessageStatus: 'read', EventType: 'READ', From: 'whatsapp:+12025550143' },
		{ SmsStatus: 'sent' },
		{ SmsStatus: 'failed', ErrorCode: '63016' },
	])('leaves out reports about own sends: %j', (changes) => {
		expect(form(changes)).toEqual([]);
	});

	it('names the person for all linked portfolios', () => {
		const ids = { ExternalUserId: 'DE.17', ParentExternalUserId: 'DE.ENT.1' };
		expect(only(form(ids)).contact).toMatchObject({
			phone: '+4915112345678',
			whatsappUserId: 'DE.17',
			parentUserId: 'DE.ENT.1',
		});
		expect(only(form({})).contact).not.toHaveProperty('parentUserId');
	});

	it.each([
		[{ ButtonText: 'Sales', ButtonPayload: 'sales' }, 'Sales'],
		[{ ButtonPayload: 'sales' }, 'sales'],
		[{ ListTitle: 'Sales', ListId: '1' }, 'Sales'],
		[{ Body: 'Hello', ButtonText: 'Sales' }, 'Hello'],
	])('says what was chosen: %j', (fields, text) => {
		expect(only(form(fields)).message).toMatchObject({ text });
	});

	it('knows an ad by any of its fields, and none by empty ones', () => {
		expect(only(form({ ReferralCtwaClid: 'X' })).referral).toMatchObject({
			sourceId: null,
			clickId: 'X',
		});
		expect(only(form({ ReferralSourceType: 'ad' })).referral).toMatchObject({ sourceType: 'ad' });
		const none = { ReferralNumMedia: '0', ReferralSourceId: '', ReferralSourceType: '' };
		expect(only(form(none)).referral).toBeNull();
	});

	it.each(['whatsapp:', 'whatsapp:72345', 'whatsapp:nobody'])(
		'of nobody starts nothing: %s',
		(From) => {
			expect(form({ From })).toEqual([]);
		},
	);

	it('that is a reaction starts nothing', () => {
		expect(form({ MessageType: 'reaction', Body: '\u{1f44d}' })).toEqual([]);
	});

	describe('in a conversation', () => {
		const added = (changes: Record<string, string>) =>
			twilio.read(
				request(
					new URLSearchParams({
						EventType: 'onMessageAdded',
						AccountSid: 'AC1',
						ChatServiceSid: 'IS1',
						ConversationSid: 'CH1',
						MessageSid: 'IM1',
						Author: 'whatsapp:+4915112345678',
						Source: 'WHATSAPP',
						Body: 'Hi',
						DateCreated: '2026-10-15T08:00:00.000Z',
						...changes,
					}).toString(),
				),
				OPTIONS,
			);

		it('is of the messaging service, or else of the chat service', () => {
			expect(only(added({})).account).toMatchObject({ id: 'AC1:IS1', number: null });
			expect(only(added({ MessagingServiceSid: 'MG1' })).account).toMatchObject({
				id: 'AC1:MG1',
			});
		});

		it('takes a user ID for what it is', () => {
			expect(only(added({ Author: 'whatsapp:DE.17' })).contact).toMatchObject({
				phone: null,
				whatsappUserId: 'DE.17',
			});
		});

		it('is of the type of its media', () => {
			const Media = JSON.stringify([{ ContentType: 'image/png', Sid: 'ME1' }]);
			expect(only(added({ Media, Body: '' })).message).toMatchObject({ type: 'image', text: null });
		});

		it.each<Record<string, string>>([
			{ Author: 'ann', Source: 'SDK' },
			{ Author: 'system', Source: 'API' },
			{ Author: '+4915112345678', Source: 'SMS' },
			{ EventType: 'onMessageUpdated' },
			{ EventType: 'onMessageAdd' },
			{ EventType: 'onDeliveryUpdated' },
			{ EventType: 'onConversationAdded' },
			{ EventType: 'onParticipantAdded' },
		])('starts nothing when nobody wrote by WhatsApp: %j', (changes) => {
			expect(added(changes)).toEqual([]);
		});
	});
});

// The signatures were made by other programs over the same bytes.
describe('a webhook of Twilio', () => {
	const TOKEN = `${'1234567890'.repeat(3)}12`;
	const signatures: Array<[string, string]> = [
		['twilio/inbound-text.form', '3K4WF2m28okkhtPEV+Y+mdGOS5E='],
		['twilio/inbound-button.form', 'fOlyjejuehtZfCtzLvTwIrYu7yE='],
		['twilio/inbound-ctwa.form', 'wfuG8uQ6s4z2xDwtfppviYlFfSw='],
		['twilio/inbound-media.form', '5eBSL2x/yq3FKRNApldFedshbGk='],
		['twilio/inbound-location.form', '58ccAL5nUJQng5gkRxfXuAKDGNg='],
	];

	it.each(signatures)('is known by its signature: %s', (file, signature) => {
		const signed = fixture(file, { 'x-twilio-signature': signature });
		expect(twilio.authenticate(signed, TOKEN)).toBeNull();
		expect(twilio.authenticate(signed, TOKEN.replace('1', '9'))).toMatch(/does not fit/);
		expect(twilio.authenticate({ ...signed, url: `${signed.url}x` }, TOKEN)).toMatch(
			/another address than https:\/\/n8n\.example\.com\/webhook\/abc\/twiliox$/,
		);
	});

	it('may name the port of the address or not', () => {
		const body = 'AccountSid=AC1';
		const sign = (url: string) =>
			createHmac('sha1', TOKEN).update(`${url}AccountSidAC1`).digest('base64');
		for (const [called, signed] of [
			['https://a.example/x?y=1', 'https://a.example:443/x?y=1'],
			['https://a.example:5678/x?y=1', 'https://a.example/x?y=1'],
			['http://a.example/x', 'http://a.example:80/x'],
		] as const) {
			const sent = { ...request(body, { 'x-twilio-signature': sign(signed) }), url: called };
			expect(twilio.authenticate(sent, TOKEN)).toBeNull();
		}
	});

	it('never shows the query of its address', () => {
		const sent = {
			...request('', { 'x-twilio-signature': 'AAAA' }),
			url: 'https://a.example/x?secret=hidden',
		};
		expect(twilio.authenticate(sent, TOKEN)).not.toMatch(/hidden/);
	});
});
