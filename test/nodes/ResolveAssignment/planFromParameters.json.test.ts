import type { INodeParameters } from 'n8n-workflow';
import { options } from '../../../nodes/ResolveAssignment/parameters/options';
import { PlanError } from '../../../routing/plan/plan';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { locator } from '../../harness/touches';
import { ann, cards, filterOf, planOf, plansOf, toAnn } from './planOf';

/** The options that say something of the plan, and something else than which rules there are. */
const PLAN_OPTIONS = new Set([
	'ownerUnavailable',
	'respectManual',
	'staleAfterDays',
	'timeZone',
	'whenNobody',
]);

const json = (planJson: string) => planOf({ planSource: 'json', planJson });

const written = {
	rules: [{ name: 'VIP', when: { tags: { any: ['vip'] } }, target: ann }],
	fallback: { type: 'previousOwner' },
};

it('reads the plan that somebody typed and fills in what it leaves out', () => {
	expect(json(JSON.stringify(written))).toMatchObject({
		...written,
		teams: [],
	});
});

it('starts with a plan that can be used', () => {
	expect(planOf({ planSource: 'json' })).toMatchObject({ rules: [], fallback: null });
});

it('means what the fields mean when nobody changes them', () => {
	expect(json('{ "rules": [], "fallback": null }')).toEqual(planOf({}));
	expect(json('{ "rules": [], "fallback": null, "owners": {} }')).toEqual(planOf({}));
});

it('means the same when options are added and nobody changes them', () => {
	const added = (options.options ?? []).flatMap((one) =>
		'default' in one && PLAN_OPTIONS.has(one.name) ? [[one.name, one.default] as const] : [],
	);
	expect(added).toHaveLength(PLAN_OPTIONS.size);
	expect(planOf({ options: Object.fromEntries(added) as INodeParameters })).toEqual(planOf({}));
});

it('reads the object that an expression gives, for each item', () => {
	const plans = plansOf(
		{ planSource: 'json', planJson: '={{ $json.plan }}' },
		{ plan: written },
		{ plan: { rules: [], fallback: null } },
	);
	expect(plans(0)).toMatchObject(written);
	expect(plans(1)).toMatchObject({ rules: [], fallback: null });
});

it('reads the text that an expression gives', () => {
	const plans = plansOf(
		{ planSource: 'json', planJson: '={{ $json.plan }}' },
		{ plan: JSON.stringify(written) },
	);
	expect(plans(0)).toMatchObject(written);
});

it('keeps expressions inside conditions as they are', () => {
	const item = filterOf(['={{ $json.contact.source }}', 'equals', 'Referral']);
	const rules = [{ name: 'Referral', target: ann, when: { item } }];
	const plan = { rules, fallback: null };
	expect(json(JSON.stringify(plan)).rules).toMatchObject(rules);
	const byExpression = { planSource: 'json', planJson: '={{ $json.plan }}' };
	expect(plansOf(byExpression, { plan })(0).rules).toMatchObject(rules);
});

it.each([
	['{ "rules": [', /^'Plan \(JSON\)' is not readable as JSON: /],
	['', /^'Plan \(JSON\)' is empty$/],
	[' \n', /^'Plan \(JSON\)' is empty$/],
	['[]', /^the plan must be an object with rules, .*, not a list$/],
	['"text"', /^the plan must be an object with rules, .*, not text$/],
	['null', /^the plan must be an object with rules, .*, not null$/],
	['{}', /^rules: is missing; it must be a list$/],
	[
		'{ "rules": [], "fallback": null, "team": [] }',
		/^team: 'team' is not known here; did you mean 'teams'\?$/,
	],
	['{ "rules": [{ "name": "VIP", "when": {} }], "fallback": null }', /^Rule 'VIP': target/],
])('refuses %j', (planJson, message) => {
	const read = () => json(planJson);
	expect(read).toThrow(PlanError);
	expect(read).toThrow(message);
});

it('refuses a plan that is nested too deeply', () => {
	const deep = `{"rules":[],"fallback":${'['.repeat(9_000)}${']'.repeat(9_000)}}`;
	expect(() => json(deep)).toThrow(
		new PlanError(null, 'planJson', "'Plan (JSON)' is nested too deeply"),
	);
	const item = JSON.parse(`${'['.repeat(9_000)}${']'.repeat(9_000)}`) as object;
	const rules = [{ name: 'Deep', target: ann, when: { item } }];
	const plans = plansOf(
		{ planSource: 'json', planJson: '={{ $json.plan }}' },
		{ plan: { rules, fallback: null } },
	);
	expect(() => plans(0)).toThrow(PlanError);
});

it('says for which item an expression gives no plan', () => {
	const parameters = { planSource: 'json', planJson: '={{ $json.plan }}' };
	const plans = plansOf(parameters, { plan: written }, {});
	expect(() => plans(0)).not.toThrow();
	expect(() => plans(1)).toThrow(PlanError);
});

it('does not look at the fields below', () => {
	const rules = cards({ name: 'Not finished' });
	expect(planOf({ planSource: 'json', rules }).rules).toEqual([]);
});

it('a plan from fields, written as JSON, is the same plan', () => {
	const team = locator('list', 'team:Sales');
	const user = locator('id', 'u1');
	const plan = planOf({
		rules: cards(
			{ if: ifAccounts(locator('number', '+12025550143')), ...toAnn },
			{ name: 'VIP', if: ifAnyTag('vip'), assignTo: locator('list', 'previousOwner') },
			{
				name: 'Ads',
				if: {
					...ifAccounts(locator('list', '1001')),
					googleAds: true,
					time: 'outside:Office',
					messageContains: 'price',
					item: filterOf(['={{ $json.contact.name }}', 'contains', 'Nora']),
				},
				assignTo: team,
				options: {
					backups: cards(
						{ assignTo: locator('list', 'firstWorkingNext:Sales') },
						{ assignTo: locator('list', 'nextRule') },
					),
					label: 'Ads',
					requiredSkills: 'Spanish:3',
					optionalSkills: 'Tax',
					bindOwner: true,
					off: true,
				},
			},
		),
		fallback: team,
		ownerPolicy: 'context',
		sections: {
			teams: cards({
				name: 'Sales',
				strategy: 'sticky',
				members: cards({ user, weight: 3 }),
				works: locator('list', 'schedule:Office'),
				outsideHours: locator('list', 'nobody'),
				ifNobody: user,
			}),
			people: cards({
				user,
				works: locator('list', 'Mon-Fri 9-17'),
				options: { capacity: 5, limits: cards({}), away: cards({ from: '2026-12-24' }) },
			}),
			schedules: cards({
				name: 'Office',
				holidays: cards({ from: '2026-12-25' }),
			}),
		},
		options: { whenNobody: 'wait', ownerUnavailable: 'reassign' },
	});
	expect(plan.rules).toHaveLength(3);
	expect(json(JSON.stringify(plan))).toEqual(plan);
});
