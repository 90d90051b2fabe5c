import { JSON_BODY } from '../../webhooks/bounds';
import { hmacProblem } from '../../webhooks/hmac';
import { headerOf, jsonOf, type WebhookRequest } from '../../webhooks/request';
import { sharedSecretFormProblem, sharedSecretProblem } from '../../webhooks/secret';
import { signatureFormProblem, type SignatureHeader } from '../../webhooks/signatureHeader';
import { readPassedOn } from './cloudApi/passedOn';
import { WEBHOOK_SECRET, type Provider } from './provider';

const SIGNATURE: SignatureHeader = {
	name: 'X-360dialog-Signature',
	missing: 'the request is not signed',
	encoding: 'hex',
	bytes: 32,
};
/** Some of its webhooks have it in front, as Meta's do. */
const PREFIX = 'sha256=';

/**
 * 360dialog (docs.360dialog.com, webhooks): Meta's webhooks, passed on without Meta's signature. The
 * secret comes in a header that is set together with the webhook's address, or signs the body.
 */
export const dialog360: Provider = {
	secret: WEBHOOK_SECRET,
	messagesOnly: false,
	tellsReactions: true,
	tellsOwnSends: true,
	redelivers: false,
	verify: null,
	bounds: JSON_BODY,
	formProblem(request) {
		const header = signatureHeaderOf(request);
		return header ? signatureFormProblem(request, header) : sharedSecretFormProblem(request);
	},
	authenticate(request, secret) {
		const header = signatureHeaderOf(request);
		return header
			? hmacProblem(request, secret, { algorithm: 'sha256', header })
			: sharedSecretProblem(request, secret);
	},
	read: (request, options) => readPassedOn(jsonOf(request), options),
};

/** How the request is signed; null when it is not. */
function signatureHeaderOf(request: WebhookRequest): SignatureHeader | null {
	const given = headerOf(request, SIGNATURE.name.toLowerCase());
	if (!given) return null;
	return { ...SIGNATURE, prefix: given.startsWith(PREFIX) ? PREFIX : '' };
}
