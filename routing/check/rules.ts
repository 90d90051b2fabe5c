import type { CompiledPlan, CompiledRule } from '../compiledPlan';
import { fold } from '../model/text';
import type { Plan, Rule } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { conditionsOf, hoursOf } from '../plan/ruleConditions';
import { ruleName } from '../plan/ruleName';
import { finding, type Finding } from './finding';
import { placedRules, ruleAt, type PlacedRule } from './places';

/** Rules that can never match, names that tell nothing apart, and a plan without rules. */
export function checkRules({ rules, plan }: CompiledPlan): Finding[] {
	const inUse = rules.filter(({ rule }) => !rule.off);
	return [
		...inUse.flatMap((compiled) => checkConditions(compiled, plan)),
		...sameNames(plan),
		...(inUse.length === 0 ? [noRules(plan)] : []),
	];
}

function noRules({ rules }: Plan): Finding {
	const what = rules.length > 0 ? 'All rules are off' : 'There is no rule';
	const text = `${what}, so all contacts go to 'If No Rule Fits'. Add a rule that says who gets whom.`;
	return finding('no_rules', 'Rules', text);
}

function checkConditions(compiled: CompiledRule, plan: Plan): Finding[] {
	const { rule, position, never } = compiled;
	const where = ruleAt(rule, position);
	if (never !== null) {
		if (namesUnknownHours(rule, plan)) return [];
		const asksNothing = conditionsOf(rule).length === 0;
		const wayOut = asksNothing
			? "Add one under 'If'; whom no rule places gets 'If No Rule Fits'."
			: 'Fill it in, or remove it.';
		return [finding('matches_nothing', where, `It matches nothing, because ${never}. ${wayOut}`)];
	}
	const contradiction = contradictionIn(compiled);
	if (contradiction === null) return [];
	return [finding('contradiction', where, `${contradiction} Remove one of the two.`)];
}

/** That has a finding of its own. */
export function namesUnknownHours(
	asked: Pick<Rule, 'when'>,
	{ schedules, businessHours }: Plan,
): boolean {
	const known = new Set(schedules.map(({ name }) => fold(name)));
	return hoursOf(asked).some(({ schedule }) => !known.has(fold(schedule ?? businessHours ?? '')));
}

/** Each name once, however many rules have it. */
function sameNames(plan: Plan): Finding[] {
	const byName = new Map<string, PlacedRule[]>();
	for (const placed of placedRules(plan)) {
		const name = fold(ruleName(placed.rule));
		byName.set(name, [...(byName.get(name) ?? []), placed]);
	}
	return [...byName.values()].flatMap(([first, ...more]) => {
		if (!first || more.length === 0) return [];
		const all = more.length === 1 ? 'Two' : String(more.length + 1);
		const text = `${all} rules are called so, and the reason of an assignment does not tell them apart. Give them different names.`;
		return [finding('same_name', first.where, text)];
	});
}

function contradictionIn({ rule, keys: needs }: CompiledRule): string | null {
	const onlyPreviousOwner = targetsOf(rule).every(({ type }) => type === 'previousOwner');
	for (const { condition, value } of conditionsOf(rule)) {
		const contradiction = condition.contradiction(value, { onlyPreviousOwner });
		if (contradiction !== null) return contradiction;
	}
	for (const [i, { dimension, keys }] of needs.entries()) {
		if (dimension.several) continue;
		const other = needs.slice(0, i).find((need) => need.dimension.name === dimension.name);
		if (other && !other.keys.some((key) => keys.includes(key))) {
			return `Nothing equals both '${other.keys[0] ?? ''}' and '${keys[0] ?? ''}'.`;
		}
	}
	return null;
}
