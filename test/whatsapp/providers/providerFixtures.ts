import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '../../../webhooks/request';
import type { ProviderName } from '../../../whatsapp/providers';
import type { ReadOptions } from '../../../whatsapp/providers/provider';
import {
	EVOLUTION_MESSAGES,
	EVOLUTION_SAYS_NOTHING,
	OTHER_MESSAGES,
	OTHER_SAYS_NOTHING,
	WAHA_MESSAGES,
	WAHA_SAYS_NOTHING,
} from './webFixtures';

/** What the suite of all providers needs to know of one. */
interface ProviderFixture {
	/** Webhooks with one message of a person each, and some of what is read from it. */
	messages: Array<[file: string, touch: object]>;
	/** Webhooks of the provider in which nobody wrote. */
	nobodyWrote: string[];
	/** Bodies that the provider never sends. */
	notItsOwn: readonly string[];
	/** Where webhooks of several accounts may come: the one of the fixtures. */
	scope: ReadOptions['scope'];
	/** The headers by which a request is known to be the provider's. */
	sign(request: WebhookRequest, secret: string): Record<string, string>;
}

const NO_JSON = ['', 'not JSON'];
const ODD_BODIES = [...NO_JSON, 'null', '"text"', '[]', '{}', '{"object":"page"}'];

const MESSAGE_SID = 'SM0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const USER_ID_ONLY = 'wamid.GUPSHUPUSERIDONLY01';
const CONVERSATION_SID = 'IM00000000000000000000000000000001';
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

const hmac = (algorithm: string, secret: string, rawBody: Buffer) =>
	createHmac(algorithm, secret).update(rawBody).digest('hex');

/** For those who sign nothing. */
const bySecret = {
	scope: { level: 'app' },
	sign: (_request: WebhookRequest, secret: string) => ({ 'x-webhook-secret': secret }),
} as const;

export const PROVIDER_FIXTURES: Readonly<Record<ProviderName, ProviderFixture>> = {
	cloudApi: {
		messages: [
			[
				'../cloud-api/message-text.json',
				{
					key: 'msg:528164390271845:wamid.HBgLMTQxNTU1NTAxMTcVAgASGBQ1NEZBQkFCNEQ5RUQ4NzFFQUNBOAA=',
					account: { id: '528164390271845', number: '+12025550143' },
					contact: { ...DANA, whatsappUserId: USER },
					message: { type: 'text' },
				},
			],
			['../cloud-api/message-image.json', { message: { type: 'image' } }],
			['../cloud-api/message-text-ctwa-image-ad.json', { referral: { sourceType: 'ad' } }],
			[
				'../cloud-api/message-time-milliseconds.json',
				{ message: { time: '2026-10-15T08:00:00.123Z' } },
			],
			[
				'../cloud-api/message-user-id-in-from.json',
				{ contact: { name: 'Dana Whitlock', phone: null, whatsappUserId: USER, replyTo: USER } },
			],
		],
		nobodyWrote: [
			'../cloud-api/status-read.json',
			'../cloud-api/account-alerts.json',
			'../cloud-api/status-payment.json',
			'../cloud-api/message-request-welcome-from-ad.json',
			'../cloud-api/message-reaction.json',
		],
		// Meta signs for more products than WhatsApp.
		notItsOwn: NO_JSON,
		scope: { level: 'number', id: '528164390271845' },
		sign: ({ rawBody }, secret) => ({
			'x-hub-signature-256': `sha256=${hmac('sha256', secret, rawBody)}`,
		}),
	},
	dialog360: {
		...bySecret,
		messages: [
			[
				'360dialog/passthrough-text.json',
				{
					key: 'msg:528164390271845:wamid.HBgLMTQxNTU1NTAxMTcVAgASGBRCQzYxMTQyMzY2OUVEOEIzMjIzNQA=',
					account: { id: '528164390271845', number: '+12025550143' },
					contact: { ...DANA, whatsappUserId: USER },
					message: { text: 'via 360dialog' },
				},
			],
		],
		nobodyWrote: [
			'../cloud-api/status-read.json',
			'../cloud-api/message-reaction.json',
			'360dialog/old-message.json',
		],
		notItsOwn: ODD_BODIES,
	},
	evolution: {
		...bySecret,
		messages: [
			[
				'evolution/messages-upsert-text.json',
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
				{
					key: 'loja-centro:5511987650022@s.whatsapp.net:3EB0IMG00000000000001',
					message: { type: 'image', text: 'Comprovante' },
				},
			],
			[
				'evolution/messages-upsert-group.json',
				{
					key: 'loja-centro:120363041234567890@g.us:3EB0GRP0000000000001',
					contact: RAFAEL,
					message: { type: 'text', groupId: '120363041234567890@g.us' },
				},
			],
			...EVOLUTION_MESSAGES,
		],
		nobodyWrote: [
			'evolution/messages-upsert-fromme.json',
			'evolution/messages-update-read.json',
			'evolution/connection-update.json',
			...EVOLUTION_SAYS_NOTHING,
		],
		notItsOwn: ODD_BODIES,
	},
	gupshup: {
		...bySecret,
		messages: [
			[
				'gupshup/v3-passthrough-text.json',
				{
					key: 'msg:528164390271845:wamid.HBgLMTQxNTU1NTAxMTcVAgASGBRENTFBMURFOTQyMjgxRjRGMUZFNAA=',
					message: { text: 'via Gupshup v3' },
				},
			],
			[
				'gupshup/v2-native-text.json',
				{
					key: WAMID,
					account: {
						id: 'WhitlockGardens',
						name: 'WhitlockGardens',
						tag: 'account-whitlockgardens',
					},
					contact: DANA,
					message: { type: 'text', text: 'via Gupshup v2', time: '2026-10-15T08:00:00.000Z' },
				},
			],
			[
				'gupshup/v2-user-id-only.json',
				{
					key: USER_ID_ONLY,
					contact: { phone: null, whatsappUserId: USER, replyTo: USER, country: 'US' },
				},
			],
		],
		nobodyWrote: [
			'../cloud-api/status-read.json',
			'gupshup/v2-message-event.json',
			'gupshup/v2-user-event.json',
		],
		notItsOwn: ODD_BODIES,
	},
	otherJson: {
		...bySecret,
		messages: [
			[
				'otherJson/message.json',
				{
					key: '+1 202 555 0143:+4915112345678:17',
					account: { number: '+12025550143', tag: 'account-1-202-555-0143' },
					contact: { phone: '+4915112345678', whatsappUserId: 'u1', name: 'Ann' },
					message: { id: '17', type: 'text', text: 'Hi', time: '2026-10-15T08:00:00.000Z' },
				},
			],
			...OTHER_MESSAGES,
		],
		nobodyWrote: [
			'otherJson/own-message.json',
			'gupshup/v2-native-text.json',
			...OTHER_SAYS_NOTHING,
		],
		// Any object might be what somebody sends.
		notItsOwn: [...NO_JSON, 'null', '"text"'],
	},
	twilio: {
		messages: [
			[
				'twilio/inbound-text.form',
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
			['twilio/inbound-button.form', { message: { type: 'button', text: 'Confirm' } }],
			['twilio/inbound-media.form', { message: { type: 'image', text: null } }],
			['twilio/inbound-location.form', { message: { type: 'location', text: null } }],
			[
				'twilio/inbound-user-id-only.form',
				{
					contact: {
						phone: null,
						whatsappUserId: USER,
						parentUserId: 'US.ENT.5501',
						replyTo: `whatsapp:${USER}`,
					},
				},
			],
			[
				'twilio/conversation-message.form',
				{
					key: CONVERSATION_SID,
					account: {
						id: 'AC00000000000000000000000000000000:IS00000000000000000000000000000000',
						number: null,
					},
					contact: { phone: '+14155550117', replyTo: 'whatsapp:+14155550117' },
					message: { text: 'Do you deliver?', time: '2026-10-15T08:00:00.000Z' },
				},
			],
			[
				'twilio/inbound-ctwa.form',
				{
					referral: {
						sourceType: 'ad',
						sourceId: '120231740118820551',
						headline: 'Chat with us',
						clickId: 'ARBx8EXAMPLE',
					},
				},
			],
		],
		nobodyWrote: ['twilio/status-delivered.form', 'twilio/conversation-answer.form'],
		notItsOwn: ODD_BODIES,
		scope: { level: 'app' },
		sign({ rawBody, url }, secret) {
			const form = [...new URLSearchParams(rawBody.toString())].sort(([a], [b]) =>
				a < b ? -1 : 1,
			);
			const content = url + form.flat().join('');
			return {
				'x-twilio-signature': createHmac('sha1', secret).update(content).digest('base64'),
			};
		},
	},
	waha: {
		messages: [
			[
				'waha/message-text.json',
				{
					key: 'default:false_14155550117@c.us_3EB0A0B1C2D3E4F50617',
					account: { id: 'default', number: '+12025550143', name: 'Whitlock Gardens' },
					contact: { phone: '+14155550117', replyTo: '14155550117@c.us', region: 'US-CA' },
					message: { type: 'text', text: 'Hi there!' },
				},
			],
			['waha/message-media.json', { message: { type: 'image', text: 'caption' } }],
			...WAHA_MESSAGES,
		],
		nobodyWrote: ['waha/message-ack.json', 'waha/session-status.json', ...WAHA_SAYS_NOTHING],
		notItsOwn: ODD_BODIES,
		scope: { level: 'app' },
		sign: ({ rawBody }, secret) => ({ 'x-webhook-hmac': hmac('sha512', secret, rawBody) }),
	},
};
