import type { CompiledPlan } from '../compiledPlan';
import { count } from '../model/text';
import type { OwnerPolicy, Rule } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { conditionsOf } from '../plan/ruleConditions';
import { ruleLabel } from '../plan/ruleName';
import type { PlanContext } from '../rules/conditions/condition';
import { finding, type Finding } from './finding';
import { placedRules, type PlacedRule } from './places';

/** What rules say in vain, or otherwise than somebody thinks, because of whom the owner policy keeps. */
export function checkOwnerPolicy({ plan, context }: CompiledPlan): Finding[] {
	const rules = placedRules(plan);
	const byLabel = plan.owners?.mode === 'context';
	return [
		...(keepsAll(plan.owners) ? rules.flatMap((one) => ofContactsWithOwner(one, context)) : []),
		...(byLabel ? missingLabels(rules) : rules.flatMap(uselessLabel)),
	];
}

/** Whether whoever owns a contact gets its messages before the rules are asked. */
function keepsAll(owners: OwnerPolicy | null): boolean {
	return owners?.mode === 'first' && owners.whenUnavailable === 'keep' && owners.respectManual;
}

function ofContactsWithOwner({ rule, where }: PlacedRule, context: PlanContext): Finding[] {
	// A tag that is added may take a contact from its owner.
	if (asksForTag(rule, context)) return [];
	if (targetsOf(rule).every(({ type }) => type === 'previousOwner')) {
		const text = `${KEPT}, so this rule is asked only about contacts without one and finds nobody. Remove it, or choose another owner policy.`;
		return [finding('useless_previous_owner', where, text)];
	}
	if (rule.when.contact !== 'existing') return [];
	const text = `${KEPT}, so of existing contacts this rule gets only those without one. Choose another owner policy if it shall get the others too.`;
	return [finding('only_without_owner', where, text)];
}

const KEPT =
	"Whoever owns a contact keeps it before the rules are asked ('If the Contact Has an Owner')";

function asksForTag(rule: Rule, context: PlanContext): boolean {
	return conditionsOf(rule).some(({ condition, value }) => {
		if (typeof condition.compile(value, context) === 'string') return false;
		return condition.demands(value, context).some((atoms) => atoms.some((one) => one.asksForTag));
	});
}

function uselessLabel({ rule: { label }, where }: PlacedRule): Finding[] {
	if (!label) return [];
	const text = `The label '${label}' does nothing: only 'Owner by Rule Label' in 'If the Contact Has an Owner' keeps an owner for each label. Choose that, or remove the label.`;
	return [finding('useless_label', where, text)];
}

/** All of them once: it is one thing to know. */
function missingLabels(rules: readonly PlacedRule[]): Finding[] {
	const without = rules.filter(({ rule }) => !rule.label && !rule.name);
	const [first, ...more] = without;
	if (!first) return [];
	const where =
		more.length > 0 ? `${first.where} and ${count(more.length, 'more rule')}` : first.where;
	const text = `Without a label and a name, the label is what the rule asks ('${ruleLabel(first.rule)}'): whoever changes its conditions starts with new owners. Give it a label.`;
	return [finding('missing_label', where, text)];
}
