import { check } from '../../../routing/check/check';
import { parsePlan } from '../../../routing/plan/plan';
import { CONDITIONS } from '../../../routing/rules/conditions';
import { item } from '../../../routing/rules/conditions/item';
import { WEDNESDAY, filter, plan, user } from '../builders';

describe('what has to be known from HighLevel for More Conditions', () => {
	it.each([
		['={{ $json.contact.source }}', 'x', 'contact'],
		['={{ $json.contact?.tags }}', 'x', 'contact'],
		["={{ $json['contact']['source'] }}", 'x', 'contact'],
		['={{ $json.contactId }}', 'x', 'contact'],
		['={{ $json.contact.attributionSource.gclid }}', 'x', 'attribution'],
		['={{ $json.contact.lastAttributionSource.utmSource }}', 'x', 'attribution'],
		["={{ $json['contact']['attributionSource'] }}", 'x', 'attribution'],
		['={{ $json.contact }}', 'x', 'attribution'],
		['={{ JSON.stringify($json.contact) }}', 'x', 'attribution'],
		['={{ $json.wanted }}', '={{ $json.contact.attributionSource.gclid }}', 'attribution'],
		['={{ $json.message.text }}', 'contact me', 'nothing'],
		['={{ $json.message.text }}', 'attributionSource of contact', 'nothing'],
		['contact', 'contact', 'nothing'],
		['={{ $json.message.text }}', 'hello', 'nothing'],
	])('%s against %s: %s', (left, right, need) => {
		expect(item.needs(filter([[left, 'equals', right]]))).toBe(need);
	});

	it('is the most of all conditions', () => {
		const both = filter([
			['={{ $json.contact.source }}', 'equals', 'x'],
			['={{ $json.contact.attributionSource.gclid }}', 'exists', ''],
		]);
		expect(item.needs(both)).toBe('attribution');
	});

	it.each([null, undefined, 'contact', {}, { conditions: null }])('is nothing of %j', (raw) => {
		expect(item.needs(raw)).toBe('nothing');
	});
});

describe('a condition that asks nothing', () => {
	const rules = (first: object, second: object) =>
		[first, second].map((when, i) => ({ name: `R${i}`, when, target: user('u1') }));
	const unreachable = (first: object, second: object) =>
		check(plan({ rules: rules(first, second) }), { now: WEDNESDAY })
			.filter(({ code }) => code === 'unreachable')
			.map(({ where }) => where);
	const asks = { contact: 'new' };

	it.each([
		{ ad: {} },
		{ ad: { any: false, sourceIds: [], clickIds: [] } },
		{ tags: {} },
		{ tags: { any: [], none: [] } },
		{ source: {} },
		{ source: { googleAds: false, contains: [] } },
		{ accounts: [] },
		{ countries: [] },
		{ time: 'any' },
	])('hides no later rule from Check Plan: %j', (nothing) => {
		expect(unreachable({ ...asks, ...nothing }, asks)).toEqual(["Rule 2 'R1'"]);
		expect(unreachable(asks, { ...asks, ...nothing })).toEqual(["Rule 2 'R1'"]);
	});

	it('is the same in whatever order its parts are listed', () => {
		const ad = (sourceIds: string[]) => ({ ad: { sourceIds } });
		expect(unreachable(ad(['1', '2']), ad(['2', '1']))).toEqual(["Rule 2 'R1'"]);
		const source = (contains: string[]) => ({ source: { contains } });
		expect(unreachable(source(['a', 'B']), source(['b', 'a']))).toEqual(["Rule 2 'R1'"]);
		expect(unreachable(source(['a']), source(['b']))).toEqual([]);
	});

	it('asks HighLevel for nothing', () => {
		expect(CONDITIONS.tags.needs({})).toBe('nothing');
		expect(CONDITIONS.source.needs({})).toBe('nothing');
		expect(CONDITIONS.source.needs({ is: ['x'] })).toBe('contact');
		expect(CONDITIONS.tags.needs({ none: ['x'] })).toBe('contact');
	});
});

it.each([
	[{ tags: { any: ['\u200b'] } }, 'the tag is empty'],
	[{ source: { contains: ['\u2060'] } }, 'the source is empty'],
	[{ countries: ['XX'] }, "'XX' is no country; write its two-letter code"],
	[
		{ accounts: [{ by: 'number', value: 'Sales' }] },
		"'Sales' is no phone number; write it with its country code",
	],
])('a plan as JSON with %j is refused, naming rule and way out', (when, words) => {
	const rule = { name: 'Ads', when, target: user('u1') };
	const read = () => parsePlan({ rules: [rule], fallback: null });
	expect(read).toThrow(/^Rule 'Ads': when\./);
	expect(read).toThrow(words);
});
