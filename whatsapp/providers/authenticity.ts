import { createHmac, timingSafeEqual } from 'node:crypto';
import { SECRET_HEADER, SECRET_PARAMETER, secretProblem, weaknessOf } from '../../webhooks/secret';
import { headerOf, type WebhookRequest } from './provider';

/**
 * For providers that sign nothing: the secret itself comes in a header of one's own or in the URL.
 * @returns null when it is right, else the reason
 */
export function secretIn(request: WebhookRequest, secret: string): string | null {
	return secretProblem(secret, [headerOf(request, SECRET_HEADER), request.query[SECRET_PARAMETER]]);
}

/**
 * Checks a signature over the bytes as they came, in constant time.
 * @param given lower-cased hexadecimal digits
 * @returns null when it is right, else the reason
 */
export function signatureIn(
	request: WebhookRequest,
	secret: string,
	{ algorithm, given, header }: { algorithm: string; given: string | undefined; header: string },
): string | null {
	const weakness = weaknessOf(secret);
	if (weakness) return weakness;
	if (!given) return `The header ${header} is missing, so the request is not signed`;
	const expected = createHmac(algorithm, secret).update(request.rawBody).digest();
	const received = Buffer.from(given, 'hex');
	return received.length === expected.length && timingSafeEqual(received, expected)
		? null
		: 'The signature does not fit the body. The secret in the credential is not the one of the sender';
}
