import { generateKeyPairSync, sign } from 'node:crypto';
import { readPublicKey } from '../../webhooks/ed25519';
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

it('is checked with a key of HighLevel that is one', () => {
	expect(readPublicKey(DEFAULT_SIGNER)?.asymmetricKeyType).toBe('ed25519');
});
