import { APP, HOME_WABA, SALES, SUPPORT, World } from './world';
import { VERIFY_TOKEN } from './receiver';

describe('subscriptions', () => {
	let world: World;
	beforeEach(async () => {
		world = new World();
		await world.start();
	});
	afterEach(async () => await world.stop());

	const read = async () => (await world.asApp('GET', `/${APP.id}/subscriptions`)).data;

	describe('of the app', () => {
		it('are read back with URL, fields and version', async () => {
			expect(await read()).toEqual({ data: [] });
			expect((await world.subscribeApp()).data).toEqual({ success: true });
			expect(await read()).toEqual({
				data: [
					{
						object: 'whatsapp_business_account',
						callback_url: world.receiver.url('/app'),
						active: true,
						fields: [{ name: 'messages', version: 'v25.0' }],
					},
				],
			});
		});

		it('gain fields and change URL when set again', async () => {
			await world.subscribeApp('/first', ['messages']);
			await world.subscribeApp('/second', ['calls']);
			expect(world.sandbox.subscriptions.app).toEqual({
				callbackUrl: world.receiver.url('/second'),
				fields: ['messages', 'calls'],
			});
		});

		it.each([
			['JSON text', JSON.stringify(['messages', 'calls'])],
			['a comma list', 'messages, calls'],
		])('take fields as %s', async (_name, fields) => {
			await world.asApp('POST', `/${APP.id}/subscriptions`, {
				object: 'whatsapp_business_account',
				callback_url: world.receiver.url('/app'),
				verify_token: VERIFY_TOKEN,
				fields,
			});
			expect(world.sandbox.subscriptions.app?.fields).toEqual(['messages', 'calls']);
		});

		it('are set with a form as well as with JSON', async () => {
			const form = new URLSearchParams({
				object: 'whatsapp_business_account',
				callback_url: world.receiver.url('/form'),
				verify_token: VERIFY_TOKEN,
				fields: 'messages',
			});
			expect((await world.asApp('POST', `/${APP.id}/subscriptions`, form)).status).toBe(200);
			expect(world.sandbox.subscriptions.app?.callbackUrl).toBe(world.receiver.url('/form'));
		});

		it('refuse a field that cannot be subscribed', async () => {
			const { status, data } = await world.subscribeApp('/app', ['messages', 'user_id_update']);
			expect(status).toBe(400);
			expect(data.error?.message).toContain('got "user_id_update"');
			expect(world.sandbox.subscriptions.app).toBeNull();
		});

		it.each(['object', 'callback_url', 'verify_token'])('need %s', async (missing) => {
			const complete: Record<string, string> = {
				object: 'whatsapp_business_account',
				callback_url: world.receiver.url('/app'),
				verify_token: VERIFY_TOKEN,
				fields: 'messages',
			};
			delete complete[missing];
			const { status, data } = await world.asApp('POST', `/${APP.id}/subscriptions`, complete);
			expect(status).toBe(400);
			expect(data.error).toMatchObject({
				message: `(#100) The parameter ${missing} is required`,
				code: 100,
			});
		});

		describe('deleted', () => {
			beforeEach(async () => {
				await world.subscribeApp('/app', ['messages', 'calls']);
				await world.asApp('POST', `/${APP.id}/subscriptions`, {
					object: 'page',
					callback_url: world.receiver.url('/page'),
					verify_token: VERIFY_TOKEN,
					fields: 'feed',
				});
			});

			const objects = async () =>
				((await read()).data as { object: string }[]).map(({ object }) => object);

			it('with fields lose these', async () => {
				await world.asApp('DELETE', `/${APP.id}/subscriptions`, {
					object: 'whatsapp_business_account',
					fields: 'messages',
				});
				expect(world.sandbox.subscriptions.app?.fields).toEqual(['calls']);
			});

			it('without fields lose the object', async () => {
				const query = 'object=whatsapp_business_account';
				await world.asApp('DELETE', `/${APP.id}/subscriptions?${query}`);
				expect(await objects()).toEqual(['page']);
			});

			it('without object lose everything', async () => {
				await world.asApp('DELETE', `/${APP.id}/subscriptions`);
				expect(await objects()).toEqual([]);
			});
		});
	});

	describe('of a WABA', () => {
		const path = `/${HOME_WABA}/subscribed_apps`;
		const apps = async () => (await world.asSystemUser('GET', path)).data.data;

		it('name the app, and its override when there is one', async () => {
			expect(await apps()).toEqual([]);
			await world.subscribe();
			expect(await apps()).toEqual([
				{
					whatsapp_business_api_data: {
						id: APP.id,
						name: expect.any(String) as string,
						link: expect.stringContaining(APP.id) as string,
					},
				},
			]);
			await world.subscribeWaba(HOME_WABA, '/waba');
			expect(await apps()).toMatchObject([{ override_callback_uri: world.receiver.url('/waba') }]);
		});

		it('lose the override by an empty POST', async () => {
			await world.subscribe();
			await world.subscribeWaba(HOME_WABA, '/waba');
			await world.subscribeWaba(HOME_WABA);
			expect(world.sandbox.subscriptions.wabas[HOME_WABA]).toEqual({
				subscribed: true,
				override: null,
			});
		});

		it('go away by DELETE', async () => {
			await world.subscribe();
			expect((await world.asSystemUser('DELETE', path)).data).toEqual({ success: true });
			expect(await apps()).toEqual([]);
		});

		it('need a verify token for an override', async () => {
			await world.subscribe();
			const { data } = await world.asSystemUser('POST', path, {
				override_callback_uri: world.receiver.url('/waba'),
			});
			expect(data.error?.message).toBe('(#100) The parameter verify_token is required');
		});
	});

	describe('of a phone number', () => {
		it('are read level by level, without the levels that are not set', async () => {
			const configuration = async () =>
				(await world.asSystemUser('GET', `/${SALES}?fields=webhook_configuration`)).data;

			expect(await configuration()).toEqual({ id: SALES, webhook_configuration: {} });
			await world.subscribe();
			await world.overridePhone(SALES, '/phone');
			expect(await configuration()).toEqual({
				id: SALES,
				webhook_configuration: {
					phone_number: world.receiver.url('/phone'),
					application: world.receiver.url('/app'),
				},
			});
			await world.subscribeWaba(HOME_WABA, '/waba');
			expect(await configuration()).toMatchObject({
				webhook_configuration: { whatsapp_business_account: world.receiver.url('/waba') },
			});
		});

		it('leave the other numbers alone', async () => {
			await world.subscribe();
			await world.overridePhone(SALES, '/sales');
			await world.overridePhone(SUPPORT, '/support');
			await world.asSystemUser('POST', `/${SALES}`, {
				webhook_configuration: { override_callback_uri: '' },
			});
			expect(world.sandbox.subscriptions.phoneOverrides).toEqual({
				[SUPPORT]: world.receiver.url('/support'),
			});
		});

		it('need a configuration', async () => {
			const { status, data } = await world.asSystemUser('POST', `/${SALES}`, {});
			expect(status).toBe(400);
			expect(data.error?.message).toContain('webhook_configuration is required');
		});
	});

	describe('an override', () => {
		const refused = '(#100) Before override the current callback uri, your app must be subscribed';

		it('needs the app to be subscribed', async () => {
			await world.subscribeWaba();
			for (const answer of [
				await world.subscribeWaba(HOME_WABA, '/waba'),
				await world.overridePhone(SALES, '/phone'),
			]) {
				expect(answer.status).toBe(400);
				expect(answer.data.error?.message).toContain(refused);
			}
			expect(world.receiver.verifications).toEqual([]);
		});

		it('needs the WABA to be subscribed', async () => {
			await world.subscribeApp();
			for (const answer of [
				await world.subscribeWaba(HOME_WABA, '/waba'),
				await world.overridePhone(SALES, '/phone'),
			]) {
				expect(answer.data.error?.message).toContain(refused);
			}
			expect(world.sandbox.subscriptions.wabas[HOME_WABA]?.subscribed).toBe(false);
		});

		it('is at most 200 characters long', async () => {
			await world.subscribe();
			const room = 200 - world.receiver.url('/').length;
			const fits = await world.overridePhone(SALES, `/${'x'.repeat(room)}`);
			const tooLong = await world.overridePhone(SALES, `/${'x'.repeat(room + 1)}`);
			expect(fits.status).toBe(200);
			expect(tooLong.status).toBe(400);
			expect(tooLong.data.error?.message).toContain('200 characters');
		});
	});
});
