import fc from 'fast-check';
import { check, type FindingCode } from '../../../routing/check/check';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import type { Touch } from '../../../routing/model/touch';
import { ruleName } from '../../../routing/plan/ruleName';
import { ruleMatches } from '../../../routing/rules/ruleIndex';
import { TouchFacts } from '../../../routing/rules/touchFacts';
import {
	OFFICE,
	SALES,
	USERS,
	WEDNESDAY,
	byId,
	filter,
	plan,
	state,
	team,
	touch,
	user,
} from '../builders';

const skill = fc.record({
	name: fc.constantFrom('Tax', 'tax', 'Law', 'Spanish'),
	level: fc.integer({ min: 1, max: 3 }),
});
const skills = fc.record({
	required: fc.array(skill, { maxLength: 2 }),
	optional: fc.array(skill, { maxLength: 1 }),
});
const reference = fc.constantFrom(
	byId('u1'),
	byId('u2'),
	{ by: 'email' as const, value: 'cleo@example.com' },
	byId(''),
);
const target = fc.oneof(
	reference.map((one) => ({ type: 'user' as const, user: one })),
	fc.constantFrom(team('T'), user('u1'), { type: 'firstWorkingNext' as const, team: 'T' }),
	fc.constantFrom({ type: 'previousOwner' as const }, { type: 'nextRule' as const }),
);
const LEFT = ['={{ $json.a }}', '={{ $json.b }}'];
const comparison = fc.oneof(
	fc.tuple(
		fc.constantFrom(...LEFT),
		fc.constantFrom(
			'equals',
			'notEquals',
			'contains',
			'notContains',
			'startsWith',
			'notStartsWith',
			'endsWith',
			'exists',
			'notExists',
			'empty',
			'notEmpty',
			'equal',
		),
		fc.constantFrom('x', 'y', '', '={{ $json.b }}'),
		fc.constant('string'),
	),
	fc.tuple(
		fc.constantFrom(...LEFT),
		fc.constantFrom(
			'equals',
			'notEquals',
			'gt',
			'gte',
			'lt',
			'lte',
			'empty',
			'notEmpty',
			'greater',
		),
		fc.constantFrom(1, 2, 3),
		fc.constant('number'),
	),
);
const conditions = fc
	.tuple(
		fc.array(comparison, { minLength: 1, maxLength: 3 }),
		fc.constantFrom('and', 'or'),
		fc.constantFrom('strict', 'loose'),
	)
	.map(([list, combinator, typeValidation]) => {
		const raw = filter(list, combinator);
		return { ...raw, options: { ...raw.options, typeValidation } };
	});
const rule = fc.record(
	{
		target,
		backups: fc.array(target, { maxLength: 2 }),
		skills,
		when: fc
			.tuple(
				fc.constantFrom({}, { accounts: [byId(SALES.id)] }, { countries: ['US'] }),
				fc.option(conditions),
			)
			.map(([when, item]) => (item ? { ...when, item } : when)),
	},
	{ requiredKeys: ['target', 'when'] },
);
const input = fc
	.record({
		rules: fc.array(rule, { minLength: 1, maxLength: 4 }),
		people: fc.array(
			fc.record({
				user: reference,
				skills: fc.array(skill, { maxLength: 2 }),
				backup: fc.option(reference),
				works: fc.constantFrom(null, 'Office'),
			}),
			{ maxLength: 4 },
		),
		members: fc.array(fc.record({ user: reference }), { maxLength: 3 }),
		owners: fc.constantFrom(null, { mode: 'first' }, { mode: 'context' }),
	})
	.map(({ rules, members, ...more }) =>
		plan({
			...more,
			rules: rules.map((one, i) => ({ ...one, name: `R${i}` })),
			teams: [{ name: 'T', members }],
			schedules: [OFFICE],
			businessHours: 'Office',
		}),
	);
const value = fc.constantFrom(undefined, null, '', 'x', 'xy', 'y', 1, 2, 3, '2', 2.5);
const touches = fc
	.tuple(value, value, fc.constantFrom(null, 'u1', 'u2', 'gone'))
	.map(([a, b, ownerId]) => ({ ...touch({ contact: { ownerId } }), a, b }) as Touch);

const NEVER_MATCH: FindingCode[] = ['contradiction', 'matches_nothing'];
const NOBODY: FindingCode[] = ['unknown_skill', 'useless_previous_owner'];

it('a rule of which a finding says that it is in vain is in vain', () => {
	const seen = new Map<string, number>();
	fc.assert(
		fc.property(input, touches, (one, at) => {
			const compiled = compilePlan(one);
			const findings = check(compiled, { users: USERS, now: WEDNESDAY });
			const { decision } = decide(compiled, at, state(), WEDNESDAY);
			for (const { code, where } of findings) {
				seen.set(code, (seen.get(code) ?? 0) + 1);
				const found = compiled.rules.find(({ rule }) => where === `Rule '${ruleName(rule)}'`);
				if (!found) continue;
				if (NEVER_MATCH.includes(code)) {
					expect(ruleMatches(found, new TouchFacts(at, WEDNESDAY, at, undefined))).toBe(false);
				}
				if (NOBODY.includes(code)) expect(decision.rule?.name).not.toBe(ruleName(found.rule));
			}
			const unmet = (name: string) =>
				findings.filter(({ code, where }) => code === 'unmet_skills' && where === `Rule '${name}'`);
			for (const { rule } of compiled.rules) {
				if (unmet(ruleName(rule)).length <= rule.backups.length) continue;
				expect(decision.rule?.name).not.toBe(ruleName(rule));
			}
		}),
		{ numRuns: 800 },
	);
	for (const code of [...NEVER_MATCH, ...NOBODY, 'unmet_skills', 'unknown_operator']) {
		expect([code, seen.get(code) ?? 0]).not.toEqual([code, 0]);
	}
});
