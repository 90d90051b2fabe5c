import {
	DEFAULT_RATE_LIMIT,
	demoTeam,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type RateLimit,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;

afterEach(async () => await sandbox.close());

const start = async (rateLimit?: RateLimit) => {
	sandbox = await startHighLevelSandbox({ rateLimit, clock: clock.now });
	return clientFor(sandbox.url);
};
const path = `/locations/${locationId}`;

it('tells the limits in headers, on errors too', async () => {
	const client = await start();
	const first = await client.get(path);
	expect(first.headers).toMatchObject({
		'x-ratelimit-max': String(DEFAULT_RATE_LIMIT.max),
		'x-ratelimit-remaining': '99',
		'x-ratelimit-interval-milliseconds': '10000',
		'x-ratelimit-limit-daily': '200000',
		'x-ratelimit-daily-remaining': '199999',
		'x-ratelimit-daily-reset': '86400000',
	});
	const failed = await client.get('/contacts/nobody');
	expect(failed.status).toBe(400);
	expect(failed.headers['x-ratelimit-remaining']).toBe('98');
});

it('answers 429 without Retry-After until the interval is over', async () => {
	const client = await start({ max: 2, intervalMs: 10_000, daily: 100 });
	expect((await client.get(path)).status).toBe(200);
	clock.forward(9_000);
	expect((await client.get(path)).status).toBe(200);
	const refused = await client.get(path);
	expect(refused.status).toBe(429);
	expect(refused.data).toEqual({ statusCode: 429, message: 'Too Many Requests' });
	expect(refused.headers).not.toHaveProperty('retry-after');
	expect(refused.headers['x-ratelimit-remaining']).toBe('0');
	expect(refused.headers['x-ratelimit-daily-remaining']).toBe('98');
	// The window is fixed: it ends 10 s after its first request, not after the last one.
	clock.forward(1_000);
	expect((await client.get(path)).status).toBe(200);
});

it('does not apply what it refuses', async () => {
	const client = await start({ max: 1, intervalMs: 10_000, daily: 100 });
	await client.get(path);
	expect((await client.post('/contacts/', { locationId, name: 'Ada' })).status).toBe(429);
	expect(sandbox.contacts.all()).toEqual([]);
});

it('says with the daily header that waiting an interval is not enough', async () => {
	const client = await start({ max: 10, intervalMs: 10_000, daily: 1 });
	await client.get(path);
	clock.forward(10_000);
	const refused = await client.get(path);
	expect(refused.status).toBe(429);
	expect(refused.headers['x-ratelimit-daily-remaining']).toBe('0');
	expect(refused.headers['x-ratelimit-daily-reset']).toBe('86390000');
	expect(refused.headers['x-ratelimit-remaining']).toBe('10');
	clock.forward(86_390_000);
	expect((await client.get(path)).status).toBe(200);
});

it('counts a private integration and an OAuth app of one location apart', async () => {
	const client = await start({ max: 1, intervalMs: 10_000, daily: 100 });
	const { access_token } = sandbox.oauth.issue({ locationId });
	const app = clientFor(sandbox.url, {}, access_token);
	expect((await client.get(path)).status).toBe(200);
	expect((await app.get(path)).status).toBe(200);
	expect((await app.get(path)).status).toBe(429);
	const sameApp = clientFor(sandbox.url, {}, sandbox.oauth.issue({ locationId }).access_token);
	expect((await sameApp.get(path)).status).toBe(429);
});
