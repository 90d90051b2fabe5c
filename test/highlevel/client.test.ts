import type { HighLevelRequest } from '../../highlevel/client';
import { demoLocation, type FaultEffect } from '../../sandbox/highlevel';
import { path } from '../../highlevel/path';
import { LocationFixture } from './locationFixture';

const read: HighLevelRequest = {
	method: 'GET',
	path: path`/users/`,
	query: { locationId: demoLocation.id },
	version: '2021-07-28',
	repeatable: true,
};
const create: HighLevelRequest = {
	method: 'POST',
	path: path`/contacts/`,
	body: { locationId: demoLocation.id, phone: '+14155550117' },
	version: '2021-07-28',
	repeatable: false,
};

const refusals: Array<[string, FaultEffect]> = [
	['500', { kind: 'status', status: 500 }],
	['502', { kind: 'status', status: 502, body: '<html>Bad gateway</html>' }],
	['503', { kind: 'status', status: 503 }],
	['a dropped connection', { kind: 'drop' }],
	['a lost answer', { kind: 'dropAfterApply' }],
];

describe('a client of HighLevel', () => {
	const location = new LocationFixture();
	let now = 1_000_000;
	beforeEach(async () => {
		location.waits.length = 0;
		location.whileWaiting = () => {};
		await location.start({
			clock: () => now,
			rateLimit: { max: 2, intervalMs: 7_000, daily: 5 },
		});
	});
	afterEach(async () => await location.stop());

	it('sends the version and counts its requests', async () => {
		const client = location.client();
		await client.request(read);
		await client.request(read);
		expect(client.calls).toBe(2);
		expect(location.sandbox.requests).toMatchObject([
			{ headers: { version: '2021-07-28' } },
			{ headers: { version: '2021-07-28' } },
		]);
	});

	describe('at the rate limit', () => {
		const fill = async () => {
			await location.client().request(read);
			await location.client().request(read);
		};

		it.each([
			['a request that is harmless to repeat', read],
			['a request that is not: it was not carried out', create],
		])(
			'waits for the interval that HighLevel names, then sends again %s',
			async (_what, request) => {
				await fill();
				location.whileWaiting = () => {
					now += 7_000;
				};
				const client = location.client();
				await client.request(request);
				expect(location.waits).toEqual([7_000]);
				expect(client.calls).toBe(2);
				expect(location.sandbox.contacts.all()).toHaveLength(request === create ? 1 : 0);
			},
		);

		it('gives up after four tries', async () => {
			await fill();
			const client = location.client();
			await expect(client.request(read)).rejects.toMatchObject({
				kind: 'rate-limited',
				status: 429,
				description: expect.stringContaining('later'),
			});
			expect(location.waits).toEqual([7_000, 7_000, 7_000]);
			expect(client.calls).toBe(4);
		});

		it('stops at once when the day is used up', async () => {
			for (let request = 1; request <= 5; request++) {
				await location.client().request(read);
				now += 7_000;
			}
			const client = location.client();
			await expect(client.request(read)).rejects.toMatchObject({
				kind: 'daily-limit',
				status: 429,
				description: expect.stringContaining('tomorrow'),
			});
			expect(location.waits).toEqual([]);
			expect(client.calls).toBe(1);
		});

		it.each([[undefined], ['0'], ['soon'], ['-5']])(
			'waits ten seconds when the interval is %p',
			async (interval) => {
				const headers: Record<string, string> = interval
					? { 'X-RateLimit-Interval-Milliseconds': interval }
					: { 'X-RateLimit-Interval-Milliseconds': '' };
				const effect: FaultEffect = { kind: 'status', status: 429, headers };
				location.sandbox.faults.add({ times: 1, effect });
				await location.client().request(read);
				expect(location.waits).toEqual([10_000]);
			},
		);
	});

	describe.each(refusals)('after %s', (_what, effect) => {
		it('sends again what is harmless to repeat, with longer pauses', async () => {
			location.sandbox.faults.add({ times: 3, effect });
			now += 7_000;
			const client = location.client();
			location.whileWaiting = () => {
				now += 7_000;
			};
			await expect(client.request(read)).resolves.toHaveProperty('users');
			expect(location.waits).toEqual([500, 1000, 2000]);
			expect(client.calls).toBe(4);
		});

		it('gives up after four tries', async () => {
			location.whileWaiting = () => {
				now += 7_000;
			};
			location.sandbox.faults.add({ effect });
			const client = location.client();
			await expect(client.request(read)).rejects.toMatchObject({ kind: 'unavailable' });
			expect(client.calls).toBe(4);
		});

		it('never sends again what could happen twice', async () => {
			location.sandbox.faults.add({ effect });
			const client = location.client();
			await expect(client.request(create)).rejects.toMatchObject({ kind: 'unavailable' });
			expect(client.calls).toBe(1);
			expect(location.log).toEqual(['POST /contacts/']);
			expect(location.waits).toEqual([]);
		});
	});

	it.each([[400], [401], [403], [404], [422]])(
		'does not repeat a request after %d',
		async (status) => {
			location.sandbox.faults.add({ effect: { kind: 'status', status } });
			const client = location.client();
			await expect(client.request(read)).rejects.toMatchObject({ status });
			expect(client.calls).toBe(1);
		},
	);

	it('says where to look when nobody answers', async () => {
		const client = location.client();
		await location.stop();
		await expect(client.request(read)).rejects.toMatchObject({
			name: 'HighLevelError',
			kind: 'unavailable',
			status: 0,
			message: expect.stringContaining('HighLevel did not answer'),
			description: expect.stringContaining('Base URL'),
		});
	});
});
