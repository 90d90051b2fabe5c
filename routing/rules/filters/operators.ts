/** Every value has these, whatever its type. */
const ANY = { exists: 'exists', notExists: 'does not exist' };
const EMPTY = { empty: 'is empty', notEmpty: 'is not empty' };
const SAME = { equals: 'is', notEquals: 'is not' };

/**
 * What n8n's filter can compare, by the type of the value, in words between the two values. n8n takes
 * what it does not know for false, with a line in its log that nobody reads.
 */
export const FILTER_OPERATORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	any: ANY,
	string: {
		...ANY,
		...EMPTY,
		...SAME,
		contains: 'contains',
		notContains: 'does not contain',
		startsWith: 'starts with',
		notStartsWith: 'does not start with',
		endsWith: 'ends with',
		notEndsWith: 'does not end with',
		regex: 'matches',
		notRegex: 'does not match',
	},
	number: {
		...ANY,
		...EMPTY,
		...SAME,
		gt: 'is greater than',
		lt: 'is less than',
		gte: 'is at least',
		lte: 'is at most',
	},
	dateTime: {
		...ANY,
		...EMPTY,
		...SAME,
		after: 'is after',
		before: 'is before',
		afterOrEquals: 'is not before',
		beforeOrEquals: 'is not after',
	},
	boolean: { ...ANY, ...EMPTY, ...SAME, true: 'is true', false: 'is false' },
	array: {
		...ANY,
		...EMPTY,
		contains: 'contains',
		notContains: 'does not contain',
		lengthEquals: 'has this many entries:',
		lengthNotEquals: 'has not this many entries:',
		lengthGt: 'has more entries than',
		lengthLt: 'has fewer entries than',
		lengthGte: 'has at least this many entries:',
		lengthLte: 'has at most this many entries:',
	},
	object: { ...ANY, ...EMPTY },
};

/** An operation in words between the two values; undefined when n8n does not know it. */
export function operatorWords(type: string, operation: string): string | undefined {
	const known = Object.hasOwn(FILTER_OPERATORS, type) ? FILTER_OPERATORS[type] : undefined;
	return known && Object.hasOwn(known, operation) ? known[operation] : undefined;
}

/** Operations that compare with nothing. */
export const SINGLE_VALUED: ReadonlySet<string> = new Set([
	'exists',
	'notExists',
	'empty',
	'notEmpty',
	'true',
	'false',
]);
