import { answerOf } from '../../../../nodes/ResolveAssignment/liveCheck/answer';
import { exampleFrom } from '../../../../nodes/ResolveAssignment/liveCheck/tryIt';
import type { Fields } from '../../../../nodes/shared/parameterValues';
import { parsePlan } from '../../../../routing/plan/plan';

const ann = { by: 'email', value: 'ann@example.com', name: 'Ann Example' } as const;
const bob = { by: 'id', value: 'bob-id', name: 'Bob Example' } as const;
const toAnn = { type: 'user', user: ann } as const;
const toBob = { type: 'user', user: bob } as const;
const account = (value: string) => ({ accounts: [{ by: 'name', value }] });

const office = {
	name: 'Office',
	timeZone: 'UTC',
	hours: [{ days: ['monday'], from: '09:00', to: '17:00' }],
};

const MONDAY_NOON = Date.parse('2026-11-30T12:00:00Z');

function answer(plan: object, card: Fields = {}, now = MONDAY_NOON) {
	const parsed = parsePlan({
		fallback: null,
		schedules: [office],
		businessHours: 'Office',
		...plan,
	});
	return answerOf(parsed, exampleFrom(card).touch, now);
}

const summary = (...asked: Parameters<typeof answer>) => answer(...asked).summary;

describe('who would get an example', () => {
	const rules = [
		{ name: 'VIP', when: { tags: { any: ['vip'] } }, target: toBob },
		{ name: 'Sales', when: account('Sales Line'), target: toAnn },
	];

	it('is whom the first rule that matches names, under the name that the picker showed', () => {
		expect(summary({ rules }, { account: 'name Sales Line' })).toBe("Ann Example, by rule 'Sales'");
		const details = { tags: 'VIP, customer' };
		expect(summary({ rules }, { account: 'name Sales Line', details })).toBe(
			"Bob Example, by rule 'VIP'",
		);
	});

	it('is nobody when no rule matches', () => {
		expect(summary({ rules })).toBe('Nobody: no rule matches');
		expect(summary({ rules, fallback: toBob })).toBe('Bob Example, as no rule names anybody');
	});

	it('is nobody where a rule says so', () => {
		const spam = {
			name: 'Spam',
			when: { message: { contains: ['win'] } },
			target: { type: 'nobody' },
		};
		expect(summary({ rules: [spam], fallback: toAnn }, { details: { message: 'You WIN' } })).toBe(
			"Nobody, by rule 'Spam'",
		);
	});

	it('says why, and what each rule said', () => {
		const [sentence, ...rest] = answer({ rules }, { account: 'name Sales Line' }).why;
		expect(sentence?.text).toMatch(/^Rule 'Sales' chose Ann Example, because the message came/);
		expect(rest.map(({ text }) => text)).toEqual([
			"Rule 1 'VIP' does not match",
			"Rule 2 'Sales' matches",
		]);
		expect(rest[0]?.more).toMatch(/tag/);
	});

	it.each<[string, Fields, object]>([
		['a new contact', { contact: 'new' }, { contact: 'new' }],
		['an existing contact', { contact: 'existing' }, { contact: 'existing' }],
		['a source', { details: { source: 'Referral' } }, { source: { is: ['referral'] } }],
		['Google Ads', { details: { source: 'Google Ads' } }, { source: { googleAds: true } }],
		['an ad', { details: { fromAd: true } }, { ad: { any: true } }],
		['a country', { details: { country: 'ES' } }, { countries: ['ES'] }],
		['a region', { details: { country: 'US-NY' } }, { countries: ['US-NY'] }],
		['the country of a region', { details: { country: 'US-NY' } }, { countries: ['US'] }],
		[
			'an account by its number',
			{ account: 'number +12025550143' },
			{ accounts: [{ by: 'number', value: '+1 202 555 0143' }] },
		],
		['an account by its ID', { account: 'id 1001' }, { accounts: [{ by: 'id', value: '1001' }] }],
		[
			'an account by its tag',
			{ account: 'tag sales' },
			{ accounts: [{ by: 'tag', value: 'sales' }] },
		],
	])('can be about %s', (_, card, when) => {
		const asked = { rules: [{ name: 'A', when, target: toAnn }] };
		expect(summary(asked, card)).toBe("Ann Example, by rule 'A'");
		expect(summary(asked, { contact: card.contact === 'new' ? 'existing' : 'new' })).toMatch(
			/^Nobody/,
		);
	});

	it('is the owner, where the owner keeps the contact', () => {
		const card = { account: 'name Sales Line', contact: 'existing', details: { owner: 'bob-id' } };
		expect(summary({ rules }, card)).toBe('Bob Example, who owns the contact');
		expect(summary({ rules, owners: null }, card)).toBe("Ann Example, by rule 'Sales'");
	});

	it('goes by the time of the example', () => {
		const people = [{ user: ann, works: 'Office' }];
		const asked = { rules, people, fallback: null };
		const card = { account: 'name Sales Line' };
		expect(summary(asked, card)).toBe("Ann Example, by rule 'Sales'");
		expect(summary(asked, card, MONDAY_NOON + 8 * 3_600_000)).toMatch(/^Waits/);
	});

	it('is anybody of a team who can be next', () => {
		const teams = [{ name: 'Sales', members: [{ user: ann }, { user: bob }] }];
		const target = { type: 'team', team: 'Sales' };
		const asked = { teams, rules: [{ name: 'A', when: { contact: 'new' }, target }] };
		expect(summary(asked)).toBe("Sales: Ann Example, Bob Example, by rule 'A'");
	});
});

describe('an example of which an expression decides', () => {
	const unknown = {
		conditions: [
			{
				id: '1',
				leftValue: '={{ $now.hour > 12 }}',
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
		combinator: 'and',
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
	};
	const late = { name: 'Late', when: { ...account('Sales Line'), item: unknown }, target: toBob };
	const sales = { name: 'Sales', when: account('Sales Line'), target: toAnn };

	it('may go to either', () => {
		expect(summary({ rules: [late, sales] }, { account: 'name Sales Line' })).toBe(
			"Bob Example, by rule 'Late' if an expression is true, else Ann Example, by rule 'Sales'",
		);
	});

	it('is certain when a rule before it decides, or another condition says no', () => {
		const card = { account: 'name Sales Line' };
		expect(summary({ rules: [sales, late] }, card)).toBe("Ann Example, by rule 'Sales'");
		expect(summary({ rules: [late] })).toBe('Nobody: no rule matches');
	});

	it('reads what names a field of the item', () => {
		const [condition] = unknown.conditions;
		const read = {
			...unknown,
			conditions: [{ ...condition, leftValue: '={{ $json.contact.existed }}' }],
		};
		const rules = [{ name: 'Known', when: { item: read }, target: toBob }];
		expect(summary({ rules }, { contact: 'existing' })).toBe("Bob Example, by rule 'Known'");
		expect(summary({ rules }, { contact: 'new' })).toMatch(/^Nobody/);
	});
});
