import { executeFilterCondition, type FilterConditionValue, type FilterValue } from 'n8n-workflow';
import { didYouMean } from '../model/nearest';
import type { Plan } from '../plan/plan';
import { evaluatedIn } from '../rules/expression';
import { compileFilter } from '../rules/filter';
import { FILTER_OPERATORS, SINGLE_VALUED } from '../rules/filters/operators';
import { conditionWords } from '../rules/filters/words';
import { finding, type Finding } from './finding';
import { placedConditions } from './places';

/**
 * Conditions of filters that compare in a way that n8n does not know, and takes for false, or whose
 * expressions are not evaluated.
 * @param expressions the only ones that are; null for all
 */
export function checkFilters(plan: Plan, expressions: ReadonlySet<string> | null): Finding[] {
	return placedConditions(plan).flatMap(({ asked: { when }, where }) => {
		if (typeof compileFilter(when.item) === 'string') return [];
		const { conditions, options } = when.item as FilterValue;
		return conditions.flatMap((condition) => {
			const asked = evaluatedIn([condition.leftValue, condition.rightValue]);
			if (expressions && !asked.every((one) => expressions.has(one)))
				return [notEvaluated(where, condition)];
			const unknown = unknownIn(condition) ?? unreadableIn(condition, options);
			if (unknown === null) return [];
			const text = `The condition ${conditionWords(condition)} is never true: ${unknown}`;
			return [finding('unknown_operator', where, text)];
		});
	});
}

function notEvaluated(where: string, condition: FilterConditionValue): Finding {
	const text = `The condition ${conditionWords(condition)} has an expression that is not evaluated, because it stands in data, so it is never true. Name a field, like {{ $json.contact.source }}, compute what you compare in a node before this one, or write it in the fields of this node.`;
	return finding('not_evaluated', where, text);
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

/**
 * Why n8n cannot read what a condition compares with, whatever the contact, in words; null when it
 * can. Editors write the type of that beside it, people who write JSON forget it.
 */
function unreadableIn(
	{ id, operator, rightValue }: FilterConditionValue,
	options: FilterValue['options'] | undefined,
): string | null {
	if (typeof rightValue === 'string' && rightValue.startsWith('=')) return null;
	try {
		// Nothing on the left fits every type.
		const defaults = {
			caseSensitive: true,
			leftValue: '',
			typeValidation: 'strict',
			version: 1,
		} as const;
		executeFilterCondition(
			{ id, operator, leftValue: null, rightValue },
			{ ...defaults, ...options },
		);
		return null;
	} catch {
		if (SINGLE_VALUED.has(operator.operation)) {
			return 'its operator compares with nothing, so it needs "singleValue": true.';
		}
		if (/regex/i.test(operator.operation)) return 'its pattern is not readable.';
		const { type, rightType = type } = operator;
		return `what it compares with is not of the type '${rightType}'; write another value, or its type as "rightType" of the operator.`;
	}
}
