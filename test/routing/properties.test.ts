import fc from 'fast-check';
import { decide } from '../../routing/decide';
import { parsePlan, planHash } from '../../routing/plan';
import { anyPlan, anyTime, anyTouch, anyUsers } from './plans';

const deepFreeze = <T>(value: T): T => {
	if (typeof value === 'object' && value !== null) {
		Object.values(value).forEach(deepFreeze);
		Object.freeze(value);
	}
	return value;
};

it('decides the same for the same input, and changes none of it', () => {
	fc.assert(
		fc.property(anyPlan, anyTouch, anyUsers, anyTime, (plan, touch, users, now) => {
			const input = deepFreeze({ plan, touch, state: { users } });
			const first = decide(input.plan, input.touch, input.state, now);
			const second = decide(
				structuredClone(plan),
				structuredClone(touch),
				structuredClone({ users }),
				now,
			);
			expect(second).toEqual(first);
		}),
	);
});

it('never names anybody whom HighLevel does not list', () => {
	fc.assert(
		fc.property(anyPlan, anyTouch, anyUsers, anyTime, (plan, touch, users, now) => {
			const { user, outcome } = decide(plan, touch, { users }, now);
			if (user) expect(users).toContain(user);
			expect(outcome).toBe(user ? 'assigned' : 'unassigned');
		}),
	);
});

it('lets only the first rule that matches decide', () => {
	fc.assert(
		fc.property(anyPlan, anyTouch, anyUsers, anyTime, (plan, touch, users, now) => {
			const whole = decide(plan, touch, { users }, now);
			const matched = plan.rules.findIndex(
				(rule) =>
					decide({ rules: [rule], fallback: null }, touch, { users }, now).receipt.rules[0]
						?.matched,
			);
			const rules = plan.rules.slice(0, matched + 1);
			const cut = decide(
				{ ...plan, rules: matched < 0 ? [] : rules.slice(-1) },
				touch,
				{ users },
				now,
			);
			expect(whole.user).toEqual(cut.user);
			expect(whole.receipt.rules.filter(({ matched: yes }) => yes)).toHaveLength(
				matched < 0 ? 0 : 1,
			);
			if (whole.rule?.kind === 'account') expect(whole.rule.position).toBe(matched + 1);
		}),
	);
});

it('always gives one sentence, whatever the plan', () => {
	fc.assert(
		fc.property(anyPlan, anyTouch, anyUsers, anyTime, (plan, touch, users, now) => {
			const { receipt } = decide(plan, touch, { users }, now);
			expect(receipt.sentence).toMatch(/^(Rule|The fallback|Nobody) .*\.$/s);
			expect(receipt.sentence).not.toMatch(/undefined|null|\[object/);
			expect(receipt.decidedAt).toBe(new Date(now).toISOString());
		}),
	);
});

it('hashes the content of a plan, not the order of its keys', () => {
	fc.assert(
		fc.property(anyPlan, (plan) => {
			const { fallback, rules } = plan;
			const reordered = {
				fallback,
				rules: rules.map(({ target, name, account, kind }) => ({ target, name, account, kind })),
			};
			expect(planHash(parsePlan(reordered))).toBe(planHash(parsePlan(plan)));
		}),
	);
});

it('hashes different plans differently', () => {
	fc.assert(
		fc.property(anyPlan, anyPlan, (one, other) => {
			fc.pre(JSON.stringify(one) !== JSON.stringify(other));
			expect(planHash(one)).not.toBe(planHash(other));
		}),
	);
});
