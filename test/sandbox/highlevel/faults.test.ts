import type { AxiosInstance } from 'axios';
import { demoTeam, startHighLevelSandbox, type HighLevelSandbox } from '../../../sandbox/highlevel';
import { clientFor } from './client';

const { locationId, users } = demoTeam;
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox();
	client = clientFor(sandbox.url);
});
afterEach(async () => await sandbox.close());

const ada = { locationId, name: 'Ada Lovelace', phone: '+12025550143' };
const create = async () => await client.post('/contacts/', ada);

it('drops the connection before anything is applied', async () => {
	sandbox.faults.add({ method: 'POST', path: '/contacts/', times: 1, effect: { kind: 'drop' } });
	await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(sandbox.contacts.all()).toEqual([]);
	expect(sandbox.requests).toMatchObject([{ path: '/contacts/', status: null }]);
	expect((await create()).status).toBe(201);
});

it('applies a write and loses the answer', async () => {
	sandbox.faults.add({ path: '/contacts/', times: 1, effect: { kind: 'dropAfterApply' } });
	await expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
	expect(sandbox.contacts.byPhone(ada.phone)).toHaveLength(1);
	expect(sandbox.requests).toMatchObject([{ path: '/contacts/', status: null }]);
	const again = await create();
	expect(again.status).toBe(400);
	expect(again.data.meta.contactId).toBe(sandbox.contacts.byPhone(ada.phone)[0]?.id);
});

it('answers a status with a plausible body, or with the given one', async () => {
	sandbox.faults.add({ times: 1, effect: { kind: 'status', status: 503 } });
	const plain = await create();
	expect(plain.status).toBe(503);
	expect(plain.data).toEqual({ statusCode: 503, message: 'Service Unavailable' });
	const body = { message: 'Command timed out' };
	const headers = { 'X-RateLimit-Remaining': '0' };
	sandbox.faults.add({ times: 1, effect: { kind: 'status', status: 401, body, headers } });
	const given = await create();
	expect(given.status).toBe(401);
	expect(given.data).toEqual(body);
	expect(given.headers['x-ratelimit-remaining']).toBe('0');
	expect(sandbox.contacts.all()).toEqual([]);
});

it('is noted in the log, with what it answered', async () => {
	sandbox.faults.add({ times: 1, effect: { kind: 'status', status: 502, body: 'Bad gateway' } });
	sandbox.faults.add({ times: 1, effect: { kind: 'dropAfterApply' } });
	await create();
	await create().catch(() => undefined);
	await create();
	expect(sandbox.requests).toMatchObject([
		{ fault: 'status', status: 502, answer: 'Bad gateway' },
		{ fault: 'dropAfterApply', status: null, answer: undefined },
		{ fault: null, status: 400, answer: { statusCode: 400 } },
	]);
});

it('delays a request, then applies it', async () => {
	sandbox.faults.add({ times: 1, effect: { kind: 'delay', ms: 20 } });
	expect((await create()).status).toBe(201);
	expect(sandbox.contacts.all()).toHaveLength(1);
});

it('serves others while one is delayed, and can be closed then', async () => {
	sandbox.faults.add({ method: 'POST', effect: { kind: 'delay', ms: 3_600_000 } });
	const lost = expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
	while (sandbox.requests.length === 0) await new Promise(setImmediate);
	expect((await client.get(`/locations/${locationId}`)).status).toBe(200);
	expect(sandbox.contacts.all()).toEqual([]);
	await sandbox.close();
	await lost;
	expect(sandbox.contacts.all()).toEqual([]);
});

describe('a fault', () => {
	const unavailable = { kind: 'status', status: 503 } as const;

	it('concerns one route, whatever its parameter is called', async () => {
		sandbox.faults.add({ path: '/contacts/:id', effect: unavailable });
		const { id } = sandbox.contacts.seedContact();
		expect((await client.get(`/contacts/${id}`)).status).toBe(503);
		const elsewhere = await client.post('/contacts/upsert', ada);
		expect(elsewhere.status).toBe(200);
		expect((await client.post(`/contacts/${id}/tags`, { tags: [] })).status).toBe(201);
	});

	it('can concern one contact only', async () => {
		const [one, two] = [sandbox.contacts.seedContact(), sandbox.contacts.seedContact()];
		sandbox.faults.add({ method: 'put', path: `/contacts/${one.id}`, effect: unavailable });
		const body = { assignedTo: users.tom.id };
		expect((await client.put(`/contacts/${one.id}`, body)).status).toBe(503);
		expect((await client.get(`/contacts/${one.id}`)).status).toBe(200);
		expect((await client.put(`/contacts/${two.id}`, body)).status).toBe(200);
	});

	it('happens as often as it is told, and says how often it did', async () => {
		const fault = sandbox.faults.add({ times: 2, effect: unavailable });
		const statuses = [];
		for (let i = 0; i < 3; i += 1) {
			statuses.push((await client.get(`/locations/${locationId}`)).status);
		}
		expect(statuses).toEqual([503, 503, 200]);
		expect(fault.hits).toBe(2);
	});

	it('ends when it is removed, or all are cleared', async () => {
		const fault = sandbox.faults.add({ effect: unavailable });
		expect((await create()).status).toBe(503);
		fault.remove();
		expect((await create()).status).toBe(201);
		sandbox.faults.add({ effect: unavailable });
		sandbox.faults.clear();
		expect((await client.get(`/locations/${locationId}`)).status).toBe(200);
	});

	it('happens by chance, the same way for the same seed', async () => {
		const run = async (seed: number) => {
			sandbox.faults.clear();
			const fault = sandbox.faults.add({ probability: 0.5, seed, effect: unavailable });
			const statuses: number[] = [];
			for (let i = 0; i < 20; i += 1) {
				statuses.push((await client.get(`/locations/${locationId}`)).status);
			}
			expect(fault.hits).toBe(statuses.filter((status) => status === 503).length);
			return statuses;
		};
		const first = await run(7);
		expect(new Set(first)).toEqual(new Set([200, 503]));
		expect(await run(7)).toEqual(first);
		expect(await run(8)).not.toEqual(first);
	});

	it('is refused for a path that is no route, as it would prove nothing', () => {
		const add = () => sandbox.faults.add({ path: '/contact/:id', effect: unavailable });
		expect(add).toThrow('/contact/:id');
	});

	it('comes after the token is checked', async () => {
		sandbox.faults.add({ effect: unavailable });
		const unknownToken = clientFor(sandbox.url, {}, 'pit-unknown');
		expect((await unknownToken.get(`/locations/${locationId}`)).status).toBe(401);
	});
});

it.each([
	{ kind: 'drip', part: 'head', everyMs: 1 },
	{ kind: 'drip', part: 'body', everyMs: 1 },
	{ kind: 'flood' },
] as const)(
	'answers without end until the client hangs up, and applies nothing: %j',
	async (effect) => {
		sandbox.faults.add({ path: '/contacts/', times: 1, effect });
		const controller = new AbortController();
		const { signal } = controller;
		const answer = client.post('/contacts/', ada, { signal });
		const ended = expect(answer).rejects.toMatchObject({ code: 'ERR_CANCELED' });
		while (sandbox.requests.length === 0) await new Promise(setImmediate);
		controller.abort();
		await ended;
		expect(sandbox.contacts.all()).toEqual([]);
		expect(sandbox.requests).toMatchObject([{ fault: effect.kind, status: null }]);
	},
);
