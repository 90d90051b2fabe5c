import { PROVIDERS, providersThat, type ProviderName } from '../../../whatsapp/providers';
import { fixture, OPTIONS, request } from './request';

const wanted = { ...OPTIONS, events: new Set(['message', 'echo'] as const) };
const RAFAEL = '+5511987650022';
const DANA = '+14155550117';

const OWN: Array<[ProviderName, string, object]> = [
	[
		'evolution',
		'evolution/messages-upsert-fromme.json',
		{
			key: 'echo:loja-centro:5511987650022@s.whatsapp.net:3EB0OUT0000000000001',
			contact: { phone: RAFAEL, name: null },
		},
	],
	['evolution', 'evolution/go-own-message.json', { contact: { phone: RAFAEL, name: null } }],
	[
		'waha',
		'waha/message-any-own.json',
		{
			key: 'echo:default:true_14155550117@c.us_3EB0ANYOWN',
			account: { id: 'default', number: '+12025550143' },
			contact: { phone: DANA, name: null },
		},
	],
	['otherJson', 'otherJson/own-message.json', { contact: { phone: '+4915112345678', name: null } }],
];

describe('what the account itself sent', () => {
	it.each(OWN)('%s tells, with who got it (%s)', (provider, file, touch) => {
		expect(PROVIDERS[provider].read(fixture(file), wanted)).toMatchObject([
			{ event: 'echo', message: { sentBy: 'unknown' }, ...touch },
		]);
	});

	it.each(OWN)('%s leaves out where it is not wanted (%s)', (provider, file) => {
		expect(PROVIDERS[provider].read(fixture(file), OPTIONS)).toEqual([]);
	});

	it('is told by all of whom that is said', () => {
		const tested = new Set<ProviderName>(OWN.map(([provider]) => provider));
		const web = providersThat(({ tellsOwnSends, messagesOnly }) => tellsOwnSends && messagesOnly);
		expect(web.filter((provider) => !tested.has(provider))).toEqual([]);
	});

	describe('WAHA', () => {
		const body = JSON.parse(fixture('waha/message-any-own.json').rawBody.toString('utf8')) as {
			payload: object;
		};
		const read = (payload: object) =>
			PROVIDERS.waha.read(request({ ...body, payload: { ...body.payload, ...payload } }), wanted);

		it('was asked to send it, when WAHA says so', () => {
			expect(read({ source: 'api' })).toMatchObject([{ message: { sentBy: 'otherSystem' } }]);
		});

		it('is for nobody in a group or a story, or when the account wrote to itself', () => {
			expect(read({ id: 'true_120363041234567890@g.us_3EB0' })).toEqual([]);
			expect(read({ id: 'true_status@broadcast_3EB0' })).toEqual([]);
			expect(read({ id: 'true_12025550143@c.us_3EB0' })).toEqual([]);
		});

		it('names who got it where the chat hides the number', () => {
			const key = { remoteJid: '70000000000001@lid', remoteJidAlt: '14155550117@s.whatsapp.net' };
			const hidden = { id: 'true_70000000000001@lid_3EB0', to: null };
			expect(read({ ...hidden, _data: { key: { ...key, fromMe: true } } })).toMatchObject([
				{ contact: { phone: DANA, whatsappUserId: '70000000000001@lid' } },
			]);
		});
	});
});
