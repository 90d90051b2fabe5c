import { secretProblem, sharedSecretProblem, weaknessOf } from '../../webhooks/secret';

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

describe('a secret in base64', () => {
	const inBase64 = 'q+Vd/9s+4TfYw0H2c5bLkA==';
	const pasted = (query: string) =>
		sharedSecretProblem(
			{
				rawBody: Buffer.from(''),
				headers: {},
				query: Object.fromEntries(new URLSearchParams(query)),
				url: `https://n8n.example.com/webhook/abc?${query}`,
			},
			inBase64,
		);

	it.each([
		['as it is', inBase64],
		['encoded', encodeURIComponent(inBase64)],
	])('opens when somebody pastes it behind the address %s', (_how, text) => {
		expect(pasted(`secret=${text}`)).toBeNull();
	});

	it('is still another one with a blank in its middle', () => {
		expect(pasted('secret=q+Vd/9s+4TfYw0H2+c5bLkA==')).toMatch(/not the one/);
	});
});
