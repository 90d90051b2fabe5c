import type { FilterConditionValue, FilterValue } from 'n8n-workflow';
import { decide } from '../../../routing/decide/decide';
import type { CandidateTrace, Decision, User } from '../../../routing/model/decision';
import { listed } from '../../../routing/model/text';
import type { Touch } from '../../../routing/model/touch';
import type { Plan, Rule } from '../../../routing/plan/plan';
import { ruleName } from '../../../routing/plan/ruleName';
import { usersAsNamed } from '../../../routing/plan/userReferences';
import { evaluatedIn } from '../../../routing/rules/expression';
import type { Line } from './lines';

/** Who would get an example, and why. */
export interface Answer {
	summary: string;
	why: Line[];
}

/**
 * Decides about an example as routing would, as far as the plan alone can say: every person whom it
 * names is there and has nothing to do yet.
 * @param now milliseconds since 1970
 */
export function answerOf(plan: Plan, touch: Touch, now: number): Answer {
	const users = usersOf(plan, touch.contact.ownerId ?? null);
	const ask = (asked: Plan) => decide(asked, touch, { users }, now).decision;
	const decision = ask(plan);
	const other = ask(allTrue(plan));
	const why = [{ text: decision.receipt.sentence }, ...rulesTried(decision)];
	if (other.rule?.position === decision.rule?.position) {
		return { summary: summaryOf(decision), why };
	}
	const unless = `${summaryOf(other)} if an expression is true, else ${summaryOf(decision)}`;
	return { summary: unless, why };
}

/** `Ann Example, by rule 'Sales'`. */
function summaryOf(decision: Decision): string {
	const { outcome, user, rule, team, receipt } = decision;
	const by = rule?.kind === 'rule' ? `, by rule '${rule.name}'` : '';
	if (outcome === 'waiting') return 'Waits: nobody is available then';
	if (!user) return by === '' ? 'Nobody: no rule matches' : `Nobody${by}`;
	if (rule?.kind === 'owner') return `${user.name}, who owns the contact`;
	const who = team === null ? user.name : teamOf(team, user.name, receipt.candidates);
	return rule?.kind === 'fallback' ? `${who}, as no rule names anybody` : who + by;
}

/** A team goes by turns or loads, which nobody knows here: all who can be next are named. */
function teamOf(team: string, chosen: string, candidates: readonly CandidateTrace[]): string {
	const free = candidates.filter(({ passed }) => passed).map(({ user }) => user);
	const names = [...new Set(free)];
	if (names.length < 2) return `${chosen} of ${team}`;
	return `${team}: ${listed(names, 3, (left) => ` or ${left} more`)}`;
}

function rulesTried({ receipt: { rules, rulesNotShown } }: Decision): Line[] {
	const lines = rules.map(({ position, name, matched, reason }) => ({
		text: `Rule ${position} '${name}' ${matched ? 'matches' : 'does not match'}`,
		more: reason,
	}));
	return rulesNotShown > 0 ? [...lines, { text: `and ${rulesNotShown} more` }] : lines;
}

/** The people whom the plan names, and the owner of the example. */
function usersOf(plan: Plan, owner: string | null): User[] {
	const users = usersAsNamed(plan);
	if (owner === null || users.some(({ id }) => id === owner)) return users;
	return [...users, { id: owner, email: '', name: owner }];
}

/** The plan, if all were true that only n8n can evaluate. */
function allTrue(plan: Plan): Plan {
	if (!plan.rules.some(({ when }) => evaluatedIn(when.item).length > 0)) return plan;
	return { ...plan, rules: plan.rules.map(ifTrue) };
}

function ifTrue(rule: Rule): Rule {
	const { item } = rule.when;
	if (evaluatedIn(item).length === 0) return rule;
	const { conditions, ...filter } = item as FilterValue;
	const known = conditions.map((one) =>
		evaluatedIn([one.leftValue, one.rightValue]).length > 0 ? TRUE : one,
	);
	return {
		...rule,
		name: ruleName(rule),
		when: { ...rule.when, item: { ...filter, conditions: known } },
	};
}

const TRUE: FilterConditionValue = {
	id: 'true',
	leftValue: 'true',
	rightValue: '',
	operator: { type: 'string', operation: 'notEmpty', singleValue: true },
};
