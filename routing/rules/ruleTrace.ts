import type { RuleTrace } from '../model/decision';
import { ruleName } from '../plan/ruleName';
import type { CompiledRule } from './ruleIndex';
import type { TouchFacts } from './touchFacts';
import { listed, reasonOf } from '../model/text';

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
 * @param passedOver why a rule does not count although it is true
 */
export function explainRules(
	compiled: { readonly rules: readonly CompiledRule[] },
	facts: TouchFacts,
	matched: readonly number[],
	all: boolean,
	limit: number,
	passedOver: PassedOver | null = null,
): Explanation {
	const end = all ? compiled.rules.length : (matched[matched.length - 1] ?? -1) + 1;
	const misses = end - matched.length;
	const rules: RuleTrace[] = [];
	const trace = (place: number, match: boolean) =>
		traceRule(compiled.rules[place] as CompiledRule, facts, match, passedOver);
	let shown = 0;
	let next = 0;
	for (const match of matched) {
		for (; next < match && shown < limit; next++, shown++) {
			rules.push(trace(next, false));
		}
		rules.push(trace(match, true));
		next = match + 1;
	}
	for (; next < end && shown < limit; next++, shown++) {
		rules.push(trace(next, false));
	}
	return { rules, notShown: misses - shown };
}

/** What one rule said. */
function traceRule(
	compiled: CompiledRule,
	facts: TouchFacts,
	matched: boolean,
	passedOver: PassedOver | null,
): RuleTrace {
	const { rule, position, never } = compiled;
	const reason = matched
		? whyMatched(compiled, facts)
		: (never ?? failures(compiled, facts)[0] ?? passedOver?.(compiled) ?? 'it was not asked');
	return { position, name: ruleName(rule), matched, reason };
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

/** Why a rule does not count although it is true, in words; null when it counts. */
export type PassedOver = (rule: CompiledRule) => string | null;

/** Long lists of conditions are for the plan; a sentence names three. */
const NAMED = 3;

/** Why a rule matched, in words. */
function whyMatched({ matched }: CompiledRule, facts: TouchFacts): string {
	const words = matched(facts);
	if (words.length > NAMED) return listed(words, NAMED, (left) => ` and ${left} more`);
	const [first = '', second, third] = words;
	if (second === undefined) return first;
	return third === undefined ? `${first} and ${second}` : `${first}, ${second} and ${third}`;
}
