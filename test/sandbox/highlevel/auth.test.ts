import axios from 'axios';
import {
	demoTeam,
	fingerprint,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor, VERSION } from './client';

const READ_ONLY = 'pit-read-only';
const UNSCOPED = 'pit-without-scopes';

let sandbox: HighLevelSandbox;

beforeAll(async () => {
	sandbox = await startHighLevelSandbox({
		tokens: [
			{ token: demoTeam.token, locationId: demoTeam.locationId },
			{ token: READ_ONLY, locationId: demoTeam.locationId, scopes: ['contacts.readonly'] },
			{ token: UNSCOPED, locationId: demoTeam.locationId, scopes: [] },
		],
	});
});
afterAll(async () => await sandbox.close());

const locationPath = `/locations/${demoTeam.locationId}`;

describe('the version header', () => {
	it('is needed on every call', async () => {
		const answer = await axios.get(sandbox.url + locationPath, {
			headers: { Authorization: `Bearer ${demoTeam.token}` },
			validateStatus: () => true,
		});
		expect(answer.status).toBe(401);
		expect(answer.data).toMatchObject({
			statusCode: 401,
			message: 'version header was not found.',
		});
	});

	it('must be a published version', async () => {
		const answer = await clientFor(sandbox.url, { Version: '2020-01-01' }).get(locationPath);
		expect(answer.status).toBe(401);
		expect(answer.data.message).toBe('version header is invalid');
	});

	it.each(['v3', '2023-02-21', '2021-07-28', '2021-04-15', 'legacy'])('accepts %s', async (v) => {
		expect((await clientFor(sandbox.url, { Version: v }).get(locationPath)).status).toBe(200);
	});
});

describe('the token', () => {
	it.each([
		[
			'an unknown private integration token',
			'Bearer pit-unknown',
			'Invalid Private Integration token',
		],
		['any other unknown token', 'Bearer abc', 'Invalid JWT'],
		['no bearer token', 'Basic abc', 'Invalid token: access token is invalid'],
		['nothing', undefined, 'Invalid token: access token is invalid'],
	])('is refused with 401 when it is %s', async (_what, Authorization, message) => {
		const answer = await axios.get(sandbox.url + locationPath, {
			headers: { Authorization, Version: VERSION },
			validateStatus: () => true,
		});
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual({ statusCode: 401, message, error: 'Unauthorized' });
	});

	it('needs the scope of the route', async () => {
		const client = clientFor(sandbox.url, {}, READ_ONLY);
		const { locationId } = demoTeam;
		expect((await client.post('/contacts/search', { locationId, pageLimit: 1 })).status).toBe(200);
		const answer = await client.post('/contacts/', { locationId, name: 'Ada Lovelace' });
		expect(answer.status).toBe(401);
		expect(answer.data.message).toBe('The token is not authorized for this scope.');
	});

	it('opens only its own location', async () => {
		const answer = await clientFor(sandbox.url).get(`/locations/${otherLocation.id}`);
		expect(answer.status).toBe(403);
		expect(answer.data.message).toBe('The token does not have access to this location.');
	});

	it('is told about a missing scope before a wrong location', async () => {
		const client = clientFor(sandbox.url, {}, UNSCOPED);
		expect((await client.get(`/locations/${otherLocation.id}`)).status).toBe(401);
	});

	it.each([
		['GET', '/contacts/search/duplicate?number=%2B12025550101', undefined],
		['POST', '/contacts/', { name: 'Ada Lovelace' }],
		['POST', '/contacts/upsert', { phone: '+12025550101' }],
		['POST', '/contacts/search', { pageLimit: 1 }],
		['GET', '/users/', undefined],
	])('gets 403 from %s %s without a location', async (method, url, data) => {
		const answer = await clientFor(sandbox.url).request({ method, url, data });
		expect(answer.status).toBe(403);
		expect(answer.data.message).toBe('The token does not have access to this location.');
	});

	it('is invalid as soon as it is revoked', async () => {
		const own = await startHighLevelSandbox();
		try {
			expect((await clientFor(own.url).get(locationPath)).status).toBe(200);
			expect(own.revokeToken(demoTeam.token)).toBe(true);
			expect((await clientFor(own.url).get(locationPath)).status).toBe(401);
		} finally {
			await own.close();
		}
	});

	it('may not name a location that is not there', async () => {
		await expect(
			startHighLevelSandbox({ tokens: [{ token: 'pit-x', locationId: 'nowhere' }] }),
		).rejects.toThrow('nowhere');
	});
});

describe('a location', () => {
	it('is answered with its company and how it treats duplicates', async () => {
		const { data } = await clientFor(sandbox.url).get(locationPath);
		expect(data).toEqual({
			location: {
				id: demoTeam.locationId,
				companyId: demoTeam.companyId,
				name: 'Harbor Dental',
				country: 'US',
				timezone: 'America/New_York',
				settings: {
					allowDuplicateContact: false,
					allowDuplicateOpportunity: false,
					contactUniqueIdentifiers: ['email', 'phone'],
				},
			},
			traceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
	});
});

describe('an unknown route', () => {
	it.each([
		['GET', '/contact/abc?x=1'],
		['PATCH', '/contacts/abc'],
		['POST', '/oauth/location-token'],
	])('is a 404 that names %s %s', async (method, url) => {
		const answer = await clientFor(sandbox.url).request({ method, url });
		expect(answer.status).toBe(404);
		expect(answer.data).toEqual({
			message: `Cannot ${method} ${url}`,
			error: 'Not Found',
			statusCode: 404,
		});
	});
});

describe('the request log', () => {
	it('keeps what was asked and answered, in order of arrival', async () => {
		sandbox.clearRequests();
		const client = clientFor(sandbox.url, { 'User-Agent': 'tests' });
		const { locationId } = demoTeam;
		await client.get('/contacts/search/duplicate', { params: { locationId, email: 'a@b.co' } });
		await client.put('/contacts/nobody', { assignedTo: 'someone' });
		await client.get('/nowhere');
		expect(sandbox.requests).toMatchObject([
			{
				method: 'GET',
				path: '/contacts/search/duplicate',
				route: '/contacts/search/duplicate',
				query: { locationId, email: 'a@b.co' },
				headers: { version: VERSION, 'user-agent': 'tests' },
				body: undefined,
				status: 200,
				answer: { contact: null },
			},
			{
				method: 'PUT',
				path: '/contacts/nobody',
				route: '/contacts/:contactId',
				body: { assignedTo: 'someone' },
				status: 400,
				answer: { error: 'Contact with id nobody not found', status: 400 },
			},
			{
				path: '/nowhere',
				route: null,
				status: 404,
				answer: { message: 'Cannot GET /nowhere', error: 'Not Found', statusCode: 404 },
			},
		]);
	});

	it('never holds a token, only a fingerprint of it', async () => {
		sandbox.clearRequests();
		await clientFor(sandbox.url).get(locationPath);
		expect(JSON.stringify(sandbox.requests)).not.toContain(demoTeam.token);
		expect(sandbox.requests[0]?.headers.authorization).toBe(fingerprint(demoTeam.token));
	});
});
