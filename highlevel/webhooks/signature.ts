import type { KeyObject } from 'node:crypto';
import { isSignedBy } from '../../webhooks/ed25519';
import { signatureIn, type SignatureHeader } from '../../webhooks/signatureHeader';

/**
 * HighLevel's public key for webhooks of Marketplace apps, the same for every app
 * (marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide).
 */
export const DEFAULT_SIGNER = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=';

export const HIGHLEVEL_SIGNATURE: SignatureHeader = {
	name: 'X-GHL-Signature',
	missing:
		'the sender is no HighLevel app. For the Webhook action of a HighLevel workflow, choose it in the trigger',
	encoding: 'base64',
	bytes: 64,
};

/**
 * Checks `X-GHL-Signature` against the bytes as they came: Ed25519, base64
 * (marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide). The older `X-WH-Signature` does
 * not count: HighLevel has retired it.
 * @returns null when the signature is right, else the reason, fit to be shown to people
 */
export function signatureProblem(
	rawBody: Buffer,
	header: string | undefined,
	publicKey: KeyObject,
): string | null {
	const signature = signatureIn(header, HIGHLEVEL_SIGNATURE);
	if (typeof signature === 'string') return signature;
	return isSignedBy(publicKey, rawBody, signature.toString('base64'))
		? null
		: 'The signature in X-GHL-Signature does not fit the body';
}
