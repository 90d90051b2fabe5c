import { generateKeyPairSync, sign } from 'node:crypto';
import { isSignedBy, readPublicKey } from '../../webhooks/ed25519';

const body = Buffer.from('{"type":"ContactCreate"}');
const pair = generateKeyPairSync('ed25519');
const signature = sign(null, body, pair.privateKey).toString('base64');
const { publicKey } = pair;

describe('a public key', () => {
	const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
	const base64 = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

	it.each([
		['in PEM', pem],
		['in base64', base64],
		['with blanks', ` ${base64.slice(0, 20)}\n${base64.slice(20)} `],
	])('%s is read', (_what, text) => {
		const read = readPublicKey(text);
		expect(read && isSignedBy(read, body, signature)).toBe(true);
	});

	it.each([
		['nothing', ''],
		['a word', 'hello'],
		['half of it', base64.slice(0, 30)],
		['a private key', pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()],
		[
			'an RSA key',
			generateKeyPairSync('rsa', { modulusLength: 1024 })
				.publicKey.export({ format: 'pem', type: 'spki' })
				.toString(),
		],
	])('is not %s', (_what, text) => {
		expect(readPublicKey(text)).toBeNull();
	});
});
