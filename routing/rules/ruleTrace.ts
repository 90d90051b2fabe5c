import type { RuleKind, RuleTrace } from '../model/decision';
import { CONDITIONS, type ConditionName } from './conditions';
import type { CompiledRule } from './ruleIndex';
import type { TouchFacts } from './touchFacts';
import { reasonOf } from '../model/text';

/** What the rules said, in the order of trying. */
export interface Explanation {
	rules: RuleTrace[];
	/** Rules that did not match and are not among `rules`. */
	notShown: number;
}

/**
 * Says of every rule that was tried whether it matched and why. Decisions find the matching rule
 * without asking the others, so the words are made here, for as many as somebody will read.
 * @param matched places in `compiled.rules` that matched, ascending; after the last one nothing was
 * tried, unless `all`
 * @param limit how many rules that did not match are explained
 */
export function explainRules(
	compiled: { readonly rules: readonly CompiledRule[] },
	facts: TouchFacts,
	matched: readonly number[],
	all: boolean,
	limit: number,
): Explanation {
	const end = all ? compiled.rules.length : (matched[matched.length - 1] ?? -1) + 1;
	const misses = end - matched.length;
	const rules: RuleTrace[] = [];
	let shown = 0;
	let next = 0;
	for (const match of matched) {
		for (; next < match && shown < limit; next++, shown++) {
			rules.push(traceRule(compiled.rules[next] as CompiledRule, facts, false));
		}
		rules.push(traceRule(compiled.rules[match] as CompiledRule, facts, true));
		next = match + 1;
	}
	for (; next < end && shown < limit; next++, shown++) {
		rules.push(traceRule(compiled.rules[next] as CompiledRule, facts, false));
	}
	return { rules, notShown: misses - shown };
}

/** What one rule said. */
function traceRule(
	{ rule, position, never, tests }: CompiledRule,
	facts: TouchFacts,
	matched: boolean,
): RuleTrace {
	const { name, kind } = rule;
	const reason = matched
		? whyMatched(kind, facts)
		: (never ?? failures({ tests }, facts)[0] ?? 'it was not asked');
	return { position, name, kind, matched, reason };
}

/** Every condition of a rule that fails, in words. */
export function failures({ tests }: Pick<CompiledRule, 'tests'>, facts: TouchFacts): string[] {
	const found: string[] = [];
	for (const test of tests) {
		try {
			if (!test.passes(facts)) found.push(test.failure(facts));
		} catch (error) {
			const message = reasonOf(error);
			found.push(`a condition could not be evaluated: ${message}`);
		}
	}
	return found;
}

/** The one condition that rules of a kind ask; null when they may ask any. */
const ASKED_BY: Record<RuleKind, ConditionName | null> = {
	conditional: null,
	tag: 'tags',
	account: 'accounts',
};

/** Why a rule matched, in words. */
export function whyMatched(kind: RuleKind, facts: TouchFacts): string {
	const name = ASKED_BY[kind];
	return (name && CONDITIONS[name].match?.(facts)) ?? 'all its conditions are true';
}
