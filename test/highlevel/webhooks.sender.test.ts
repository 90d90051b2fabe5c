import { generateKeyPairSync, sign } from 'node:crypto';
import { readPublicKey } from '../../webhooks/ed25519';
import { secretProblem, weaknessOf } from '../../webhooks/secret';
import { DEFAULT_SIGNER, signatureProblem } from '../../highlevel/webhooks/signature';
import { fixtureBytes } from '../fixtures/highlevel';

const body = fixtureBytes('contact-create');
const pair = generateKeyPairSync('ed25519');
const signature = sign(null, body, pair.privateKey).toString('base64');
const { publicKey } = pair;

describe('a signature', () => {
	it('of HighLevel is right', () => {
		expect(signatureProblem(body, signature, publicKey)).toBeNull();
	});

	it.each([
		['missing', undefined, /X-GHL-Signature is missing/],
		['empty', '', /is missing/],
		['no base64', '%%%', /does not fit/],
		['cut', signature.slice(0, 40), /does not fit/],
		['of something else', sign(null, Buffer.from('{}'), pair.privateKey).toString('base64'), /fit/],
		[
			'of somebody else',
			sign(null, body, generateKeyPairSync('ed25519').privateKey).toString('base64'),
			/does not fit/,
		],
		['of zeros', Buffer.alloc(64).toString('base64'), /does not fit/],
	])('that is %s is refused', (_what, header, reason) => {
		expect(signatureProblem(body, header, publicKey)).toMatch(reason);
	});

	it('fits no body with one bit changed', () => {
		for (let at = 0; at < body.length; at += 1) {
			const changed = Buffer.from(body);
			changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
			expect(signatureProblem(changed, signature, publicKey)).not.toBeNull();
		}
	});

	it('fits no body that was written anew', () => {
		const anew = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
		expect(signatureProblem(anew, signature, publicKey)).not.toBeNull();
	});
});

describe('a public key', () => {
	const pem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
	const base64 = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

	it.each([
		['in PEM', pem],
		['in base64', base64],
		['with blanks', ` ${base64.slice(0, 20)}\n${base64.slice(20)} `],
	])('%s is read', (_what, text) => {
		const read = readPublicKey(text);
		expect(read && signatureProblem(body, signature, read)).toBeNull();
	});

	it('of HighLevel is one', () => {
		expect(readPublicKey(DEFAULT_SIGNER)?.asymmetricKeyType).toBe('ed25519');
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

describe('a secret', () => {
	const secret = 'only-the-test-knows-it';

	it.each([
		['in the header', [secret, undefined]],
		['in the URL', [undefined, secret]],
		['in both', [secret, secret]],
		['in one of both', ['wrong', secret]],
	])('that is right %s is accepted', (_where, given) => {
		expect(secretProblem(secret, given)).toBeNull();
	});

	it.each([
		['missing', [undefined, undefined], /missing.*X-Webhook-Secret/],
		['empty', ['', ''], /not the one/],
		['wrong', ['only-the-test-knows-It'], /not the one/],
		['cut', [secret.slice(1)], /not the one/],
		['longer', [`${secret}!`], /not the one/],
		['a list', [[secret]], /missing/],
		['an object', [{ toString: (): string => secret }], /missing/],
	])('that is %s is refused', (_what, given, reason) => {
		expect(secretProblem(secret, given)).toMatch(reason);
	});

	it.each([
		['', /empty/],
		['   ', /empty/],
		['short', /shorter than 16/],
		[' only-the-test-knows-it', /blank/],
	])('of the trigger that is %j lets nobody in', (weak, reason) => {
		expect(weaknessOf(weak)).toMatch(reason);
		expect(secretProblem(weak, [weak])).toMatch(reason);
	});
});
