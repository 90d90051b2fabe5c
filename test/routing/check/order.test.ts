import { check } from '../../../routing/check/check';
import { OFFICE, SALES, WEDNESDAY, byId, filter, plan, user } from '../builders';

const rule = (name: string, when: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
	name,
	when,
	target: user('u1'),
	...more,
});
const A = (when: Record<string, unknown>, more = {}) => rule('A', when, more);
const B = (when: Record<string, unknown>, more = {}) => rule('B', when, more);
const C = (when: Record<string, unknown>, more = {}) => rule('C', when, more);

const LONG = {
	...OFFICE,
	name: 'Long',
	hours: [{ ...OFFICE.hours[0], from: '08:00', to: '20:00' }],
};
const OFF = { ...LONG, name: 'Off', holidays: [{ from: '2026-12-25' }] };
const BERLIN = { ...LONG, name: 'Berlin', timeZone: 'Europe/Berlin' };
const SALES_ID = byId(SALES.id);
const PICKED = { ...SALES_ID, name: 'Sales Line (+1 202 555 0143)' };
const NUMBER = { by: 'number', value: '+12025550143' };
const NAME = { by: 'name', value: 'sales line' };
const conditions = (...left: string[]) => ({
	item: filter(left.map((one) => [`={{ $json.${one} }}`, 'contains', 'x'])),
});

function found(rules: unknown[], code: 'unreachable' | 'broader_first') {
	const schedules = [OFFICE, LONG, OFF, BERLIN];
	const full = plan({ rules, schedules, businessHours: 'Office', fallback: user('u8') });
	return check(full, { now: WEDNESDAY }).filter((one) => one.code === code);
}
const dead = (rules: unknown[]) => found(rules, 'unreachable').map(({ where }) => where);
const loses = (rules: unknown[]) => found(rules, 'broader_first').map(({ text }) => text);

describe('a rule never decides behind one', () => {
	it.each([
		[A({ contact: 'new' }), B({ contact: 'new' })],
		[A({ countries: ['US'] }), B({ countries: ['US'], contact: 'new' })],
		[A({ countries: ['US', 'CA'] }), B({ countries: ['ca'] })],
		[A({ countries: ['US'] }), B({ countries: ['US-NY', 'US-CA'] })],
		[A({ countries: ['UK'] }), B({ countries: ['GG'] })],
		[A({ tags: { any: ['a', 'b'] } }), B({ tags: { any: ['B'] } })],
		[A({ tags: { any: ['a', 'b'] } }), B({ tags: { any: ['b'], none: ['c'] } })],
		[A({ tags: { none: ['a'] } }), B({ tags: { none: ['a', 'b'] } })],
		[A({ time: 'any', contact: 'new' }), B({ contact: 'new' })],
		[A({ contact: 'new' }), B({ contact: 'new', time: 'afterHours' })],
		[A({ time: 'businessHours' }), B({ time: { schedule: 'Office' }, contact: 'new' })],
		[A({ time: { schedule: 'Long' } }), B({ time: 'businessHours' })],
		[A({ time: 'afterHours' }), B({ time: { schedule: 'Long', outside: true } })],
		[A({ source: { contains: ['face'] } }), B({ source: { is: ['Facebook'] } })],
		[A({ source: { is: ['x'], googleAds: true } }), B({ source: { googleAds: true } })],
		[A({ message: { contains: ['price'] } }), B({ message: { contains: ['price list'] } })],
		[A({ ad: { any: true } }), B({ ad: { clickIds: ['1'] } })],
		[A({ accounts: [SALES_ID, NAME] }), B({ accounts: [SALES_ID], contact: 'new' })],
		[A({ accounts: [NUMBER] }), B({ accounts: [{ by: 'number', value: '+1 (202) 555-0143' }] })],
		[A(conditions('a')), B({ contact: 'new', ...conditions('b', 'a') })],
		[A({ contact: 'new' }, { target: { type: 'nobody' } }), B({ contact: 'new' })],
	])('that matches whenever it does: %j before %j', (first, second) => {
		expect(dead([first, second])).toEqual(["Rule 2 'B'"]);
	});

	it('of several that take all of what it names', () => {
		const rules = [A({ tags: { any: ['a'] } }), B({ countries: ['US'] }), C({ countries: ['CA'] })];
		expect(dead([...rules, rule('D', { countries: ['CA', 'US-NY'], contact: 'new' })])).toEqual([
			"Rule 4 'D'",
		]);
	});

	it('and is told what to do', () => {
		const [one] = found([A({ contact: 'new' }), B({ contact: 'new' })], 'unreachable');
		expect(one?.text).toBe(
			"Rule 1 'A' comes first and matches whenever this rule does, so it never decides. Move it above that rule, or remove it.",
		);
	});
});

describe('a rule may decide behind one', () => {
	it.each([
		[A({ countries: ['US-NY'] }), B({ countries: ['US'] })],
		[A({ countries: ['US'] }), B({ countries: ['PR'] })],
		[A({ tags: { all: ['a', 'b'] } }), B({ tags: { all: ['a'] } })],
		[A({ tags: { none: ['a', 'b'] } }), B({ tags: { none: ['a'] } })],
		[A({ contact: 'new' }, { backups: [{ type: 'nextRule' }] }), B({ contact: 'new' })],
		[A({ contact: 'new' }, { off: true }), B({ contact: 'new' })],
		[A({ time: 'businessHours' }), B({ time: { schedule: 'Long' } })],
		[A({ time: { schedule: 'Off' } }), B({ time: 'businessHours' })],
		[A({ time: { schedule: 'Berlin' } }), B({ time: 'businessHours' })],
		[A({ time: 'businessHours' }), B({ time: 'afterHours' })],
		[A({ accounts: [SALES_ID] }), B({ tags: { any: ['vip'] } })],
		[A({ accounts: [SALES_ID] }), B({ accounts: [byId('2')], contact: 'new' })],
		[A({ source: { is: ['Facebook'] } }), B({ source: { contains: ['face'] } })],
		[A({ message: { contains: ['price list'] } }), B({ message: { contains: ['price'] } })],
	])(
		'that asks something else or more, and loses nothing that it names: %j, %j',
		(first, second) => {
			expect([...dead([first, second]), ...loses([first, second])]).toEqual([]);
		},
	);
});

describe('a rule loses contacts that it names', () => {
	it.each<[Record<string, unknown>, Record<string, unknown>, string]>([
		[
			A({ countries: ['US'] }),
			B({ countries: ['US-NY', 'ES'], contact: 'new' }),
			"Rule 1 'A' comes first for New York",
		],
		[
			A({ tags: { any: ['vip', 'gold'] } }),
			B({ tags: { any: ['Gold', 'silver'] } }),
			"Rule 1 'A' comes first for the tag 'Gold'",
		],
		[
			A({ accounts: [SALES_ID] }),
			B({ accounts: [PICKED, byId('2')], countries: ['ES'] }),
			"Rule 1 'A' comes first for 'Sales Line (+1 202 555 0143)'",
		],
	])('to %j: %j', (first, second, text) => {
		expect(loses([first, second])).toEqual([expect.stringContaining(text)]);
	});

	it.each([
		[A({ accounts: [SALES_ID] }), B({ accounts: [SALES_ID], tags: { any: ['vip'] } })],
		[A({ tags: { any: ['a', 'b'] } }), B({ tags: { all: ['b', 'c'] } })],
	])('but is asked when its tag is added: %j, %j', (first, second) => {
		expect(dead([first, second])).toEqual([]);
		expect(loses([first, second])).toEqual([
			expect.stringContaining('only when its tag is added to a contact who has an owner'),
		]);
	});

	it.each([
		[NAME, PICKED],
		[NUMBER, PICKED],
		[PICKED, NAME],
		[PICKED, NUMBER],
		[PICKED, { ...NUMBER, name: 'Sales Line' }],
	])('if an account with two names is one: %j, %j', (first, second) => {
		expect(loses([A({ accounts: [first] }), B({ accounts: [second], contact: 'new' })])).toEqual([
			expect.stringContaining('seems to ask for the same WhatsApp account under another name'),
		]);
	});
});
