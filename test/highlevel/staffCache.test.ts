import { HighLevelError } from '../../highlevel/errors';
import { StaffCache, readEach } from '../../highlevel/staffCache';
import { MINUTE } from '../../routing/model/durations';

const down = new HighLevelError('down', 'unavailable', 'wait', 503, null);

let now = 0;
let asked: string[][] = [];
let answer: (ids: readonly string[]) => Promise<Map<string, number>>;
let cache: StaffCache<number>;
beforeEach(() => {
	now = 0;
	asked = [];
	let count = 0;
	answer = async (ids) => await Promise.resolve(new Map(ids.map((id) => [id, ++count])));
	cache = new StaffCache(() => now);
});

const load = async (userIds: string[], key = 'here') =>
	await cache.load({
		key,
		userIds,
		maxAgeMs: 5 * MINUTE,
		read: async (ids) => {
			asked.push([...ids]);
			return await answer(ids);
		},
	});

it('asks for nobody twice before the time is over', async () => {
	await load(['a', 'b']);
	now = 5 * MINUTE - 1;
	expect(await load(['a', 'b'])).toEqual({
		readings: { a: { value: 1, readAt: 0 }, b: { value: 2, readAt: 0 } },
		overdue: null,
	});
	expect(asked).toEqual([['a', 'b']]);
	now = 5 * MINUTE;
	expect((await load(['a'])).readings.a).toEqual({ value: 3, readAt: now });
});

it('asks only for those whom it does not know', async () => {
	await load(['a']);
	await load(['a', 'b']);
	expect(asked).toEqual([['a'], ['b']]);
});

it('asks nothing about nobody', async () => {
	expect(await load([])).toEqual({ readings: {}, overdue: null });
	expect(asked).toEqual([]);
});

it('keeps two places apart', async () => {
	await load(['a']);
	await load(['a'], 'there');
	expect(asked).toHaveLength(2);
});

it('asks once for all who ask at the same time', async () => {
	const all = await Promise.all([load(['a', 'b']), load(['b']), load(['a', 'c'])]);
	expect(asked).toEqual([['a', 'b'], ['c']]);
	expect(all[2]?.readings).toEqual({
		a: { value: 1, readAt: 0 },
		c: { value: 3, readAt: 0 },
	});
});

it('dates a reading from its start, since what changes later may be missing in it', async () => {
	answer = async () => {
		now = MINUTE;
		return await Promise.resolve(new Map([['a', 7]]));
	};
	expect((await load(['a'])).readings.a).toEqual({ value: 7, readAt: 0 });
});

it('takes a reading that took longer than it may be old, once', async () => {
	answer = async () => {
		now += 10 * MINUTE;
		return await Promise.resolve(new Map([['a', 7]]));
	};
	await load(['a']);
	expect(asked).toHaveLength(1);
});

describe('when HighLevel fails', () => {
	const fail = () => (answer = async () => await Promise.reject(down));

	it('fails for whom it never knew, and for all who wait for the same', async () => {
		fail();
		const all = await Promise.allSettled([load(['a']), load(['a'])]);
		expect(all).toEqual([
			{ status: 'rejected', reason: down },
			{ status: 'rejected', reason: down },
		]);
		expect(asked).toHaveLength(1);
	});

	it('asks again at once for whom it never knew', async () => {
		fail();
		await expect(load(['a'])).rejects.toBe(down);
		answer = async () => await Promise.resolve(new Map([['a', 1]]));
		expect((await load(['a'])).overdue).toBeNull();
	});

	it('gives what it knows for an hour more, says why, and asks every 30 seconds', async () => {
		await load(['a']);
		fail();
		now = 5 * MINUTE;
		expect(await load(['a'])).toEqual({ readings: { a: { value: 1, readAt: 0 } }, overdue: down });
		now += 29_999;
		expect((await load(['a'])).overdue).toBe(down);
		expect(asked).toHaveLength(2);
		now += 2;
		await load(['a']);
		expect(asked).toHaveLength(3);
	});

	it('fails when what it knows is older than that', async () => {
		await load(['a']);
		fail();
		now = 65 * MINUTE;
		await expect(load(['a'])).rejects.toBe(down);
	});

	it('does not guess somebody new while others are known', async () => {
		await load(['a']);
		fail();
		now = 5 * MINUTE;
		await expect(load(['a', 'b'])).rejects.toBe(down);
	});

	it('passes on what is no refusal of HighLevel', async () => {
		answer = async () => await Promise.reject(new TypeError('a bug'));
		await expect(load(['a'])).rejects.toThrow('a bug');
	});
});

it('asks one person first, so that a refusal is one', async () => {
	const tried: string[] = [];
	const refused = readEach(['a', 'b', 'c'], async (id) => {
		tried.push(id);
		return await Promise.reject(down);
	});
	await expect(refused).rejects.toBe(down);
	expect(tried).toEqual(['a']);
});
