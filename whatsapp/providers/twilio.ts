import { hmacOf, isSame } from '../../webhooks/hmac';
import { formOf, headerOf, type WebhookRequest } from '../../webhooks/request';
import { weaknessOf } from '../../webhooks/secret';
import { WEBHOOK_SECRET, type Provider } from './provider';
import { readTwilioForm } from './twilioMessage';

/**
 * Twilio (twilio.com/docs/messaging/guides/webhook-request): the webhook for incoming messages of a
 * WhatsApp sender, or the one of Conversations. A form, signed with the account's Auth Token over the URL and all parameters.
 */
export const twilio: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: true,
	tellsReactions: false,
	redelivers: false,
	verify: null,
	authenticate(request, secret) {
		const weakness = weaknessOf(secret);
		if (weakness) return weakness;
		const given = headerOf(request, 'x-twilio-signature');
		if (!given) return 'The header X-Twilio-Signature is missing, so the sender is not Twilio';
		const received = Buffer.from(given, 'base64');
		const right = urlsOf(request).some((url) =>
			isSame(received, signature(url, formOf(request), secret)),
		);
		return right
			? null
			: `The signature does not fit. Either the secret in the credential is not the Auth Token of the Twilio account, or Twilio calls another address than ${withoutQuery(request.url)}`;
	},
	read: (request, options) => readTwilioForm(formOf(request), options),
};

/** The URL, then every parameter by name with its value (twilio.com/docs/usage/security). */
function signature(url: string, form: URLSearchParams, authToken: string): Buffer {
	const parameters = [...new Set(form.keys())]
		.sort()
		.map((name) => name + [...new Set(form.getAll(name))].sort().join(name));
	return hmacOf('sha1', authToken, url + parameters.join(''));
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
