import type { FilterConditionValue } from 'n8n-workflow';
import { didYouMean } from '../model/nearest';
import type { Rule } from '../plan/plan';
import { compileFilter } from '../rules/filter';
import { FILTER_OPERATORS } from '../rules/filters/operators';
import { conditionWords } from '../rules/filters/words';
import { finding, type Finding } from './finding';

/** Conditions of filters that compare in a way that n8n does not know, and takes for false. */
export function checkFilters(rules: readonly Rule[]): Finding[] {
	return rules.flatMap((rule) => {
		if (rule.kind !== 'conditional' || typeof compileFilter(rule.conditions) === 'string')
			return [];
		const { conditions } = rule.conditions as { conditions: FilterConditionValue[] };
		return conditions.flatMap((condition) => {
			const unknown = unknownIn(condition);
			if (unknown === null) return [];
			const text = `The condition ${conditionWords(condition)} is never true: ${unknown}`;
			return [finding('unknown_operator', `Rule '${rule.name}'`, text)];
		});
	});
}

/** What n8n does not know of a condition, in words; null when it knows all. */
function unknownIn({ operator: { type, operation } }: FilterConditionValue): string | null {
	if (Object.hasOwn(FILTER_OPERATORS.any ?? {}, operation)) return null;
	const known = Object.hasOwn(FILTER_OPERATORS, type) ? FILTER_OPERATORS[type] : undefined;
	if (!known) {
		const types = Object.keys(FILTER_OPERATORS);
		return `n8n knows no values of the type '${type}'${didYouMean(type, types) || `; known are ${types.join(', ')}.`}`;
	}
	if (Object.hasOwn(known, operation)) return null;
	const operations = Object.keys(known);
	const meant = didYouMean(operation, operations) || `; known are ${operations.join(', ')}.`;
	return `n8n knows no operator '${operation}' for values of the type '${type}'${meant}`;
}
