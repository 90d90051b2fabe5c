import { APP, HOME_WABA, SALES, World } from './world';
import { VERIFY_TOKEN } from './receiver';

describe('verification of a callback', () => {
	let world: World;
	beforeEach(async () => {
		world = new World();
		await world.start();
	});
	afterEach(async () => await world.stop());

	it('asks each new URL with the verify token, at app, WABA and phone level', async () => {
		await world.subscribeApp('/app');
		await world.subscribeWaba();
		await world.subscribeWaba(HOME_WABA, '/waba');
		await world.overridePhone(SALES, '/phone');

		const asked = world.receiver.verifications;
		expect(asked.map(({ pathname }) => pathname)).toEqual(['/app', '/waba', '/phone']);
		for (const { searchParams } of asked) {
			expect(searchParams.get('hub.mode')).toBe('subscribe');
			expect(searchParams.get('hub.verify_token')).toBe(VERIFY_TOKEN);
			expect(searchParams.get('hub.challenge')).toMatch(/^\d{9,}$/);
		}
		expect(new Set(asked.map((url) => url.searchParams.get('hub.challenge'))).size).toBe(3);
	});

	it('keeps a query that the URL already has', async () => {
		expect((await world.subscribeApp('/hook?tenant=a%20b')).status).toBe(200);
		expect(world.receiver.verifications[0]?.searchParams.get('tenant')).toBe('a b');
	});

	it('asks nobody when a WABA is subscribed plainly or an override is taken away', async () => {
		await world.subscribe();
		world.receiver.verifications.length = 0;
		await world.subscribeWaba();
		await world.asSystemUser('POST', `/${SALES}`, {
			webhook_configuration: { override_callback_uri: '' },
		});
		expect(world.receiver.verifications).toEqual([]);
	});

	it.each([
		['a wrong status', 403, (challenge: string) => challenge, 'HTTP Status Code = 403'],
		['201', 201, (challenge: string) => challenge, 'HTTP Status Code = 201'],
		['another body', 200, () => '12345', 'Response does not match challenge'],
		['a quoted challenge', 200, (challenge: string) => `"${challenge}"`, 'does not match'],
		['a line feed after it', 200, (challenge: string) => `${challenge}\n`, 'does not match'],
	])('fails on %s and changes nothing', async (_name, status, answer, reason) => {
		await world.subscribe();
		const before = world.sandbox.subscriptions;
		world.receiver.verify = (url, response) => {
			response.writeHead(status).end(answer(url.searchParams.get('hub.challenge') ?? ''));
		};

		const answers = [
			await world.subscribeApp('/other', ['messages', 'calls']),
			await world.subscribeWaba(HOME_WABA, '/other'),
			await world.overridePhone(SALES, '/other'),
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
		expect(world.sandbox.subscriptions).toEqual(before);
	});

	it('fails when nobody listens', async () => {
		const url = world.receiver.url('/gone');
		await world.receiver.stop();
		const { data } = await world.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: url,
			verify_token: VERIFY_TOKEN,
			fields: ['messages'],
		});
		expect(data.error).toMatchObject({ code: 2200 });
		expect(data.error?.message).toContain('ECONNREFUSED');
	});

	it('fails on a wrong verify token', async () => {
		const { data } = await world.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: world.receiver.url('/app'),
			verify_token: 'wrong',
			fields: ['messages'],
		});
		expect(data.error?.message).toContain('HTTP Status Code = 403; HTTP Message = Forbidden');
	});

	it.each(['not a url', 'ftp://127.0.0.1/x', '/relative'])('refuses %p as a URL', async (url) => {
		const { status, data } = await world.asApp('POST', `/${APP.id}/subscriptions`, {
			object: 'whatsapp_business_account',
			callback_url: url,
			verify_token: VERIFY_TOKEN,
		});
		expect(status).toBe(400);
		expect(data.error?.code).toBe(100);
	});
});

describe('verification of a callback that does not answer', () => {
	const world = new World();
	beforeAll(async () => await world.start({ redelivery: { delaysMs: [], timeoutMs: 50 } }));
	afterAll(async () => await world.stop());

	it('fails when its time is over', async () => {
		world.receiver.verify = () => undefined;
		const { status, data } = await world.subscribeApp();
		expect(status).toBe(400);
		expect(data.error?.code).toBe(2200);
		expect(world.sandbox.subscriptions.app).toBeNull();
	});
});
