import axios from 'axios';

import { APP, APP_TOKEN, HOME_WABA, SALES, GraphFixture } from './graphFixture';
import { VERIFY_TOKEN } from './receiver';

const OF_THE_APP = [
	['GET', `/${APP.id}/subscriptions`],
	['POST', `/${APP.id}/subscriptions`],
	['DELETE', `/${APP.id}/subscriptions`],
] as const;

const OF_THE_BUSINESS = [
	['GET', `/${HOME_WABA}`],
	['GET', `/${HOME_WABA}/phone_numbers`],
	['GET', `/${HOME_WABA}/subscribed_apps`],
	['POST', `/${HOME_WABA}/subscribed_apps`],
	['DELETE', `/${HOME_WABA}/subscribed_apps`],
	['GET', `/${SALES}`],
	['POST', `/${SALES}`],
] as const;

describe('tokens', () => {
	const fixture = new GraphFixture();
	beforeAll(async () => await fixture.start());
	afterAll(async () => await fixture.stop());

	it.each([...OF_THE_APP, ...OF_THE_BUSINESS, ['GET', '/debug_token'] as const])(
		'%s %s needs one that somebody has',
		async (method, path) => {
			for (const token of [null, 'wrong', `${APP.id}|wrong`]) {
				const { status, data } = await fixture.call(method, path, token);
				expect(status).toBe(401);
				expect(data.error).toMatchObject({ type: 'OAuthException', code: 190 });
			}
		},
	);

	it.each(OF_THE_APP)('%s %s needs the app token', async (method, path) => {
		const { status, data } = await fixture.asSystemUser(method, path);
		expect(status).toBe(400);
		expect(data.error).toMatchObject({
			message: '(#15) This method must be called with an app access_token.',
			code: 15,
		});
	});

	it.each(OF_THE_BUSINESS)('%s %s cannot be seen by the app', async (method, path) => {
		const { status, data } = await fixture.asApp(method, path);
		expect(status).toBe(400);
		expect(data.error).toMatchObject({
			type: 'GraphMethodException',
			code: 100,
			error_subcode: 33,
		});
	});

	it('may be in the query as well as in the header', async () => {
		const url = `${fixture.sandbox.url}/v25.0/${APP.id}/subscriptions`;
		const { status } = await axios.get(url, { params: { access_token: APP_TOKEN } });
		expect(status).toBe(200);
	});

	it('do not make an unknown object known', async () => {
		const { status, data } = await fixture.asSystemUser('GET', '/777/phone_numbers');
		expect(status).toBe(400);
		expect(data.error).toMatchObject({
			message: expect.stringContaining("Object with ID '777' does not exist") as string,
			type: 'GraphMethodException',
			code: 100,
			error_subcode: 33,
		});
	});

	it('are never kept', async () => {
		await fixture.subscribe();
		await fixture.overridePhone(SALES, '/phone');
		const url = `${fixture.sandbox.url}/v25.0/debug_token`;
		const params = { access_token: APP_TOKEN, input_token: APP.systemUserToken };
		await axios.get(url, { params });

		const { requests, subscriptions, deliveries } = fixture.sandbox;
		const kept = JSON.stringify({ requests, subscriptions, deliveries });
		for (const secret of [APP.secret, APP.systemUserToken, VERIFY_TOKEN]) {
			expect(kept).not.toContain(secret);
		}
		expect(requests.at(-1)).toEqual({
			method: 'GET',
			path: '/v25.0/debug_token',
			query: {},
			body: {},
			status: 200,
		});
		expect(requests.at(-2)).toMatchObject({
			method: 'POST',
			path: `/v25.0/${SALES}`,
			body: {
				webhook_configuration: { override_callback_uri: fixture.receiver.url('/phone') },
			},
			status: 200,
		});
	});

	it('leave a trace of refused calls too', async () => {
		await fixture.call('GET', `/${SALES}?fields=id`, null);
		expect(fixture.sandbox.requests.at(-1)).toMatchObject({
			path: `/v25.0/${SALES}`,
			query: { fields: 'id' },
			status: 401,
		});
	});

	it('a body that is no JSON object is refused', async () => {
		for (const data of ['{"broken', '[1]', '"text"']) {
			const answer = await axios.post<unknown>(`${fixture.sandbox.url}/v25.0/${SALES}`, data, {
				headers: {
					Authorization: `Bearer ${APP.systemUserToken}`,
					'Content-Type': 'application/json',
				},
				transformRequest: (body: string) => body,
				validateStatus: () => true,
			});
			expect(answer.status).toBe(400);
			const message = expect.stringContaining('(#100) Invalid parameter: ') as string;
			expect(answer.data).toMatchObject({ error: { code: 100, message } });
		}
	});
});

describe('a system user without permission', () => {
	const fixture = new GraphFixture();
	const permissions = ['business_management', 'whatsapp_business_messaging'];
	beforeAll(async () => await fixture.start({ permissions }));
	afterAll(async () => await fixture.stop());

	it.each(OF_THE_BUSINESS)('%s %s is refused', async (method, path) => {
		const { status, data } = await fixture.asSystemUser(method, path);
		expect(status).toBe(403);
		expect(data.error).toMatchObject({
			message: '(#200) Requires whatsapp_business_management permission to manage the object',
			type: 'OAuthException',
			code: 200,
		});
	});

	it('shows in debug_token', async () => {
		const { data } = await fixture.asApp('GET', `/debug_token?input_token=${APP.systemUserToken}`);
		expect(data.data).toMatchObject({
			is_valid: true,
			scopes: permissions,
			granular_scopes: [{ scope: 'whatsapp_business_messaging' }],
		});
	});
});
