import { toHighLevelError } from '../../highlevel/errors';
import { demoLocation, demoTeam, otherLocation } from '../../sandbox/highlevel';
import { findContact, getContact } from '../../highlevel/lookUpContact';
import { path } from '../../highlevel/path';
import { LocationFixture } from './locationFixture';

describe('what HighLevel refuses', () => {
	const location = new LocationFixture();
	beforeAll(async () => {
		await location.start({
			tokens: [
				{ token: demoTeam.token, locationId: demoLocation.id },
				{ token: 'pit-reader', locationId: demoLocation.id, scopes: ['users.readonly'] },
			],
		});
	});
	afterAll(async () => await location.stop());

	it('because of a missing scope names the permissions', async () => {
		const client = location.client(demoLocation.id, 'pit-reader');
		await expect(findContact(client, '+14155550117')).rejects.toMatchObject({
			kind: 'credential',
			status: 401,
			message: expect.stringContaining('permission'),
			description: expect.stringMatching(/View Contacts.*Edit Contacts.*contacts\.write/),
		});
	});

	it('because of the token asks for a new one', async () => {
		const client = location.client(demoLocation.id, 'pit-unknown');
		const refusal = findContact(client, '+14155550117');
		await expect(refusal).rejects.toMatchObject({
			kind: 'credential',
			status: 401,
			message: expect.stringContaining('Invalid Private Integration token'),
			description: expect.stringContaining('Copy the token'),
		});
		await expect(refusal).rejects.not.toMatchObject({
			message: expect.stringContaining('pit-unknown'),
		});
	});

	it('because of another location points to the Location ID', async () => {
		const client = location.client(otherLocation.id);
		await expect(findContact(client, '+14155550117')).rejects.toMatchObject({
			kind: 'wrong-location',
			status: 403,
			description: expect.stringContaining('Location ID'),
		});
	});

	it('because a contact is not there says which', async () => {
		await expect(getContact(location.client(), 'nobody')).rejects.toMatchObject({
			kind: 'invalid-request',
			status: 400,
			message: expect.stringContaining('Contact with id nobody not found'),
		});
	});

	it('as a list of broken rules is one sentence, with the trace ID', async () => {
		const refusal = location.client().request({
			method: 'POST',
			path: path`/contacts/`,
			body: { locationId: demoLocation.id, nonsense: 1, rubbish: 2 },
			version: '2021-07-28',
			repeatable: false,
		});
		await expect(refusal).rejects.toMatchObject({
			kind: 'invalid-request',
			status: 422,
			message: expect.stringMatching(
				/property nonsense should not exist, property rubbish should not exist/,
			),
			description: expect.stringMatching(/trace ID: [0-9a-f-]{36}/),
		});
	});
});

describe('an answer of HighLevel', () => {
	it.each<[string, unknown]>([
		['nothing', undefined],
		['null', null],
		['a page', '<html>Bad gateway</html>'],
		['a number', 7],
		['an unknown shape', { message: { deep: 1 }, error: 5 }],
	])('that is %s still names its status', (_what, body) => {
		expect(toHighLevelError(418, body)).toMatchObject({
			kind: 'invalid-request',
			status: 418,
			message: 'HighLevel refused the request: HTTP status 418',
		});
	});

	it.each([
		[429, 'rate-limited'],
		[500, 'unavailable'],
		[503, 'unavailable'],
		[400, 'invalid-request'],
		[404, 'invalid-request'],
	])('with status %d is of the kind %s', (status, kind) => {
		expect(toHighLevelError(status, { message: 'said' })).toMatchObject({ kind, status });
	});

	it('keeps its trace ID when it is about credentials', () => {
		const { description } = toHighLevelError(401, { message: 'no', traceId: 'abc-1' });
		expect(description).toContain('abc-1');
	});
});

it('no refusal repeats a token that it was sent, nor at any length', () => {
	const tokens = ['pit-0a1b-2c3d', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'odd/token=='];
	const message = [
		...tokens.map((token) => `Invalid token Bearer ${token}`),
		...tokens.slice(0, 2),
	];
	for (const status of [400, 401, 403, 500]) {
		for (const body of [{ message, traceId: message[0] }, { error: message.join(' ') }]) {
			const refusal = toHighLevelError(status, body);
			const said = `${refusal.message} ${refusal.description}`;
			expect(said).toContain('Invalid token');
			for (const token of tokens) expect(said).not.toContain(token);
		}
		const long = toHighLevelError(status, {
			message: 'x'.repeat(100_000),
			traceId: 'y'.repeat(1000),
		});
		expect(`${long.message} ${long.description}`.length).toBeLessThan(1500);
	}
});
