import fc from 'fast-check';
import { decide } from '../../../routing/decide/decide';
import { parsePlan } from '../../../routing/plan/plan';
import { ruleLabel, ruleName } from '../../../routing/plan/ruleName';
import { CONDITIONS } from '../../../routing/rules/conditions';
import { SALES, WEDNESDAY, byId, filter, plan, state, touch, user } from '../builders';

const ann = { type: 'user', user: { by: 'id', value: 'u1', name: 'Ann Example' } };
const line = { by: 'id', value: SALES.id, name: 'Support Line' };

function ruleOf(rule: Record<string, unknown>) {
	const [found] = plan({ rules: [{ target: ann, ...rule }] }).rules;
	if (!found) throw new Error('There is no rule');
	return found;
}

describe('a rule without a name is called by what it says', () => {
	it.each<[name: string, rule: Record<string, unknown>]>([
		[
			'Support Line to Sales team',
			{ when: { accounts: [line] }, target: { type: 'team', team: 'Sales' } },
		],
		['Tag vip to Ann Example', { when: { tags: { any: ['vip'] } } }],
		[
			'Spain or France, after hours to Nobody',
			{ when: { countries: ['ES', 'fr'], time: 'afterHours' }, target: { type: 'nobody' } },
		],
		['New York to Ann Example', { when: { countries: ['us-ny'] } }],
		['1001 to u1', { when: { accounts: [byId('1001')] }, target: user('u1') }],
		[
			'Tag a, b, c or 2 more, tag x and y, no tag z to Ann Example',
			{ when: { tags: { any: ['a', 'b', 'c', 'd', 'e'], all: ['x', 'y'], none: ['z'] } } },
		],
		[
			'Source Web or source with face or from Google Ads to Ann Example',
			{ when: { source: { is: ['Web'], contains: ['face'], googleAds: true } } },
		],
		['From an ad or ad 12 to Ann Example', { when: { ad: { any: true, sourceIds: ['12'] } } }],
		[
			'New contacts, business hours to Ann Example',
			{ when: { contact: 'new', time: 'businessHours' } },
		],
		['Outside Night to Ann Example', { when: { time: { schedule: 'Night', outside: true } } }],
		[
			'Message with price or menu to Ann Example',
			{ when: { message: { contains: ['price', 'menu'] } } },
		],
		[
			"Contact.source is 'Web' to previous owner",
			{
				when: { item: filter([['={{ $json.contact.source }}', 'equals', 'Web']]) },
				target: { type: 'previousOwner' },
			},
		],
		[
			'Tag vip to first of Night Team who works',
			{
				when: { tags: { any: ['vip'] } },
				target: { type: 'firstWorkingNext', team: 'Night Team' },
			},
		],
		['No condition to next matching rule', { target: { type: 'nextRule' } }],
		['No condition to Ann Example', { name: ' \u200b', when: { contact: 'any' } }],
		['An empty field to an empty field', { when: { tags: null }, target: user('') }],
		['VIP', { name: ' VIP ', when: { tags: { any: ['vip'] } } }],
	])('%s', (name, rule) => {
		expect(ruleName(ruleOf(rule))).toBe(name);
	});
});

it('every condition that asks something has words for it', () => {
	const asking = {
		accounts: [line],
		tags: { none: ['a'] },
		source: { is: ['a'] },
		ad: { clickIds: ['a'] },
		countries: ['US'],
		contact: 'new',
		time: { schedule: 'Office' },
		message: { contains: ['a'] },
		item: filter([['={{ $json.a }}', 'exists', '']]),
	} satisfies Record<keyof typeof CONDITIONS, unknown>;
	for (const [name, value] of Object.entries(asking)) {
		expect(ruleName(ruleOf({ when: { [name]: value } }))).toMatch(/^[^a-z].* to Ann Example$/);
	}
});

it('the words cut long lists and the label does not, so that it tells rules apart', () => {
	const tags = (last: string) => ({ when: { tags: { any: ['a', 'b', 'c', last] } } });
	expect(ruleName(ruleOf(tags('d')))).toBe(ruleName(ruleOf(tags('e'))));
	expect(ruleLabel(ruleOf(tags('d')))).toBe('Tag a or b or c or d');
	expect(ruleLabel(ruleOf(tags('e')))).toBe('Tag a or b or c or e');
});

it('the label is what was written, else the name, else what is asked, whomever the rule names', () => {
	const when = { tags: { any: ['vip'] } };
	expect(ruleLabel(ruleOf({ when, name: 'VIP', label: 'Gold' }))).toBe('Gold');
	expect(ruleLabel(ruleOf({ when, name: 'VIP', label: ' ' }))).toBe('VIP');
	expect(ruleLabel(ruleOf({ when }))).toBe('Tag vip');
	expect(ruleLabel(ruleOf({ when, target: { type: 'nobody' } }))).toBe('Tag vip');
});

it('a plan stays as it is written, and so do the names', () => {
	const input = { rules: [{ when: { accounts: [line] }, target: ann }], fallback: null };
	const parsed = parsePlan(input);
	const again = parsePlan(JSON.parse(JSON.stringify(parsed)));
	expect(again).toEqual(parsed);
	expect(again.rules[0]).not.toHaveProperty('name');
	expect(again.rules.map(ruleName)).toEqual(parsed.rules.map(ruleName));
});

it('what a picker showed decides nothing', () => {
	const named = (name: string | undefined) => {
		const rules = [
			{
				name: 'R',
				when: { accounts: [{ ...byId(SALES.id), name }] },
				target: { type: 'user', user: { ...byId('u1'), name } },
			},
		];
		const { decision } = decide(plan({ rules }), touch(), state(), WEDNESDAY);
		return { ...decision, receipt: { ...decision.receipt, plan: '' } };
	};
	fc.assert(
		fc.property(fc.constantFrom('Ben', '', 'u2', 'Support Line'), (name) => {
			expect(named(name)).toEqual(named(undefined));
		}),
	);
});

it('receipts call a rule by its words, and somebody whom nobody lists by the name that was shown', () => {
	const rules = [
		{ when: { accounts: [line] }, target: { ...ann, user: { ...ann.user, value: 'gone' } } },
	];
	const { receipt } = decide(plan({ rules }), touch(), state(), WEDNESDAY).decision;
	expect(receipt.rules).toMatchObject([{ name: 'Support Line to Ann Example', matched: true }]);
	expect(receipt.sentence).toBe(
		"Nobody was chosen, because rule 'Support Line to Ann Example' matched, but Ann Example is not in this HighLevel location, and there is no fallback.",
	);
});
