import { FORM_BODY } from '../../webhooks/bounds';
import { hmacOf, isSame } from '../../webhooks/hmac';
import { formOf, headerOf, type WebhookRequest } from '../../webhooks/request';
import { weaknessOf } from '../../webhooks/secret';
import {
	signatureFormProblem,
	signatureIn,
	type SignatureHeader,
} from '../../webhooks/signatureHeader';
import { WEBHOOK_SECRET, type Provider } from './provider';
import { readTwilioForm } from './twilioMessage';

const SIGNATURE: SignatureHeader = {
	name: 'X-Twilio-Signature',
	missing: 'the sender is not Twilio',
	encoding: 'base64',
	bytes: 20,
};

/**
 * Twilio (twilio.com/docs/messaging/guides/webhook-request): the webhook for incoming messages of a
 * WhatsApp sender, or the one of Conversations. A form, signed with the account's Auth Token over the URL and all parameters.
 */
export const twilio: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	tellsReactions: false,
	tellsOwnSends: false,
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
	read: (request, options) => readTwilioForm(formOf(request), options),
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
