import {
	executeFilterCondition,
	isFilterValue,
	type FilterConditionValue,
	type FilterOptionsValue,
	type FilterValue,
	type INodeParameters,
	type NodeParameterValueType,
} from 'n8n-workflow';
import { asksForTag } from './addedTag';
import { compileValue, type ItemReader, type ValueReader } from './expression';
import { conditionWords } from './filters/words';

/** A filter that is ready to be asked. Throws what n8n throws for values of the wrong type. */
export interface CompiledFilter {
	matches(from: ItemReader): boolean;
	/** The first condition that fails, in words; null when the filter matches. Throws like `matches`. */
	failure(from: ItemReader): string | null;
	/** Whether one of its conditions asks for the tag that was just added (folded). */
	asksForTag(added: string, from: ItemReader): boolean;
	/** Of a filter that matches: the conditions that are true, in words. */
	trueConditions(from: ItemReader): string[];
	/** Conditions that say `path equals constant text` and must all be true. For the index. */
	equalities: readonly Equality[];
}

/** `path` must read as `text`, compared as the options say. */
export interface Equality {
	path: readonly string[];
	text: string;
	ignoreCase: boolean;
	/** Values of other types are converted before they are compared. */
	loose: boolean;
}

/** What n8n takes for options that a filter does not carry. */
const DEFAULT_OPTIONS: FilterOptionsValue = {
	caseSensitive: true,
	leftValue: '',
	typeValidation: 'strict',
	version: 1,
};

interface Condition {
	left: ValueReader;
	right: ValueReader;
	raw: FilterConditionValue;
	/** Made when the first receipt needs them. */
	words?: string;
}

/**
 * Compiles n8n's filter value; the operators stay n8n's own, so that a condition means what it
 * means in the nodes IF and Switch.
 * @param raw the raw parameter, expressions unresolved
 * @returns the filter, or why it can match nothing: in n8n `{}` and an empty list match everything,
 * which is never what somebody meant who left them empty
 */
export function compileFilter(raw: unknown): CompiledFilter | string {
	if (!isFilter(raw)) return 'its conditions are not readable';
	if (raw.conditions.length === 0) return 'it has no conditions';
	const conditions: Condition[] = [];
	for (const condition of raw.conditions) {
		if (!isCondition(condition)) return 'one of its conditions is not readable';
		if (condition.leftValue === '') return 'one of its conditions is empty';
		conditions.push({
			left: compileValue(condition.leftValue),
			right: compileValue(condition.rightValue),
			raw: condition,
		});
	}
	const options = { ...DEFAULT_OPTIONS, ...raw.options };
	const all = raw.combinator === 'and';
	// Some operators answer with the value itself instead of a boolean (`is true` on a missing one).
	const check = (condition: Condition, index: number, from: ItemReader): boolean =>
		Boolean(
			executeFilterCondition(
				{
					id: condition.raw.id,
					operator: condition.raw.operator,
					leftValue: condition.left.read(from) as FilterConditionValue['leftValue'],
					rightValue: condition.right.read(from) as FilterConditionValue['rightValue'],
				},
				options,
				{ index },
			),
		);
	// n8n resolves every expression of a filter before it compares, so one that throws costs the
	// whole filter there, whichever condition would have decided.
	const risky = conditions
		.flatMap(({ left, right }) => [left, right])
		.filter((value) => !value.plain);
	const firstFailure = (from: ItemReader): number => {
		for (const value of risky) value.read(from);
		for (let i = 0; i < conditions.length; i++) {
			if (check(conditions[i] as Condition, i, from) !== all) return all ? i : -1;
		}
		return all ? -1 : 0;
	};
	return {
		asksForTag: (added, from) =>
			conditions.some((condition, index) =>
				asksForTag(condition, added, from, (only) => check(condition, index, only)),
			),
		matches: (from) => firstFailure(from) === -1,
		failure: (from) => {
			const index = firstFailure(from);
			if (index === -1) return null;
			if (!all) return `none of ${conditions.map(({ raw }) => describe(raw)).join(', ')} is true`;
			const condition = conditions[index] as Condition;
			return `${describe(condition.raw)} is not true, the value is ${JSON.stringify(condition.left.read(from)) ?? 'missing'}`;
		},
		trueConditions: (from) =>
			conditions
				.filter((condition, i) => all || isTrue(() => check(condition, i, from)))
				.map((condition) => (condition.words ??= conditionWords(condition.raw))),
		equalities:
			all || conditions.length === 1
				? conditions.flatMap((condition) => equality(condition, options))
				: [],
	};
}

/** Behind the first true condition of several, one may throw that nobody had to ask. */
function isTrue(check: () => boolean): boolean {
	try {
		return check();
	} catch {
		return false;
	}
}

function equality({ left, right, raw }: Condition, options: FilterOptionsValue): Equality[] {
	const { type, operation, rightType } = raw.operator;
	if (type !== 'string' || operation !== 'equals' || (rightType ?? type) !== 'string') return [];
	const text = right.constant ? right.read({ item: null, evaluate: () => null }) : null;
	if (left.path === null || typeof text !== 'string' || text === '') return [];
	const ignoreCase = !options.caseSensitive;
	return [
		{
			path: left.path,
			text: ignoreCase ? text.toLocaleLowerCase() : text,
			ignoreCase,
			loose: options.typeValidation !== 'strict',
		},
	];
}

function isFilter(raw: unknown): raw is FilterValue {
	if (typeof raw !== 'object' || raw === null) return false;
	if (!isFilterValue(raw as INodeParameters as NodeParameterValueType)) return false;
	const { conditions, combinator, options } = raw as Record<string, unknown>;
	const readableOptions =
		options === undefined || (typeof options === 'object' && options !== null);
	return (
		Array.isArray(conditions) && (combinator === 'and' || combinator === 'or') && readableOptions
	);
}

function isCondition(raw: unknown): raw is FilterConditionValue {
	if (typeof raw !== 'object' || raw === null || !('operator' in raw)) return false;
	const { operator } = raw;
	return (
		typeof operator === 'object' &&
		operator !== null &&
		'type' in operator &&
		typeof operator.type === 'string' &&
		'operation' in operator &&
		typeof operator.operation === 'string'
	);
}

function describe({ leftValue, operator, rightValue }: FilterConditionValue): string {
	const left =
		typeof leftValue === 'string' ? leftValue.replace(/^=/, '') : JSON.stringify(leftValue);
	const right = operator.singleValue ? '' : ` ${JSON.stringify(rightValue) ?? ''}`;
	return `'${left} ${operator.operation}${right}'`;
}
