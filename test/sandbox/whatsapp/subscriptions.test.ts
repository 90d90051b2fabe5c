import { APP, HOME_WABA, SALES, SUPPORT, GraphFixture } from './graphFixture';
import { VERIFY_TOKEN } from './receiver';

describe('subscriptions', () => {
	let fixture: GraphFixture;
	beforeEach(async () => {
		fixture = new GraphFixture();
		await fixture.start();
	});
	afterEach(async () => await fixture.stop());

	const read = async () => (await fixture.asApp('GET', `/${APP.id}/subscriptions`)).data;

	describe('of the app', () => {
		it('are read back with URL, fields and version', async () => {
			expect(await read()).toEqual({ data: [] });
			expect((await fixture.subscribeApp()).data).toEqual({ success: true });
			expect(await read()).toEqual({
				data: [
					{
						object: 'whatsapp_business_account',
						callback_url: fixture.receiver.url('/app'),
						active: true,
						fields: [{ name: 'messages', version: 'v25.0' }],
					},
				],
			});
		});

		it('gain fields and change URL when set again', async () => {
			await fixture.subscribeApp('/first', ['messages']);
			await fixture.subscribeApp('/second', ['calls']);
			expect(fixture.sandbox.subscriptions.app).toEqual({
				callbackUrl: fixture.receiver.url('/second'),
				fields: ['messages', 'calls'],
			});
		});

		it.each([
			['JSON text', JSON.stringify(['messages', 'calls'])],
			['a comma list', 'messages, calls'],
		])('take fields as %s', async (_name, fields) => {
			await fixture.asApp('POST', `/${APP.id}/subscriptions`, {
				object: 'whatsapp_business_account',
				callback_url: fixture.receiver.url('/app'),
				verify_token: VERIFY_TOKEN,
				fields,
			});
			expect(fixture.sandbox.subscriptions.app?.fields).toEqual(['messages', 'calls']);
		});

		it('are set with a form as well as with JSON', async () => {
			const form = new URLSearchParams({
				object: 'whatsapp_business_account',
				callback_url: fixture.receiver.url('/form'),
				verify_token: VERIFY_TOKEN,
				fields: 'messages',
			});
			expect((await fixture.asApp('POST', `/${APP.id}/subscriptions`, form)).status).toBe(200);
			expect(fixture.sandbox.subscriptions.app?.callbackUrl).toBe(fixture.receiver.url('/form'));
		});

		it('refuse a field that cannot be subscribed', async () => {
			const { status, data } = await fixture.subscribeApp('/app', ['messages', 'user_id_update']);
			expect(status).toBe(400);
			expect(data.error?.message).toContain('got "user_id_update"');
			expect(fixture.sandbox.subscriptions.app).toBeNull();
		});

		it.each(['object', 'callback_url', 'verify_token'])('need %s', async (missing) => {
			const complete: Record<string, string> = {
				object: 'whatsapp_business_account',
				callback_url: fixture.receiver.url('/app'),
				verify_token: VERIFY_TOKEN,
				fields: 'messages',
			};
			delete complete[missing];
			const { status, data } = await fixture.asApp('POST', `/${APP.id}/subscriptions`, complete);
			expect(status).toBe(400);
			expect(data.error).toMatchObject({
				message: `(#100) The parameter ${missing} is required`,
				code: 100,
			});
		});

		describe('deleted', () => {
			beforeEach(async () => {
				await fixture.subscribeApp('/app', ['messages', 'calls']);
				await fixture.asApp('POST', `/${APP.id}/subscriptions`, {
					object: 'page',
					callback_url: fixture.receiver.url('/page'),
					verify_token: VERIFY_TOKEN,
					fields: 'feed',
				});
			});

			const objects = async () =>
				((await read()).data as { object: string }[]).map(({ object }) => object);

			it('with fields lose these', async () => {
				await fixture.asApp('DELETE', `/${APP.id}/subscriptions`, {
					object: 'whatsapp_business_account',
					fields: 'messages',
				});
				expect(fixture.sandbox.subscriptions.app?.fields).toEqual(['calls']);
			});

			it('without fields lose the object', async () => {
				const query = 'object=whatsapp_business_account';
				await fixture.asApp('DELETE', `/${APP.id}/subscriptions?${query}`);
				expect(await objects()).toEqual(['page']);
			});

			it('without object lose everything', async () => {
				await fixture.asApp('DELETE', `/${APP.id}/subscriptions`);
				expect(await objects()).toEqual([]);
			});
		});
	});

	describe('of a WABA', () => {
		const path = `/${HOME_WABA}/subscribed_apps`;
		const apps = async () => (await fixture.asSystemUser('GET', path)).data.data;

		it('name the app, and its override when there is one', async () => {
			expect(await apps()).toEqual([]);
			await fixture.subscribe();
			expect(await apps()).toEqual([
				{
					whatsapp_business_api_data: {
						id: APP.id,
						name: expect.any(String) as string,
						link: expect.stringContaining(APP.id) as string,
					},
				},
			]);
			await fixture.subscribeWaba(HOME_WABA, '/waba');
			expect(await apps()).toMatchObject([
				{ override_callback_uri: fixture.receiver.url('/waba') },
			]);
		});

		it('lose the override by an empty POST', async () => {
			await fixture.subscribe();
			await fixture.subscribeWaba(HOME_WABA, '/waba');
			await fixture.subscribeWaba(HOME_WABA);
			expect(fixture.sandbox.subscriptions.wabas[HOME_WABA]).toEqual({
				subscribed: true,
				override: null,
			});
		});

		it('go away by DELETE', async () => {
			await fixture.subscribe();
			expect((await fixture.asSystemUser('DELETE', path)).data).toEqual({ success: true });
			expect(await apps()).toEqual([]);
		});

		it('need a verify token for an override', async () => {
			await fixture.subscribe();
			const { data } = await fixture.asSystemUser('POST', path, {
				override_callback_uri: fixture.receiver.url('/waba'),
			});
			expect(data.error?.message).toBe('(#100) The parameter verify_token is required');
		});
	});

	describe('of a phone number', () => {
		it('are read level by level, without the levels that are not set', async () => {
			const configuration = async () =>
				(await fixture.asSystemUser('GET', `/${SALES}?fields=webhook_configuration`)).data;

			expect(await configuration()).toEqual({ id: SALES, webhook_configuration: {} });
			await fixture.subscribe();
			await fixture.overridePhone(SALES, '/phone');
			expect(await configuration()).toEqual({
				id: SALES,
				webhook_configuration: {
					phone_number: fixture.receiver.url('/phone'),
					application: fixture.receiver.url('/app'),
				},
			});
			await fixture.subscribeWaba(HOME_WABA, '/waba');
			expect(await configuration()).toMatchObject({
				webhook_configuration: { whatsapp_business_account: fixture.receiver.url('/waba') },
			});
		});

		it('leave the other numbers alone', async () => {
			await fixture.subscribe();
			await fixture.overridePhone(SALES, '/sales');
			await fixture.overridePhone(SUPPORT, '/support');
			await fixture.asSystemUser('POST', `/${SALES}`, {
				webhook_configuration: { override_callback_uri: '' },
			});
			expect(fixture.sandbox.subscriptions.phoneOverrides).toEqual({
				[SUPPORT]: fixture.receiver.url('/support'),
			});
		});

		it('need a configuration', async () => {
			const { status, data } = await fixture.asSystemUser('POST', `/${SALES}`, {});
			expect(status).toBe(400);
			expect(data.error?.message).toContain('webhook_configuration is required');
		});
	});

	describe('an override', () => {
		const refused = '(#100) Before override the current callback uri, your app must be subscribed';

		it('needs the app to be subscribed', async () => {
			await fixture.subscribeWaba();
			for (const answer of [
				await fixture.subscribeWaba(HOME_WABA, '/waba'),
				await fixture.overridePhone(SALES, '/phone'),
			]) {
				expect(answer.status).toBe(400);
				expect(answer.data.error?.message).toContain(refused);
			}
			expect(fixture.receiver.verifications).toEqual([]);
		});

		it('needs the WABA to be subscribed', async () => {
			await fixture.subscribeApp();
			for (const answer of [
				await fixture.subscribeWaba(HOME_WABA, '/waba'),
				await fixture.overridePhone(SALES, '/phone'),
			]) {
				expect(answer.data.error?.message).toContain(refused);
			}
			expect(fixture.sandbox.subscriptions.wabas[HOME_WABA]?.subscribed).toBe(false);
		});

		it('is at most 200 characters long', async () => {
			await fixture.subscribe();
			const room = 200 - fixture.receiver.url('/').length;
			const fits = await fixture.overridePhone(SALES, `/${'x'.repeat(room)}`);
			const tooLong = await fixture.overridePhone(SALES, `/${'x'.repeat(room + 1)}`);
			expect(fits.status).toBe(200);
			expect(tooLong.status).toBe(400);
			expect(tooLong.data.error?.message).toContain('200 characters');
		});
	});
});
