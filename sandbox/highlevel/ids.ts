import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A random id that looks like HighLevel's: 20 letters and digits. */
export function newId(): string {
	return Array.from(randomBytes(20), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
