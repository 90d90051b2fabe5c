import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
	answerVerification,
	signatureProblem,
	verifyToken,
} from '../../whatsapp/meta/verification';
import { FIXTURE_SECRET as SECRET, fixtureBytes } from '../fixtures/whatsapp';
import { read } from './cloudApiFixture';

const sign = (bytes: Buffer, secret = SECRET) =>
	`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;

describe('the signature of a webhook', () => {
	const bytes = fixtureBytes('message-text.json');

	it('is refused when any one bit of the body is flipped', () => {
		fc.assert(
			fc.property(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 7 }), (at, bit) => {
				const other = Buffer.from(bytes);
				other.writeUInt8(other.readUInt8(at) ^ (1 << bit), at);
				expect(signatureProblem(other, sign(bytes), SECRET)).toMatch(/does not fit the body/);
			}),
		);
	});

	it('is taken over the bytes, not over what they mean', () => {
		const wire = Buffer.from(
			String.raw`{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"messages":[{"id":"wamid.1","type":"text","text":{"body":"Ol\u00e1 \/ \ud83d\udc4b"}}]}}]}]}`,
		);
		const body: unknown = JSON.parse(wire.toString('utf8'));
		const rewritten = Buffer.from(JSON.stringify(body));
		expect(signatureProblem(wire, sign(wire), SECRET)).toBeNull();
		expect(signatureProblem(rewritten, sign(wire), SECRET)).toMatch(/does not fit the body/);
		expect(read(body)[0]?.message).toMatchObject({ text: 'Olá / 👋' });
	});

	it('fits bytes that are no text', () => {
		const binary = Buffer.from([0xff, 0x00, 0xc3, 0x28]);
		expect(signatureProblem(binary, sign(binary), SECRET)).toBeNull();
		expect(signatureProblem(Buffer.alloc(0), sign(Buffer.alloc(0)), SECRET)).toBeNull();
	});

	it('with an empty App Secret is none, because anybody could make it', () => {
		expect(signatureProblem(bytes, sign(bytes, ''), '')).toMatch(/App Secret .* is empty/);
	});

	it('of another app says which credential field to look at', () => {
		expect(signatureProblem(bytes, sign(bytes, 'other'), SECRET)).toMatch(/App Secret/);
	});

	it.each([
		['no header', undefined, /is missing/],
		['an empty header', '', /is missing/],
		['another algorithm', sign(bytes).replace('sha256=', 'sha1='), /does not start with sha256=/],
		['no algorithm', sign(bytes).replace('sha256=', ''), /does not start with sha256=/],
		['nothing after the algorithm', 'sha256=', /does not fit/],
		['a part of the signature', sign(bytes).slice(0, -2), /does not fit/],
		['more than the signature', `${sign(bytes)}00`, /does not fit/],
		['no hexadecimal digits', `sha256=${'zz'.repeat(32)}`, /does not fit/],
	])('is refused with %s', (_what, header, reason) => {
		expect(signatureProblem(bytes, header, SECRET)).toMatch(reason);
	});

	it('is never told to the sender', () => {
		fc.assert(
			fc.property(fc.string(), (header) => {
				const problem = signatureProblem(bytes, header, SECRET) ?? '';
				expect(problem).not.toContain(sign(bytes).slice('sha256='.length));
				expect(problem).not.toContain(SECRET);
			}),
		);
	});
});

describe('the verification of a webhook address', () => {
	const url = 'https://n8n.example.com/webhook/3f0c/whatsapp';
	const query = {
		'hub.mode': 'subscribe',
		'hub.challenge': '1158201444',
		'hub.verify_token': verifyToken(url, SECRET),
	};
	const WORKFLOW = { id: 'w1', name: 'Sales & "Support"' };

	it('is answered with the challenge', () => {
		expect(answerVerification(query, url, SECRET, WORKFLOW)).toEqual({
			status: 200,
			text: '1158201444',
		});
	});

	it('tells another trigger of the app which workflow is there', () => {
		const asked = { 'hub.mode': 'receivingWorkflow', 'hub.verify_token': verifyToken(url, SECRET) };
		const { status, text } = answerVerification(asked, url, SECRET, WORKFLOW);
		expect(status).toBe(200);
		expect(Object.fromEntries(new URLSearchParams(text))).toEqual(WORKFLOW);
		const forged = { ...asked, 'hub.verify_token': verifyToken(url, 'other') };
		expect(answerVerification(forged, url, SECRET, WORKFLOW)).toEqual({
			status: 403,
			text: expect.not.stringContaining('Sales'),
		});
	});

	it('shares a token between the production and the test address', () => {
		const test = url.replace('/webhook/', '/webhook-test/');
		expect(verifyToken(test, SECRET)).toBe(verifyToken(url, SECRET));
	});

	it.each([
		['of another address', verifyToken(`${url}2`, SECRET)],
		['of another app', verifyToken(url, 'other')],
		['that is empty', ''],
		['that is missing', undefined],
		['that is given twice', [query['hub.verify_token'], query['hub.verify_token']]],
	])('is refused with a token %s', (_what, token) => {
		const answer = answerVerification(
			{ ...query, 'hub.verify_token': token },
			url,
			SECRET,
			WORKFLOW,
		);
		expect(answer).toMatchObject({ status: 403, text: expect.stringContaining('verify token') });
		expect(answer.text).not.toContain(query['hub.verify_token']);
	});

	it.each([
		['no challenge', { 'hub.challenge': undefined }],
		['an empty challenge', { 'hub.challenge': '' }],
		['two challenges', { 'hub.challenge': ['1', '2'] }],
		['another mode', { 'hub.mode': 'unsubscribe' }],
	])('needs what Meta sends: %s', (_what, change) => {
		const answer = answerVerification({ ...query, ...change }, url, SECRET, WORKFLOW);
		expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('hub.challenge') });
	});
});
