import fc from 'fast-check';
import { Budget } from '../../highlevel/budget';
import { HighLevelError } from '../../highlevel/errors';
import { HighLevelClient, type HighLevelRequest } from '../../highlevel/client';
import { LocationTokens } from '../../highlevel/locationTokens';
import { path } from '../../highlevel/path';
import { StaffCache } from '../../highlevel/staffCache';
import { UserDirectory } from '../../highlevel/users';
import { MINUTE } from '../../routing/model/durations';
import { LocationFixture } from './locationFixture';

const read: HighLevelRequest = {
	method: 'GET',
	path: path`/users/`,
	version: '2021-07-28',
	repeatable: true,
};

let now: number;
let waits: number[];
beforeEach(() => {
	now = 0;
	waits = [];
});
const wait = async (milliseconds: number) => {
	waits.push(milliseconds);
	now += milliseconds;
};
const budget = () => new Budget(wait, () => now);
const refusing = (headers: Record<string, unknown>, shared = budget()) =>
	new HighLevelClient(
		'l1',
		async () => await Promise.resolve({ status: 429, headers, body: null }),
		wait,
		shared,
	);

it.each(['86400000', '1e300', '2147483648', 9e15])(
	'an interval of %s milliseconds is waited for a minute at most',
	async (interval) => {
		const headers = { 'x-ratelimit-interval-milliseconds': interval };
		await expect(refusing(headers).request(read)).rejects.toMatchObject({ kind: 'rate-limited' });
		expect(waits).toEqual([MINUTE, MINUTE, MINUTE]);
	},
);

it.each(['NaN', 'Infinity', '-1', '-86400000', '', ' ', 'a day', null, {}, [1], true])(
	'an interval of %j is none, and ten seconds are waited',
	async (interval) => {
		const headers = { 'x-ratelimit-interval-milliseconds': interval };
		await expect(refusing(headers).request(read)).rejects.toMatchObject({ kind: 'rate-limited' });
		expect(waits).toEqual([10_000, 10_000, 10_000]);
	},
);

it('whatever HighLevel says of its limits, a request ends after four tries and four minutes', async () => {
	const value = fc.oneof(fc.string(), fc.double(), fc.integer(), fc.constantFrom(null, {}, '0'));
	const names = ['remaining', 'max', 'interval-milliseconds', 'daily-remaining'];
	const headers = fc.dictionary(
		fc.constantFrom(...names.map((name) => `x-ratelimit-${name}`)),
		value,
	);
	await fc.assert(
		fc.asyncProperty(fc.array(headers, { minLength: 1, maxLength: 5 }), async (answers) => {
			now = 0;
			let sent = 0;
			const client = new HighLevelClient(
				'l1',
				async () => {
					const given = answers[sent++ % answers.length] ?? {};
					return await Promise.resolve({ status: 429, headers: given, body: null });
				},
				wait,
				budget(),
			);
			expect(await client.attempt(read)).toMatchObject({ status: 429 });
			expect(sent).toBeLessThanOrEqual(4);
			expect(now).toBeLessThanOrEqual(4 * MINUTE);
		}),
	);
});

it('who gets no turn within ten minutes is told so, and has asked nothing', async () => {
	const shared = budget();
	const headers = {
		'x-ratelimit-max': '1',
		'x-ratelimit-remaining': '0',
		'x-ratelimit-interval-milliseconds': String(MINUTE),
	};
	const answered = { status: 200, headers, body: { users: [] } };
	const send = async () => await Promise.resolve(answered);
	const clients = Array.from({ length: 20 }, () => new HighLevelClient('l1', send, wait, shared));
	const results = await Promise.all(clients.map(async (client) => await client.attempt(read)));
	const refused = results.flatMap((result) => (result instanceof HighLevelError ? [result] : []));
	// One at once, then one a minute.
	expect(results).toHaveLength(refused.length + 11);
	expect(clients.map(({ calls }) => calls)).toEqual(
		results.map((result) => (result instanceof HighLevelError ? 0 : 1)),
	);
	for (const { kind, description } of refused) {
		expect([kind, description]).toEqual(['rate-limited', expect.stringContaining('later')]);
	}
});

describe('when the clock of the machine is set back', () => {
	const location = new LocationFixture();
	beforeAll(async () => await location.start());
	afterEach(() => location.sandbox.clearRequests());
	afterAll(async () => await location.stop());

	it('users are read anew', async () => {
		const directory = new UserDirectory(() => now);
		now = 1e12;
		await directory.load(location.client(), 'x');
		now -= 60 * MINUTE;
		await directory.load(location.client(), 'x');
		expect(location.log).toHaveLength(2);
		await directory.load(location.client(), 'x');
		expect(location.log).toHaveLength(2);
	});

	it('what was read of people is read anew', async () => {
		const cache = new StaffCache<number>(() => now);
		let readings = 0;
		const load = async () =>
			await cache.load({
				key: 'k',
				userIds: ['a'],
				maxAgeMs: 5 * MINUTE,
				read: async () => await Promise.resolve(new Map([['a', ++readings]])),
			});
		now = 1e12;
		await load();
		now -= 60 * MINUTE;
		expect((await load()).readings.a?.value).toBe(2);
	});
});

it.each([-1, 0, 1e300])(
	'a token that lives for %d seconds opens one request',
	async (expires_in) => {
		const body = { access_token: 'token', expires_in };
		const company = new HighLevelClient(
			'c1',
			async () => await Promise.resolve({ status: 200, headers: {}, body }),
			wait,
			budget(),
		);
		const tokens = new LocationTokens(() => now);
		const place = { companyId: 'c1', locationId: 'l1' };
		expect(await tokens.get('k', company, place)).toBe('token');
		expect(await tokens.get('k', company, place)).toBe('token');
	},
);
