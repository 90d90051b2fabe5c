import axios from 'axios';
import {
	demoOAuthApp,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId, companyId } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ clock: clock.now });
});
afterEach(async () => await sandbox.close());

const app = { client_id: demoOAuthApp.clientId, client_secret: demoOAuthApp.clientSecret };

const exchange = async (fields: Record<string, string>) =>
	await axios.post(`${sandbox.url}/oauth/token`, new URLSearchParams(fields), {
		validateStatus: () => true,
	});

const statusWith = async (token: string) =>
	(await clientFor(sandbox.url, {}, token).get(`/locations/${locationId}`)).status;

describe('an authorization code', () => {
	it('becomes tokens, once', async () => {
		const code = sandbox.oauth.authorize({ locationId });
		const fields = { ...app, grant_type: 'authorization_code', code, user_type: 'Location' };
		const answer = await exchange(fields);
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({
			access_token: expect.any(String),
			refresh_token: expect.any(String),
			token_type: 'Bearer',
			expires_in: 86_399,
			scope: 'contacts.readonly contacts.write users.readonly locations.readonly',
			userType: 'Location',
			companyId,
			locationId,
			userId: expect.any(String),
		});
		expect(await statusWith(answer.data.access_token)).toBe(200);
		const again = await exchange(fields);
		expect(again.status).toBe(400);
		expect(again.data.message).toBe('Invalid grant: authorization code is invalid');
	});
});

describe('a refresh token', () => {
	it('works once and brings the next one', async () => {
		const { refresh_token } = sandbox.oauth.issue({ locationId });
		const fields = { ...app, grant_type: 'refresh_token', refresh_token };
		const first = await exchange(fields);
		expect(first.status).toBe(200);
		expect(first.data.refresh_token).not.toBe(refresh_token);

		const second = await exchange(fields);
		expect(second.status).toBe(400);
		expect(second.data.message).toBe('Invalid grant: refresh token is invalid');

		const next = await exchange({ ...fields, refresh_token: first.data.refresh_token });
		expect(next.status).toBe(200);
		expect(await statusWith(next.data.access_token)).toBe(200);
	});

	it('is not used up by a request with wrong credentials', async () => {
		const { refresh_token } = sandbox.oauth.issue({ locationId });
		const fields = { ...app, grant_type: 'refresh_token', refresh_token };
		expect((await exchange({ ...fields, client_secret: 'wrong' })).status).toBe(400);
		expect((await exchange(fields)).status).toBe(200);
	});
});

describe('an access token', () => {
	it('expires after a day', async () => {
		const { access_token, expires_in } = sandbox.oauth.issue({ locationId });
		clock.forward(expires_in * 1000 - 1);
		expect(await statusWith(access_token)).toBe(200);
		clock.forward(1);
		expect(await statusWith(access_token)).toBe(401);
	});

	it('has the scopes that were granted', async () => {
		const { access_token } = sandbox.oauth.issue({ locationId, scopes: ['contacts.readonly'] });
		expect(await statusWith(access_token)).toBe(401);
	});
});

describe('a wrong token request', () => {
	const { client_id, client_secret } = app;
	const cases: [string, Record<string, string>, number, unknown][] = [
		[
			'no client id',
			{ client_secret, grant_type: 'refresh_token' },
			400,
			'Missing parameter: clientId',
		],
		[
			'no secret',
			{ client_id, grant_type: 'refresh_token' },
			400,
			'Missing parameter: clientSecret',
		],
		[
			'an empty grant type',
			{ ...app, grant_type: '' },
			422,
			[
				'grant_type must be one of the following values: authorization_code, refresh_token, client_credentials',
			],
		],
		[
			'no refresh token',
			{ ...app, grant_type: 'refresh_token' },
			400,
			'Missing parameter: `refresh_token`',
		],
		['no code', { ...app, grant_type: 'authorization_code' }, 400, 'Missing parameter: `code`'],
	];

	it.each(cases)('with %s is refused', async (_what, fields, status, message) => {
		const answer = await exchange(fields);
		expect(answer.status).toBe(status);
		expect(answer.data.message).toEqual(message);
	});
});

describe('a company token', () => {
	const asCompany = () =>
		sandbox.oauth.issue({
			locationId,
			userType: 'Company',
			scopes: ['oauth.write', 'contacts.readonly', 'users.readonly', 'locations.readonly'],
		});
	const locationToken = async (token: string, fields: Record<string, string>) =>
		await clientFor(sandbox.url, {}, token).post(
			'/oauth/locationToken',
			new URLSearchParams(fields),
		);

	it('names no location and opens no contacts', async () => {
		const tokens = asCompany();
		expect(tokens).toMatchObject({ userType: 'Company', companyId });
		expect(tokens).not.toHaveProperty('locationId');
		const client = clientFor(sandbox.url, {}, tokens.access_token);
		const { status } = await client.post('/contacts/search', { locationId, pageLimit: 1 });
		expect(status).toBe(403);
	});

	it('sees the users of the whole company', async () => {
		const client = clientFor(sandbox.url, {}, asCompany().access_token);
		const { data } = await client.get('/users/search', { params: { companyId } });
		expect(data.count).toBe(6);
	});

	it('becomes a token for any of its locations', async () => {
		const fields = { companyId, locationId: otherLocation.id };
		const answer = await locationToken(asCompany().access_token, fields);
		expect(answer.status).toBe(200);
		expect(answer.data).toMatchObject({ token_type: 'Bearer', locationId: otherLocation.id });
		expect(answer.data).not.toHaveProperty('refresh_token');
		const client = clientFor(sandbox.url, {}, answer.data.access_token);
		expect((await client.get(`/locations/${otherLocation.id}`)).status).toBe(200);
		expect((await client.get(`/locations/${locationId}`)).status).toBe(403);
	});

	it('opens no location of another company', async () => {
		const fields = { companyId, locationId: 'elsewhere' };
		expect((await locationToken(asCompany().access_token, fields)).status).toBe(403);
	});

	it('is what a location token is not', async () => {
		const { access_token } = sandbox.oauth.issue({ locationId, scopes: ['oauth.write'] });
		const answer = await locationToken(access_token, { companyId, locationId });
		expect(answer.status).toBe(403);
		expect(answer.data.message).toBe('Forbidden resource');
		expect((await locationToken(demoTeam.token, { companyId, locationId })).status).toBe(401);
	});
});

describe('the request log', () => {
	it('holds no OAuth secrets', async () => {
		const { refresh_token } = sandbox.oauth.issue({ locationId });
		const { data } = await exchange({ ...app, grant_type: 'refresh_token', refresh_token });
		const log = JSON.stringify(sandbox.requests);
		expect(log).toContain('refresh_token');
		expect(log).not.toContain(refresh_token);
		expect(log).not.toContain(app.client_secret);
		expect(log).not.toContain(data.access_token);
		expect(log).not.toContain(data.refresh_token);
		expect(sandbox.requests[0]?.answer).toMatchObject({ access_token: '[redacted]', locationId });
	});
});
