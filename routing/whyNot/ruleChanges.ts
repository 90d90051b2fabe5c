import type { CompiledPlan } from '../compiledPlan';
import { targetNames } from '../decide/targets';
import type { Touch } from '../model/touch';
import { targetsOf, type Rule } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import { failures } from '../rules/ruleTrace';
import type { TouchFacts } from '../rules/touchFacts';
import type { Asker, Change, Scenario } from './scenario';

/** A rule that matters for the question. */
interface RelevantRule {
	rule: Rule;
	/** Why it does not match now; empty when it does. */
	failing: string[];
	namesAsker: boolean;
}

/** Of the rules that name the user, those with the fewest failing conditions. */
const MOST_RULES = 5;

/** The rules that match now and those that name who asks, in the order of trying. */
export function relevantRules(
	compiled: CompiledPlan,
	facts: TouchFacts,
	{ user, roster }: Asker,
): RelevantRule[] {
	const matching = matchingPlaces(compiled, facts);
	const all = compiled.rules.flatMap((one, place): RelevantRule[] => {
		const { rule, never } = one;
		const namesAsker = targetsOf(rule).some((target) =>
			targetNames(target, user, compiled, roster),
		);
		if (matching.has(place)) return [{ rule, failing: [], namesAsker }];
		if (!namesAsker) return [];
		const failing = [...(never === null ? [] : [never]), ...failures(one, facts)];
		return [{ rule, failing, namesAsker }];
	});
	const nearest = all
		.filter(({ failing }) => failing.length > 0)
		.sort((a, b) => a.failing.length - b.failing.length)
		.slice(0, MOST_RULES);
	return all.filter((one) => one.failing.length === 0 || nearest.includes(one));
}

/** Places in `compiled.rules` of the rules that match, as far as they would be tried. */
function matchingPlaces(compiled: CompiledPlan, facts: TouchFacts): ReadonlySet<number> {
	const matching = new Set<number>();
	for (let at = compiled.match(facts); at !== -1; at = compiled.match(facts, at + 1)) {
		matching.add(at);
		// Behind a rule that does not hand over nothing is tried.
		const rule = compiled.rules[at]?.rule;
		if (!rule || !targetsOf(rule).some(({ type }) => type === 'nextRule')) break;
	}
	return matching;
}

/** A rule that names who asks and does not match, or matches too late. */
export function ruleChanges(rules: readonly RelevantRule[]): Change[] {
	return rules.flatMap(({ rule, failing, namesAsker }, place) => {
		if (!namesAsker) return [];
		const before = rules.slice(0, place).filter((one) => one.failing.length === 0);
		if (failing.length === 0 && before.length === 0) return [];
		const reasons = [
			...before.map((one) => `rule '${ruleName(one.rule)}' did not match`),
			...(failing.length > 0
				? [`rule '${ruleName(rule)}' matched, which it does not because ${failing.join(' and ')}`]
				: []),
		];
		return [
			{
				code: 'rule' as const,
				text: reasons.join(' and '),
				size: failing.length + before.length,
				apply: (at: Scenario) => ({
					...at,
					plan: { ...at.plan, rules: [always(rule, at.touch)] },
				}),
			},
		];
	});
}

/** The rule with a condition that is always true, and asks for the tag that was added. */
function always(rule: Rule, { event, tag }: Touch): Rule {
	const operator = { type: 'string', operation: 'equals' };
	const conditions = [{ id: 'always', leftValue: 'x', rightValue: 'x', operator }];
	return {
		...rule,
		name: ruleName(rule),
		off: false,
		when: {
			...(event === 'tag' && tag?.trim() ? { tags: { any: [tag] } } : {}),
			item: { combinator: 'and', conditions },
		},
	};
}
