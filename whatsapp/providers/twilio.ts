import { FORM_BODY } from '../../webhooks/bounds';
import { hmacOf, isSame } from '../../webhooks/hmac';
import { formOf, headerOf, type WebhookRequest } from '../../webhooks/request';
import { weaknessOf } from '../../webhooks/secret';
import {
	signatureFormProblem,
	signatureIn,
	type SignatureHeader,
} from '../../webhooks/signatureHeader';
import { toE164, WHATSAPP_USER_ID } from '../phone';
import { messageTouch } from './messageTouch';
import { personWith } from './person';
import { WEBHOOK_SECRET, type Provider } from './provider';

const WHATSAPP = 'whatsapp:';

const SIGNATURE: SignatureHeader = {
	name: 'X-Twilio-Signature',
	missing: 'the sender is not Twilio',
	encoding: 'base64',
	bytes: 20,
};

/**
 * Twilio (twilio.com/docs/messaging/guides/webhook-request): the webhook for incoming messages of a
 * WhatsApp sender. A form, signed with the account's Auth Token over the URL and all parameters.
 */
export const twilio: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	redelivers: false,
	verify: null,
	bounds: FORM_BODY,
	formProblem: (request) => signatureFormProblem(request, SIGNATURE),
	authenticate(request, secret) {
		const weakness = weaknessOf(secret);
		if (weakness) return weakness;
		const received = signatureIn(headerOf(request, SIGNATURE.name.toLowerCase()), SIGNATURE);
		if (typeof received === 'string') return received;
		const parameters = signedParameters(formOf(request));
		const right = urlsOf(request).some((url) =>
			isSame(received, hmacOf('sha1', secret, url + parameters)),
		);
		return right
			? null
			: `The signature does not fit. Either the secret in the credential is not the Auth Token of the Twilio account, or Twilio calls another address than ${withoutQuery(request.url)}`;
	},
	read(request, options) {
		const form = formOf(request);
		const [id, accountSid, from, to] = ['MessageSid', 'AccountSid', 'From', 'To'].map((name) =>
			form.get(name),
		);
		if (!id || !accountSid || !from || !to) return null;
		// The same address may receive texts of the phone network, and status callbacks of own sends.
		if (!from.startsWith(WHATSAPP) || form.has('MessageStatus')) return [];
		const sender = from.slice(WHATSAPP.length);
		const number = toE164(to.slice(WHATSAPP.length));
		const userId = form.get('ExternalUserId') ?? sender;
		const phone = WHATSAPP_USER_ID.test(sender) ? form.get('WaId') : sender;
		return messageTouch(options, Object.fromEntries(form), {
			key: id,
			account: { id: `${accountSid}:${number ?? to}`, number, name: null },
			contact: personWith(
				toE164(phone),
				WHATSAPP_USER_ID.test(userId) ? userId : null,
				form.get('ProfileName') ?? undefined,
			),
			replyTo: from,
			message: {
				id,
				type: form.get('MessageType') ?? 'text',
				text: form.get('Body') || form.get('ButtonText') || null,
				seconds: undefined,
				groupId: null,
			},
			referral: form.has('ReferralSourceId')
				? {
						sourceType: form.get('ReferralSourceType'),
						sourceId: form.get('ReferralSourceId'),
						sourceUrl: form.get('ReferralSourceUrl'),
						headline: form.get('ReferralHeadline'),
						body: form.get('ReferralBody'),
						clickId: form.get('ReferralCtwaClid'),
					}
				: null,
		});
	},
};

/**
 * What is signed behind the URL: every parameter by name with its value, of several values each once
 * (twilio.com/docs/usage/security). In one pass, because nobody knows yet who sent them.
 */
function signedParameters(form: URLSearchParams): string {
	const byName = new Map<string, Set<string>>();
	for (const [name, value] of form) {
		const values = byName.get(name);
		if (values) values.add(value);
		else byName.set(name, new Set([value]));
	}
	const names = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
	return names.map(([name, values]) => name + [...values].sort().join(name)).join('');
}

/** Twilio signs some addresses with their port and some without. */
function urlsOf({ url }: WebhookRequest): string[] {
	if (!URL.canParse(url)) return [url];
	const { protocol, hostname, port } = new URL(url);
	const origin = `${protocol}//${hostname}`;
	const rest = url.slice(url.indexOf('/', protocol.length + 2));
	const usual = protocol === 'https:' ? '443' : '80';
	return [url, `${origin}${rest}`, `${origin}:${port || usual}${rest}`];
}

/** A secret in the query must not come back in an answer. */
function withoutQuery(url: string): string {
	return url.split('?')[0] ?? url;
}
