import { hmacProblem } from '../../webhooks/hmac';
import { headerOf, jsonOf } from '../../webhooks/request';
import { sharedSecretProblem } from '../../webhooks/secret';
import { readPassedOn } from './cloudApi/passedOn';
import { WEBHOOK_SECRET, type Provider } from './provider';

const SIGNATURE = 'x-360dialog-signature';

/**
 * 360dialog (docs.360dialog.com, webhooks): Meta's webhooks, passed on without Meta's signature. The
 * secret comes in a header that is set together with the webhook's address, or signs the body.
 */
export const dialog360: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: false,
	tellsReactions: true,
	redelivers: false,
	verify: null,
	authenticate(request, secret) {
		const given = headerOf(request, SIGNATURE)?.replace(/^sha256=/, '');
		return given
			? hmacProblem(request, secret, { algorithm: 'sha256', given, header: SIGNATURE })
			: sharedSecretProblem(request, secret);
	},
	read: (request, options) => readPassedOn(jsonOf(request), options),
};
