import { asRating } from '../../../routing/model/rating';
import { PROVIDERS } from '../../../whatsapp/providers';
import { OPTIONS, request } from './request';

/** What a person was sent, and chose. */
const ID = 'rate:8f3a:4';
const WAHA = (data: object) => ({
	event: 'message',
	session: 'shop',
	payload: { id: 'W1', from: '4915112345678@c.us', fromMe: false, body: null, _data: data },
});
const EVOLUTION = (message: object) => ({
	event: 'messages.upsert',
	instance: 'shop',
	data: { key: { id: 'A1', remoteJid: '4915112345678@s.whatsapp.net', fromMe: false }, message },
});
const GUPSHUP = (type: string, payload: object) => ({
	app: 'FrontDesk',
	timestamp: 1792051200000,
	type: 'message',
	payload: { id: 'G1', source: '4915112345678', type, payload },
});
const TWILIO = (fields: Record<string, string>) =>
	new URLSearchParams({
		...{ MessageSid: 'SM1', AccountSid: 'AC1', SmsStatus: 'received' },
		...{ From: 'whatsapp:+4915112345678', To: 'whatsapp:+12025550143', ...fields },
	}).toString();
const flow = { name: 'quick_reply', paramsJson: JSON.stringify({ id: ID, title: 'Good' }) };
const list = { title: 'Good', singleSelectReply: { selectedRowId: ID } };

describe('a rating that was chosen', () => {
	it.each<[string, keyof typeof PROVIDERS, object | string]>([
		[
			'a button of Twilio',
			'twilio',
			TWILIO({ Body: 'Good', ButtonText: 'Good', ButtonPayload: ID, MessageType: 'button' }),
		],
		[
			'a list of Twilio',
			'twilio',
			TWILIO({ Body: 'Good', ListTitle: 'Good', ListId: ID, MessageType: 'interactive' }),
		],
		[
			'a button of Gupshup',
			'gupshup',
			GUPSHUP('button_reply', { title: 'Good', id: '1', postbackText: ID }),
		],
		[
			'a list of Gupshup',
			'gupshup',
			GUPSHUP('list_reply', { title: 'Good', id: '1', postbackText: ID }),
		],
		[
			'a button of Evolution',
			'evolution',
			EVOLUTION({ buttonsResponseMessage: { selectedDisplayText: 'Good', selectedButtonId: ID } }),
		],
		[
			'a template of Evolution',
			'evolution',
			EVOLUTION({ templateButtonReplyMessage: { selectedDisplayText: 'Good', selectedId: ID } }),
		],
		['a list of Evolution', 'evolution', EVOLUTION({ listResponseMessage: list })],
		[
			'a newer button of Evolution',
			'evolution',
			EVOLUTION({
				interactiveResponseMessage: { body: { text: 'Good' }, nativeFlowResponseMessage: flow },
			}),
		],
		['a list of WAHA', 'waha', WAHA({ message: { listResponseMessage: list } })],
		['a list of WAHA on the page', 'waha', WAHA({ type: 'list_response', listResponse: list })],
		[
			'a button of WAHA on the page',
			'waha',
			WAHA({ type: 'buttons_response', selectedButtonId: ID }),
		],
	])('is known from %s', (_what, provider, body) => {
		const [touch, ...others] = PROVIDERS[provider].read(request(body), OPTIONS) ?? [];
		expect(others).toEqual([]);
		expect(touch).toMatchObject({ event: 'message' });
		expect(touch && asRating(touch)).toMatchObject({
			event: 'rating',
			rating: { id: '8f3a', value: 4 },
		});
	});
});
