import fc from 'fast-check';
import { check } from '../../../routing/check/check';
import { compilePlan } from '../../../routing/compiledPlan';
import { TouchFacts } from '../../../routing/rules/touchFacts';
import { replyTimeOf } from '../../../routing/waits/replyTimeOf';
import { SALES, SUPPORT, USERS, WEDNESDAY, byId, plan, touch, user } from '../builders';

const name = fc.constantFrom('Sales', 'sales ', 'Support', 'Gone', '');
const account = fc.oneof(
	fc.record({ by: fc.constant('id'), value: fc.constantFrom(SALES.id, SUPPORT.id, '') }),
	fc.record({
		by: fc.constant('number'),
		value: fc.constantFrom(SALES.number, '+1 (202) 555-0143', SUPPORT.number),
	}),
	fc.record({ by: fc.constant('name'), value: fc.constantFrom('Sales Line', 'sales-line') }),
);
const asked = fc.oneof(
	{ weight: 1, arbitrary: fc.constant({ type: 'any' }) },
	{ weight: 5, arbitrary: fc.record({ type: fc.constant('account'), account }) },
	{ weight: 3, arbitrary: fc.record({ type: fc.constant('team'), team: name }) },
	{ weight: 3, arbitrary: fc.record({ type: fc.constant('rule'), rule: name }) },
	{ weight: 3, arbitrary: fc.record({ type: fc.constant('tag'), tag: name }) },
);
const question = fc.record({
	account: fc.constantFrom(SALES, SUPPORT, { ...SALES, name: 'sales-line' }, null),
	tags: fc.subarray(['sales', 'SUPPORT', 'gone', '']),
	user: fc.constantFrom('u1', 'u2', 'u9', null),
	team: fc.constantFrom('Sales', 'Support', null),
	rule: fc.constantFrom('Sales', 'Support', null),
});

const TEAMS = ['Sales', 'Support'].map((team, i) => ({
	name: team,
	members: [{ user: byId(`u${i + 1}`) }],
}));
const RULES = ['Sales', 'Support'].map((rule) => ({
	name: rule,
	when: { tags: { any: [rule] } },
	target: user('u1'),
}));

it('a reply time that never counts, or that is for nobody, is never found', () => {
	const entries = fc.array(asked, { minLength: 1, maxLength: 6 });
	let unfit = 0;
	fc.assert(
		fc.property(entries, fc.array(question, { minLength: 10 }), (all, questions) => {
			const replyTimes = all.map((one) => ({ for: one, within: 5 }));
			const compiled = compilePlan(plan({ teams: TEAMS, rules: RULES, replyTimes }));
			const never = new Set(
				check(compiled, { users: USERS, now: WEDNESDAY })
					.filter(({ code, text }) => code === 'unreachable_reply_time' || text.includes('fits n'))
					.map(({ where }) => where),
			);
			unfit += never.size;
			const roster = compiled.roster(USERS);
			for (const { account, tags, user, team, rule } of questions) {
				const about = touch({ account, contact: { tags } });
				const facts = new TouchFacts(about, WEDNESDAY, about, undefined);
				const found = replyTimeOf(compiled, roster, facts, { user, team, rule });
				if (found) expect(never).not.toContain(`Reply Time ${found.place + 1}`);
			}
		}),
		{ numRuns: 300 },
	);
	expect(unfit).toBeGreaterThan(100);
});
