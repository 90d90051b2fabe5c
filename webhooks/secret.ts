import { createHash, timingSafeEqual } from 'node:crypto';
import { headerOf, type WebhookRequest } from './request';

/** The header that carries the secret, as Node.js spells it. */
const SECRET_HEADER = 'x-webhook-secret';

/** The parameter of the URL that carries the secret, for those who cannot set a header. */
const SECRET_PARAMETER = 'secret';

const SHORTEST = 16;

const MISSING = `The secret is missing: send it as the header X-Webhook-Secret, or add ?${SECRET_PARAMETER}=… to the URL`;

/** What keeps a text from being a webhook secret, fit to be shown to people; null when it will do. */
export function weaknessOf(secret: string): string | null {
	if (secret.trim() === '') return 'The webhook secret is empty';
	if (secret !== secret.trim()) return 'The webhook secret begins or ends with a blank';
	if (secret.length < SHORTEST) {
		return `The webhook secret is shorter than ${SHORTEST} characters and could be guessed`;
	}
	return null;
}

/**
 * Checks the secret of a request that nobody signed, in constant time: where a sender signs nothing,
 * the secret is all that tells it from others.
 * @param given from the header and from the URL; one that is right is enough
 * @returns null when the secret is right, else the reason, fit to be shown to people
 */
export function secretProblem(secret: string, given: readonly unknown[]): string | null {
	const weakness = weaknessOf(secret);
	if (weakness) return weakness;
	const texts = textsIn(given);
	if (texts.length === 0) return MISSING;
	// Digests have one length, so that not even the length of the secret shows.
	const right = texts.some((text) => timingSafeEqual(digest(text), digest(secret)));
	return right ? null : 'The secret is not the one of the trigger';
}

/**
 * For senders that sign nothing: the secret itself comes in a header of one's own or in the URL.
 * @returns null when it is right, else the reason, fit to be shown to people
 */
export function sharedSecretProblem(request: WebhookRequest, secret: string): string | null {
	return secretProblem(secret, givenIn(request));
}

/** Whether a request carries a secret at all; null when it does, else the reason, fit to be shown. */
export function sharedSecretFormProblem(request: WebhookRequest): string | null {
	return textsIn(givenIn(request)).length === 0 ? MISSING : null;
}

function givenIn(request: WebhookRequest): unknown[] {
	const inUrl = request.query[SECRET_PARAMETER];
	// Pasted behind an address as it is, a plus reads as a blank, and secrets in base64 have some.
	const asPasted = typeof inUrl === 'string' ? inUrl.replaceAll(' ', '+') : undefined;
	return [headerOf(request, SECRET_HEADER), inUrl, asPasted];
}

/** Of a parameter that came several times, express makes a list: it is no secret. */
function textsIn(given: readonly unknown[]): string[] {
	return given.filter((value) => typeof value === 'string');
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
