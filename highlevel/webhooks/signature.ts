import type { KeyObject } from 'node:crypto';
import { isSignedBy } from '../../webhooks/ed25519';

/**
 * HighLevel's public key for webhooks of Marketplace apps, the same for every app
 * (marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide).
 */
export const DEFAULT_SIGNER = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=';

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
	if (!header) {
		return 'The header X-GHL-Signature is missing, so the sender is no HighLevel app. For the Webhook action of a HighLevel workflow, choose it in the trigger';
	}
	return isSignedBy(publicKey, rawBody, header)
		? null
		: 'The signature in X-GHL-Signature does not fit the body';
}
