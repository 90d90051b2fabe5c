import type { FilterConditionValue } from 'n8n-workflow';
import { conditionWords } from './words';

/** Operations of which one is true exactly when the other is not. */
const OPPOSITES: Readonly<Record<string, string>> = {
	exists: 'notExists',
	empty: 'notEmpty',
	true: 'false',
	equals: 'notEquals',
	contains: 'notContains',
	startsWith: 'notStartsWith',
	endsWith: 'notEndsWith',
	regex: 'notRegex',
};
const COMPARES_NOTHING = new Set(['exists', 'empty', 'true']);
/** Of texts: what only a text that is not empty can be, when the other value is not empty. */
const NEEDS_TEXT = new Set(['equals', 'contains', 'startsWith', 'endsWith']);
const IS_NOTHING = new Set(['empty', 'notExists']);

/** Two conditions of a filter that cannot both be true, in words; null when there are none. */
export function contradictionOf(conditions: readonly FilterConditionValue[]): string | null {
	for (const [i, one] of conditions.entries()) {
		const other = conditions.slice(0, i).find((before) => exclude(before, one));
		if (other)
			return `The conditions ${conditionWords(other)} and ${conditionWords(one)} exclude each other.`;
	}
	return null;
}

function exclude(a: FilterConditionValue, b: FilterConditionValue): boolean {
	if (!isSame(a.leftValue, b.leftValue) || a.operator.type !== b.operator.type) return false;
	if (areOpposites(a, b) || areOpposites(b, a)) return true;
	if (a.operator.type === 'number') return isEmptyRange(a, b);
	return a.operator.type === 'string' && (needsText(a, b) || needsText(b, a));
}

function areOpposites(a: FilterConditionValue, b: FilterConditionValue): boolean {
	const { operation } = a.operator;
	if (!Object.hasOwn(OPPOSITES, operation) || OPPOSITES[operation] !== b.operator.operation) {
		return false;
	}
	return COMPARES_NOTHING.has(operation) || isSame(a.rightValue, b.rightValue);
}

function needsText(a: FilterConditionValue, b: FilterConditionValue): boolean {
	const { rightValue } = a;
	const isText = typeof rightValue === 'string' && rightValue !== '' && !rightValue.startsWith('=');
	return isText && NEEDS_TEXT.has(a.operator.operation) && IS_NOTHING.has(b.operator.operation);
}

/** Whether no number is within both. */
function isEmptyRange(a: FilterConditionValue, b: FilterConditionValue): boolean {
	const [one, two] = [rangeOf(a), rangeOf(b)];
	if (!one || !two) return false;
	const least = Math.max(one.least, two.least);
	const most = Math.min(one.most, two.most);
	const open = [one, two].some(({ without }) => without === least || without === most);
	return least > most || (least === most && open);
}

/** The numbers for which a condition is true; `without` is a border that is not among them. */
function rangeOf({ operator: { operation }, rightValue }: FilterConditionValue) {
	if (typeof rightValue !== 'number' || !Number.isFinite(rightValue)) return null;
	const number = rightValue;
	const ranges: Record<string, { least: number; most: number; without: number | null }> = {
		equals: { least: number, most: number, without: null },
		gt: { least: number, most: Infinity, without: number },
		gte: { least: number, most: Infinity, without: null },
		lt: { least: -Infinity, most: number, without: number },
		lte: { least: -Infinity, most: number, without: null },
	};
	return Object.hasOwn(ranges, operation) ? ranges[operation] : null;
}

function isSame(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
