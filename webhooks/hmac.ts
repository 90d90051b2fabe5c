import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest } from './request';
import { weaknessOf } from './secret';

type HmacAlgorithm = 'sha1' | 'sha256' | 'sha512';

export function hmacOf(algorithm: HmacAlgorithm, key: string, content: Buffer | string): Buffer {
	return createHmac(algorithm, key).update(content).digest();
}

/** Whether both are the same. What takes longer with other bytes of the same length tells them. */
export function isSame(received: Buffer, expected: Buffer): boolean {
	return received.length === expected.length && timingSafeEqual(received, expected);
}

/**
 * Checks a signature over the bytes as they came, in constant time.
 * @param given hexadecimal digits
 * @param header what carries the signature, for people
 * @returns null when it is right, else the reason, fit to be shown to people
 */
export function hmacProblem(
	{ rawBody }: Pick<WebhookRequest, 'rawBody'>,
	secret: string,
	{ algorithm, given, header }: { algorithm: HmacAlgorithm; given?: string; header: string },
): string | null {
	const weakness = weaknessOf(secret);
	if (weakness) return weakness;
	if (!given) return `The header ${header} is missing, so the request is not signed`;
	return isSame(Buffer.from(given, 'hex'), hmacOf(algorithm, secret, rawBody))
		? null
		: 'The signature does not fit the body. The secret in the credential is not the one of the sender';
}
