import { conditionsOf } from '../plan/ruleConditions';
import type { Rule } from '../plan/plan';
import type { KeySet, PlanContext, Test } from './conditions/condition';
import type { TouchFacts } from './touchFacts';

/** The conditions of a rule, ready to be asked. */
export interface RuleTests {
	/** All must pass. */
	tests: readonly Test[];
	/** What the rule needs by look-up, for the index; `tests` ask all of it again. */
	keys: readonly KeySet[];
	/** When it matched: what was true, each in words. */
	matched(facts: TouchFacts): string[];
	/** Why the rule can match nothing, in words; null when it can. */
	never: string | null;
}

/** Compiles the conditions of a rule. A rule without conditions matches nothing. */
export function compileRule(rule: Pick<Rule, 'off' | 'when'>, plan: PlanContext): RuleTests {
	const tests: Test[] = [];
	const keys: KeySet[] = [];
	let never: string | null = rule.off ? 'it is switched off' : null;
	const conditions = conditionsOf(rule);
	for (const { condition, value } of conditions) {
		const compiled = condition.compile(value, plan);
		if (typeof compiled === 'string') {
			never ??= compiled;
		} else {
			tests.push(...compiled.tests);
			keys.push(...compiled.keys);
		}
	}
	if (tests.length === 0) never ??= 'it has no conditions';
	const matched = (facts: TouchFacts) => {
		const words: string[] = [];
		for (const { condition, value } of conditions) {
			for (const one of condition.match(value, facts, plan)) words.push(one);
		}
		return words;
	};
	return { tests, keys, matched, never };
}

/** Whether a rule that matches asks for the tag that was just added. */
export function asksForAddedTag(rule: Rule, facts: TouchFacts): boolean {
	const { addedTag } = facts;
	if (addedTag === null) return false;
	return conditionsOf(rule).some(({ condition, value }) =>
		condition.asksForTag(value, addedTag, facts),
	);
}
