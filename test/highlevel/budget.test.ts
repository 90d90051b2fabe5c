import { Budget, type Permit } from '../../highlevel/budget';
import { demoLocation } from '../../sandbox/highlevel';
import type { HighLevelRequest } from '../../highlevel/client';
import { path } from '../../highlevel/path';
import { LocationFixture } from './locationFixture';

const turn = async () => await new Promise(setImmediate);
const read: HighLevelRequest = {
	method: 'GET',
	path: path`/users/`,
	query: { locationId: demoLocation.id },
	version: '2021-07-28',
	repeatable: true,
};

describe('the budget of a location, asked by many at once', () => {
	const location = new LocationFixture();
	let now = 0;
	let refused = 0;
	beforeEach(async () => {
		now = 1_000_000;
		location.waits.length = 0;
		location.beforeRequest = () => {};
		location.whileWaiting = async () => {
			const milliseconds = location.waits.at(-1) ?? 0;
			// In ten seconds all that is under way gets its answer.
			while (location.underWay > 0) await turn();
			now += milliseconds;
		};
		await location.start({
			clock: () => now,
			rateLimit: { max: 25, intervalMs: 10_000, daily: 10_000 },
		});
	});
	afterEach(async () => await location.stop());

	async function ask(count: number, budget: Budget) {
		const clients = Array.from({ length: count }, () =>
			location.client(undefined, undefined, budget),
		);
		await Promise.all(clients.map(async (client) => await client.request(read)));
		refused = location.sandbox.requests.filter(({ status }) => status === 429).length;
	}

	it('keeps 200 requests within 25 in ten seconds without a single refusal', async () => {
		await ask(200, location.budget());
		expect(location.sandbox.requests).toHaveLength(200);
		expect(refused).toBe(0);
		// One wait for all, not one for each.
		expect(location.waits).toEqual(Array.from({ length: 7 }, () => 10_000));
	});

	it('lets one request ahead as long as nothing is known', async () => {
		const budget = location.budget();
		const seen: number[] = [];
		location.beforeRequest = () => void seen.push(location.sandbox.requests.length);
		await ask(3, budget);
		// The second and the third were sent after the first had been answered, and together.
		expect(seen[0]).toBe(0);
		expect(location.sandbox.requests[0]?.status).toBe(200);
		expect(seen.slice(1)).toEqual([1, 1]);
	});

	it('counts what others use of the same limit', async () => {
		await ask(20, location.budget());
		await ask(20, location.budget());
		expect(refused).toBe(0);
		expect(location.waits).toHaveLength(1);
	});

	it('stops before it asks once the day is used up, and looks again after a minute', async () => {
		await location.stop();
		await location.start({
			clock: () => now,
			rateLimit: { max: 25, intervalMs: 10_000, daily: 3 },
		});
		const budget = location.budget();
		await ask(3, budget);
		const used = { kind: 'daily-limit', status: 429 };
		await expect(ask(1, budget)).rejects.toMatchObject(used);
		expect(location.log).toHaveLength(3);
		now += 60_000;
		await expect(ask(1, budget)).rejects.toMatchObject(used);
		expect(location.log).toHaveLength(4);
		now += 24 * 60 * 60_000;
		await ask(1, budget);
		expect(location.log).toHaveLength(5);
		expect(location.waits).toEqual([]);
	});

	it('leaves a third of each interval to messages while many contacts are worked on', async () => {
		const budget = location.budget();
		const bulk = location.client(undefined, undefined, budget).patiently();
		const many = Promise.all(
			Array.from({ length: 60 }, async () => {
				await bulk
					.request({ ...read, path: path`/contacts/bulk`, mayBeRefused: true })
					.catch(() => null);
			}),
		);
		let before = 0;
		// Messages come once the work has to wait for the first time.
		location.whileWaiting = async () => {
			while (location.underWay > 0) await turn();
			if (before === 0) {
				before = location.sandbox.requests.length;
				await ask(8, budget);
			}
			now += location.waits.at(-1) ?? 0;
		};
		await many;
		const paths = location.sandbox.requests.map(({ path }) => path);
		expect(paths).toHaveLength(68);
		expect(before).toBe(17);
		// None of them waited for the next interval.
		expect(paths.slice(before, before + 8)).toEqual(Array.from({ length: 8 }, () => '/users/'));
		expect(refused).toBe(0);
	});

	it('lets patient work go on however small the limit is', async () => {
		await location.stop();
		await location.start({
			clock: () => now,
			rateLimit: { max: 1, intervalMs: 10_000, daily: 1_000 },
		});
		const bulk = location.client().patiently();
		await Promise.all([1, 2, 3].map(async () => await bulk.request(read)));
		expect(location.sandbox.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	it('does without limits where HighLevel names none', async () => {
		location.sandbox.faults.add({ times: 1, effect: { kind: 'drop' } });
		const budget = location.budget();
		const [first] = await Promise.allSettled([
			location.client(undefined, undefined, budget).attempt({ ...read, repeatable: false }),
			ask(10, budget),
		]);
		expect(first).toMatchObject({ value: { kind: 'unavailable' } });
		expect(location.waits).toEqual([]);
		await ask(20, budget);
		expect(refused).toBe(0);
	});
});

describe('a budget', () => {
	let now = 0;
	let waits: number[] = [];
	let budget: Budget;
	beforeEach(() => {
		now = 0;
		waits = [];
		budget = new Budget(
			async (milliseconds) => {
				waits.push(milliseconds);
				now += milliseconds;
				await Promise.resolve();
			},
			() => now,
		);
	});

	const limits = (remaining: number, max = 10) => ({
		'x-ratelimit-remaining': String(remaining),
		'x-ratelimit-max': String(max),
		'x-ratelimit-interval-milliseconds': '1000',
	});
	const take = async () => (await budget.take()) as Permit;
	const learn = async (remaining: number) =>
		budget.giveBack(await take(), limits(remaining), false);

	it('reckons the interval from the first answer, so that a slow one ends nothing early', async () => {
		const first = await take();
		now = 400;
		budget.giveBack(first, limits(0), false);
		await take();
		expect(waits).toEqual([1000]);
	});

	it('does not start to wait before the first answer of a full interval', async () => {
		await learn(0);
		const permits = [await take()];
		expect(waits).toEqual([1000]);
		for (let n = 2; n <= 10; n++) permits.push(await take());
		const next = take();
		now += 300;
		expect(waits).toEqual([1000]);
		for (const permit of permits.splice(0)) budget.giveBack(permit, limits(0), false);
		await next;
		expect(waits).toEqual([1000, 1000]);
	});

	it('is not raised by answers that overtook each other', async () => {
		await learn(9);
		const permits = [await take(), await take(), await take()];
		// HighLevel counted them in this order and the answers came in the other.
		for (const [i, permit] of permits.reverse().entries()) {
			budget.giveBack(permit, limits(6 + i), false);
		}
		for (let n = 1; n <= 6; n++) await take();
		expect(waits).toEqual([]);
		await take();
		expect(waits).toEqual([1000]);
	});

	it('notices that the interval began anew earlier than reckoned', async () => {
		await learn(1);
		budget.giveBack(await take(), limits(9), false);
		for (let n = 1; n <= 9; n++) await take();
		expect(waits).toEqual([]);
	});

	it('releases those who wait when the interval began anew', async () => {
		await learn(0);
		const permits: Permit[] = [];
		for (let n = 1; n <= 10; n++) permits.push(await take());
		const waiting = take();
		// Nothing had been said about this interval yet, and it is over already.
		const [first, ...others] = permits;
		if (first) budget.giveBack({ ...first, ceiling: 3 }, limits(9), false);
		for (const permit of others) budget.giveBack(permit, limits(0), false);
		await expect(waiting).resolves.toBeDefined();
	});

	it('ignores late answers from an interval that is over', async () => {
		await learn(1);
		const late = await take();
		await take();
		expect(waits).toEqual([1000]);
		budget.giveBack(late, limits(0), false);
		// One less than ten: the late one might have counted for this interval.
		for (let n = 2; n <= 9; n++) await take();
		expect(waits).toEqual([1000]);
	});

	it('waits for a whole interval after a refusal, all together', async () => {
		await learn(9);
		const permits = [await take(), await take()];
		for (const permit of permits) budget.giveBack(permit, limits(5), true);
		await Promise.all([take(), take(), take()]);
		expect(waits).toEqual([1000]);
	});

	it('leaves to others what they use, and tries a little more each time', async () => {
		await learn(0);
		const permits: Permit[] = [];
		for (let n = 1; n <= 10; n++) permits.push(await take());
		// Others had four of the ten.
		for (const [n, permit] of permits.entries()) {
			budget.giveBack(permit, limits(Math.max(0, 5 - n)), n >= 6);
		}
		for (const share of [6, 7]) {
			for (let n = 1; n <= share; n++) {
				const waited = waits.length;
				const permit = await take();
				expect(waits.length).toBe(n === 1 ? waited + 1 : waited);
				budget.giveBack(permit, limits(10 - n), false);
			}
		}
	});

	it('waits ten seconds after a refusal that names no limits', async () => {
		budget.giveBack(await take(), {}, true);
		await take();
		expect(waits).toEqual([10_000]);
	});

	it.each([
		['nothing', {}],
		['rubbish', { 'x-ratelimit-remaining': 'many', 'x-ratelimit-max': '' }],
		['negative numbers', { 'x-ratelimit-remaining': '-3' }],
	])('learns nothing from %s', async (_what, headers) => {
		budget.giveBack(await take(), headers, false);
		for (let n = 1; n <= 500; n++) await take();
		expect(waits).toEqual([]);
	});
});
