import { createPublicKey, verify, type KeyObject } from 'node:crypto';

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
 * Whether a signature was made over exactly these bytes.
 * @param signature base64; anything else is no signature
 */
export function isSignedBy(publicKey: KeyObject, rawBody: Buffer, signature: string): boolean {
	const bytes = Buffer.from(signature, 'base64');
	return bytes.length === SIGNATURE_BYTES && verify(null, rawBody, publicKey, bytes);
}
