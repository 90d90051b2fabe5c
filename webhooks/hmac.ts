import { createHmac, timingSafeEqual } from 'node:crypto';
import { headerOf, type WebhookRequest } from './request';
import { weaknessOf } from './secret';
import { signatureIn, type SignatureHeader } from './signatureHeader';

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
 * @returns null when it is right, else the reason, fit to be shown to people
 */
export function hmacProblem(
	request: Pick<WebhookRequest, 'rawBody' | 'headers'>,
	secret: string,
	{ algorithm, header }: { algorithm: HmacAlgorithm; header: SignatureHeader },
): string | null {
	const weakness = weaknessOf(secret);
	if (weakness) return weakness;
	const signature = signatureIn(headerOf(request, header.name.toLowerCase()), header);
	if (typeof signature === 'string') return signature;
	return isSame(signature, hmacOf(algorithm, secret, request.rawBody))
		? null
		: 'The signature does not fit the body. The secret in the credential is not the one of the sender';
}
