import { fixtureBody } from '../fixtures/whatsapp';
import {
	change,
	envelope,
	everything,
	read,
	readMessage,
	SALES,
	textMessage,
} from './cloudApiFixture';

describe('the text of a message', () => {
	it.each([
		['message-text.json', 'Hi, is the 40 L planter still in stock?'],
		['message-image.json', 'Is this the same colour?'],
		['message-video.json', 'Unboxing'],
		['message-document.json', 'Signed quote'],
		['message-button-template.json', 'Stop promotions'],
		['message-interactive-list-reply.json', '09:30'],
		['message-interactive-nfm-address.json', 'Dana Whitlock\n221B, MG Road, Bengaluru, 560001'],
		['message-reaction.json', '👍'],
		['message-edit.json', 'Do you deliver on Saturdays?'],
		['message-revoke.json', null],
		['smb-echo-edit.json', 'We open at ten.'],
		[
			'message-system-user-changed-number.json',
			'User Dana Whitlock changed from 14155550117 to 14155550199',
		],
		['message-audio-voice.json', null],
		['message-location.json', null],
		['message-request-welcome.json', null],
		['message-unsupported-unavailable.json', null],
	])('of %s is what the person wrote or chose', (file, text) => {
		expect(read(fixtureBody(file), { events: everything })[0]?.message).toMatchObject({ text });
	});

	it('of the past is history, which somebody may want', () => {
		const old = { history_context: { status: 'READ' } };
		expect(readMessage(old)).toBeUndefined();
		const body = envelope(change(SALES, { messages: [{ ...textMessage('wamid.1', {}), ...old }] }));
		expect(read(body, { events: everything })).toMatchObject([{ event: 'history' }]);
	});

	it('is kept when it is empty', () => {
		expect(readMessage({ text: { body: '' } })?.message).toMatchObject({ text: '' });
	});
});

describe('a message', () => {
	it('names the ad that the person clicked', () => {
		expect(read(fixtureBody('message-text-ctwa-image-ad.json'))[0]?.referral).toEqual({
			sourceType: 'ad',
			sourceId: '120231740118820551',
			sourceUrl: 'https://fb.me/3aBcDeFgH',
			headline: 'Chat with us',
			body: 'Spring sale on planters',
			clickId: expect.stringMatching(/^ARBx8/),
			mediaType: 'image',
			mediaUrl: 'https://scontent.xx.fbcdn.net/v/t45.1600-4/example.jpg',
			thumbnailUrl: null,
			welcomeText: 'Hi there! How can we help?',
		});
	});

	it('of the system names the other number and user ID of the person', () => {
		const [touch] = read(fixtureBody('message-system-user-changed-number.json'));
		expect(touch?.contact).toMatchObject({
			phone: '+14155550117',
			whatsappUserId: 'US.84720193655102938471',
			alsoKnownAs: { phone: '+14155550199', whatsappUserId: 'US.99102837465510293847' },
		});
		expect(readMessage({})?.contact).not.toHaveProperty('alsoKnownAs');
		expect(readMessage({ system: { body: 'Hello' } })?.contact).not.toHaveProperty('alsoKnownAs');
	});

	it('has no referral without an ad', () => {
		expect(readMessage({})).toHaveProperty('referral', null);
		expect(readMessage({ referral: {} })).toHaveProperty('referral', null);
		expect(readMessage({ referral: { source_id: '', headline: 3 } })).toHaveProperty(
			'referral',
			null,
		);
	});

	it('names the group that it was written in', () => {
		const [touch] = read(fixtureBody('message-group-text.json'));
		expect(touch?.message).toHaveProperty('groupId', expect.stringMatching(/./));
		expect(readMessage({})?.message).not.toHaveProperty('groupId');
	});

	it('of a type that does not exist yet keeps its type', () => {
		expect(readMessage({ type: 'hologram', hologram: {} })?.message).toMatchObject({
			type: 'hologram',
		});
	});

	it.each([['1792051200'], [1792051200]])('sent at %p has its time in ISO 8601', (timestamp) => {
		expect(readMessage({ timestamp })?.message).toMatchObject({ time: '2026-10-15T08:00:00.000Z' });
	});

	it.each([[undefined], [null], [''], ['soon'], ['9'.repeat(30)], [{ toString: 1 }], [[]], [true]])(
		'with the timestamp %p has no time, and is not lost',
		(timestamp) => {
			expect(readMessage({ timestamp })?.message).toMatchObject({ id: 'wamid.1', time: null });
		},
	);

	it.each([
		['type', 7],
		['from', {}],
		['from_user_id', []],
		['text', 'no object'],
		['referral', 'no object'],
		['referral', { source_type: {}, headline: 3 }],
		['group_id', 5],
		['contacts', { origin: 'contact_request' }],
	])('is not lost when Meta changes the shape of %s', (key, value) => {
		expect(readMessage({ [key]: value })?.key).toMatch(/wamid\.1$/);
	});

	it('gives the number that somebody without a visible one shares on request', () => {
		const card = { origin: 'contact_request', phones: [{ phone: '+44 7911 123456' }] };
		const touch = readMessage({ from: undefined, type: 'contacts', contacts: [card] });
		expect(touch?.contact).toMatchObject({ phone: '+447911123456', country: 'GB' });
	});

	it('does not take the number of a card of somebody else', () => {
		const card = { origin: 'other', phones: [{ phone: '+44 7911 123456' }] };
		const touch = readMessage({
			from: undefined,
			from_user_id: 'US.1',
			type: 'contacts',
			contacts: [card],
		});
		expect(touch?.contact.phone).toBeNull();
	});

	it('does not make a phone number of a user ID', () => {
		const touch = readMessage({ from: 'BR.30918273645509182736' });
		expect(touch?.contact.phone).toBeNull();
	});

	it('comes with the raw object on request only', () => {
		const body = fixtureBody('message-text.json') as {
			entry: Array<{ changes: Array<{ value: { messages: unknown[] } }> }>;
		};
		const raw = body.entry[0]?.changes[0]?.value.messages[0];
		expect(read(body, { includeRaw: true })[0]).toHaveProperty('raw', raw);
		expect(read(body)[0]).not.toHaveProperty('raw');
	});
});

describe('the Test sample of the App Dashboard', () => {
	const sample = {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: '0',
				changes: [
					{
						field: 'messages',
						value: {
							messaging_product: 'whatsapp',
							metadata: {
								display_phone_number: '16505551111',
								phone_number_id: '123456123',
							},
							contacts: [{ profile: { name: 'test user name' }, wa_id: '16315551181' }],
							messages: [
								{
									from: '16315551181',
									id: 'ABGGFlA5Fpa',
									timestamp: '1504902988',
									type: 'text',
									text: { body: 'this is a text message' },
								},
							],
						},
					},
				],
			},
		],
	};

	it('reaches a trigger of one number, so that the set-up can be tried', () => {
		expect(read(sample, { phoneNumberId: '528164390271845' })).toMatchObject([
			{ key: 'msg:123456123:ABGGFlA5Fpa', test: true, contact: { name: 'test user name' } },
		]);
		expect(readMessage({})).not.toHaveProperty('test');
	});
});
