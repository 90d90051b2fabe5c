import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	createSecretKey,
	hkdfSync,
	randomBytes,
	type KeyObject,
} from 'node:crypto';
import { Pace } from './pace';
import { fromStored, toStored } from './storedText';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What keeps personal data out of the store's plain sight: identities are only ever hashed, and what
 * has to be read again is encrypted (AES-256-GCM). Both with one random key of the ledger's own.
 */
export class Secrets {
	/** Made once: of plain bytes, each use would make them. */
	private readonly key: KeyObject;
	private readonly cipherKey: KeyObject;

	constructor(key: Buffer) {
		this.key = createSecretKey(key);
		const derived = hkdfSync('sha256', key, '', 'contact-assignment seal', 32);
		this.cipherKey = createSecretKey(Buffer.from(derived));
	}

	/** Always the same for the same text, and no way back. */
	hash(text: string): string {
		return createHmac('sha256', this.key).update(toStored(text)).digest('base64url');
	}

	/** The same of many, each once. */
	hashAll(texts: readonly string[]): string[] {
		return [...new Set(texts.map((text) => this.hash(text)))];
	}

	/** {@link hash} of each, however many. */
	async hashes(texts: readonly string[]): Promise<string[]> {
		const hashes: string[] = [];
		const pace = new Pace();
		for (const text of texts) {
			hashes.push(this.hash(text));
			await pace.step();
		}
		return hashes;
	}

	/** {@link hashAll} of each list, however many. */
	async hashLists(lists: ReadonlyArray<readonly string[]>): Promise<string[][]> {
		const hashed: string[][] = [];
		const pace = new Pace();
		for (const texts of lists) {
			hashed.push(this.hashAll(texts));
			await pace.step();
		}
		return hashed;
	}

	seal(text: string): string {
		const nonce = randomBytes(NONCE_BYTES);
		const cipher = createCipheriv('aes-256-gcm', this.cipherKey, nonce);
		const sealed = Buffer.concat([cipher.update(toStored(text), 'utf8'), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
	}

	/** What was sealed; what an older version kept in plain text is given as it is. */
	openIfSealed(text: string): string {
		try {
			return this.open(text);
		} catch {
			return text;
		}
	}

	/** @throws {Error} for what was sealed with another key or changed since */
	open(sealed: string): string {
		const bytes = Buffer.from(sealed, 'base64url');
		const cipher = createDecipheriv('aes-256-gcm', this.cipherKey, bytes.subarray(0, NONCE_BYTES));
		cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
		const text = cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
		return fromStored(Buffer.concat([text, cipher.final()]).toString('utf8'));
	}
}
