import { CONDITIONS, type ConditionName } from '../rules/conditions';
import type { AskedHours, Condition } from '../rules/conditions/condition';
import { emptyField } from '../rules/conditions/emptyField';
import type { Rule, When } from './rule';

/** A condition with what one rule gives it. */
interface RuleCondition {
	/** Equal for equal conditions. */
	name: ConditionName;
	condition: Condition;
	/** Of the condition's schema. */
	value: unknown;
}

const NAMES = Object.keys(CONDITIONS) as ConditionName[];

/** What a rule asks, in the order of asking. */
export function conditionsOf({ when }: Pick<Rule, 'when'>): RuleCondition[] {
	const found: RuleCondition[] = [];
	for (const name of NAMES) {
		const value = when[name];
		if (value === null) found.push({ name, condition: emptyField(name), value });
		else if (value !== undefined) found.push(asked(name, value));
	}
	return found;
}

/** The hours that a rule asks for, in the order of asking; any time is no hours. */
export function hoursOf(rule: Pick<Rule, 'when'>): Array<Exclude<AskedHours, 'always'>> {
	return conditionsOf(rule).flatMap(({ condition, value }) => {
		const hours = condition.hours(value);
		return hours === null || hours === 'always' ? [] : [hours];
	});
}

function asked<Name extends ConditionName>(name: Name, value: When[Name]): RuleCondition {
	return { name, condition: CONDITIONS[name], value };
}
