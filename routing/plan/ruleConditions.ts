import { CONDITIONS, type ConditionName } from '../rules/conditions';
import type { AskedHours, Condition } from '../rules/conditions/condition';
import { emptyField } from '../rules/conditions/emptyField';
import { item } from '../rules/conditions/item';
import type { Rule, When } from './rule';

/** A condition with what one rule gives it. */
interface RuleCondition {
	/** Equal for equal conditions. */
	name: ConditionName | 'item';
	condition: Condition;
	/** Of the condition's schema. */
	value: unknown;
}

const NAMES = Object.keys(CONDITIONS) as ConditionName[];

/**
 * What a rule asks, in the order of asking. An account rule asks for one account and a tag rule for
 * one tag, as a conditional rule could.
 */
export function conditionsOf(rule: Rule): RuleCondition[] {
	if (rule.kind === 'account') return [asked('accounts', [rule.account])];
	if (rule.kind === 'tag') return [asked('tags', { any: [rule.tag] })];
	const { when, conditions } = rule;
	const found: RuleCondition[] = [];
	for (const name of NAMES) {
		const value = when[name];
		if (value === null) found.push({ name, condition: emptyField(name), value });
		else if (value !== undefined) found.push(asked(name, value));
	}
	if (conditions !== null) found.push({ name: 'item', condition: item, value: conditions });
	return found;
}

/** The hours that a rule asks for, in the order of asking; any time is no hours. */
export function hoursOf(rule: Rule): Array<Exclude<AskedHours, 'always'>> {
	return conditionsOf(rule).flatMap(({ condition, value }) => {
		const hours = condition.hours(value);
		return hours === null || hours === 'always' ? [] : [hours];
	});
}

function asked<Name extends ConditionName>(name: Name, value: When[Name]): RuleCondition {
	return { name, condition: CONDITIONS[name], value };
}
