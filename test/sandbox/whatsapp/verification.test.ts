import { APP, HOME_WABA, SALES, GraphFixture } from './graphFixture';
import { VERIFY_TOKEN } from './receiver';

describe('verification of a callback', () => {
	let fixture: GraphFixture;
	beforeEach(async () => {
		fixture = new GraphFixture();
		await fixture.start();
	});
	afterEach(async () => await fixture.stop());

	it('asks each new URL with the verify token, at app, WABA and phone level', async () => {
		await fixture.subscribeApp('/app');
		await fixture.subscribeWaba();
		await fixture.subscribeWaba(HOME_WABA, '/waba');
		await fixture.overridePhone(SALES, '/phone');

		const asked = fixture.receiver.verifications;
		expect(asked.map(({ pathname }) => pathname)).toEqual(['/app', '/waba', '/phone']);
		for (const { searchParams } of asked) {
			expect(searchParams.get('hub.mode')).toBe('subscribe');
			expect(searchParams.get('hub.verify_token')).toBe(VERIFY_TOKEN);
			expect(searchParams.get('hub.challenge')).toMatch(/^\d{9,}$/);
		}
		expect(new Set(asked.map((url) => url.searchParams.get('hub.challenge'))).size).toBe(3);
	});

	it('keeps a query that the URL already has', async () => {
		expect((await fixture.subscribeApp('/hook?tenant=a%20b')).status).toBe(200);
		expect(fixture.receiver.verifications[0]?.searchParams.get('tenant')).toBe('a b');
	});

	it('asks nobody when a WABA is subscribed plainly or an override is taken away', async () => {
		await fixture.subscribe();
		fixture.receiver.verifications.length = 0;
		await fixture.subscribeWaba();
		await fixture.asSystemUser('POST', `/${SALES}`, {
			webhook_configuration: { override_callback_uri: '' },
		});
		expect(fixture.receiver.verifications).toEqual([]);
	});

	it.each([
		['a wrong status', 403, (challenge: string) => challenge, 'HTTP Status Code = 403'],
		['201', 201, (challenge: string) => challenge, 'HTTP Status Code = 201'],
		['another body', 200, () => '12345', 'Response does not match challenge'],
		['a quoted challenge', 200, (challenge: string) => `"${challenge}"`, 'does not match'],
		['a line feed after it', 200, (challenge: string) => `${challenge}\n`, 'does not match'],
	])('fails on %s and changes nothing', async (_name, status, answer, reason) => {
		await fixture.subscribe();
		const before = fixture.sandbox.subscriptions;
		fixture.receiver.verify = (url, response) => {
			response.writeHead(status).end(answer(url.searchParams.get('hub.challenge') ?? ''));
		};

		const answers = [
			await fixture.subscribeApp('/other', ['messages', 'calls']),
			await fixture.subscribeWaba(HOME_WABA, '/other'),
			await fixture.overridePhone(SALES, '/other'),
		];
		for (const { status: httpStatus, data } of answers) {
			expect(httpStatus).toBe(400);
			expect(data.error).toMatchObject({
				message: expect.stringContaining('(#2200) Callback verification failed') as string,
				type: 'OAuthException',
				code: 2200,
				fbtrace_id: expect.any(String) as string,
			});
			expect(data.error?.message).toContain(reason);
		}
		expect(fixture.sandbox.subscriptions).toEqual(before);
	});

	it('fails when nobody listens', async () => {
		const url = fixture.receiver.url('/gone');
		await fixture.receiver.stop();
		const { data } = await fixture.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: url,
			verify_token: VERIFY_TOKEN,
			fields: ['messages'],
		});
		expect(data.error).toMatchObject({ code: 2200 });
		expect(data.error?.message).toContain('ECONNREFUSED');
	});

	it('fails on a wrong verify token', async () => {
		const { data } = await fixture.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: fixture.receiver.url('/app'),
			verify_token: 'wrong',
			fields: ['messages'],
		});
		expect(data.error?.message).toContain('HTTP Status Code = 403; HTTP Message = Forbidden');
	});

	it.each(['not a url', 'ftp://127.0.0.1/x', '/relative'])('refuses %p as a URL', async (url) => {
		const { status, data } = await fixture.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: url,
			verify_token: VERIFY_TOKEN,
		});
		expect(status).toBe(400);
		expect(data.error?.code).toBe(100);
	});
});

describe('verification of a callback that does not answer', () => {
	const fixture = new GraphFixture();
	beforeAll(async () => await fixture.start({ redelivery: { delaysMs: [], timeoutMs: 50 } }));
	afterAll(async () => await fixture.stop());

	it('fails when its time is over', async () => {
		fixture.receiver.verify = () => undefined;
		const { status, data } = await fixture.subscribeApp();
		expect(status).toBe(400);
		expect(data.error?.code).toBe(2200);
		expect(fixture.sandbox.subscriptions.app).toBeNull();
	});
});
