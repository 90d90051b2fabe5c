import { createPublicKey, verify, type KeyObject } from 'node:crypto';

/**
 * HighLevel's public key for webhooks of Marketplace apps, the same for every app
 * (marketplace.gohighlevel.com/docs/webhook/WebhookIntegrationGuide).
 */
export const DEFAULT_SIGNER = 'MCowBQYDK2VwAyEAi2HR1srL4o18O8BRa7gVJY7G7bupbN3H9AwJrHCDiOg=';

const SIGNATURE_BYTES = 64;

/**
 * An Ed25519 public key, in PEM or only its base64.
 * @returns null for everything else, private keys included
 */
export function readPublicKey(text: string): KeyObject | null {
	const base64 = text.replace(/-----(BEGIN|END) PUBLIC KEY-----/g, '').replace(/\s/g, '');
	try {
		const der = Buffer.from(base64, 'base64');
		const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
		return publicKey.asymmetricKeyType === 'ed25519' ? publicKey : null;
	} catch {
		return null;
	}
}

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
	const signature = Buffer.from(header, 'base64');
	const right = signature.length === SIGNATURE_BYTES && verify(null, rawBody, publicKey, signature);
	return right ? null : 'The signature in X-GHL-Signature does not fit the body';
}
