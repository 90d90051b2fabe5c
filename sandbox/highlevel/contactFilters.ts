import { z } from 'zod';
import { badRequest } from './errors';
import type { SandboxContact } from './types';

type ContactFilter = (contact: SandboxContact) => boolean;

type Operator = 'eq' | 'not_eq' | 'contains' | 'not_contains' | 'exists' | 'not_exists' | 'range';

interface Field {
	operators: readonly Operator[];
	read: (contact: SandboxContact) => string | readonly string[] | boolean | undefined;
}

const IDENTITY: readonly Operator[] = ['eq', 'not_eq', 'exists', 'not_exists'];
const TEXT: readonly Operator[] = [...IDENTITY, 'contains', 'not_contains'];
const DATE: readonly Operator[] = ['range', 'exists', 'not_exists'];

/** The searchable fields with the operators that HighLevel's pages list for them. */
export const FIELDS: Readonly<Record<string, Field | undefined>> = {
	id: { operators: IDENTITY, read: (contact) => contact.id },
	assignedTo: { operators: IDENTITY, read: (contact) => contact.assignedTo },
	tags: { operators: TEXT, read: (contact) => contact.tags },
	phone: { operators: TEXT, read: (contact) => contact.phone },
	email: { operators: IDENTITY, read: (contact) => contact.email },
	source: { operators: TEXT, read: (contact) => contact.source },
	type: { operators: IDENTITY, read: (contact) => contact.type },
	country: { operators: IDENTITY, read: (contact) => contact.country },
	timezone: { operators: IDENTITY, read: (contact) => contact.timezone },
	dnd: { operators: IDENTITY, read: (contact) => contact.dnd },
	followers: { operators: IDENTITY, read: (contact) => contact.followers },
	dateAdded: { operators: DATE, read: (contact) => contact.dateAdded },
	dateUpdated: { operators: DATE, read: (contact) => contact.dateUpdated },
};

const group = z.object({ group: z.enum(['AND', 'OR']), filters: z.array(z.unknown()) });
const condition = z.object({ field: z.string(), operator: z.string(), value: z.unknown() });
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const values = z.union([scalar, z.array(scalar)]).transform((value) => [value].flat().map(lower));
const instant = z.union([z.string(), z.number()]).transform((value) => new Date(value).getTime());
const range = z.object({ gte: instant.optional(), lte: instant.optional() });

/**
 * The test that a filter means: a condition, or a group of filters.
 *
 * @throws ApiError 400 for an unknown field, an operator that the field does not have, or a value
 *   that the operator cannot use
 */
export function compileFilter(filter: unknown): ContactFilter {
	const grouped = group.safeParse(filter);
	if (grouped.success) {
		const parts = grouped.data.filters.map(compileFilter);
		return grouped.data.group === 'AND'
			? (contact) => parts.every((part) => part(contact))
			: (contact) => parts.some((part) => part(contact));
	}
	const parsed = condition.safeParse(filter);
	if (!parsed.success) throw badRequest('Invalid filter');
	const { field: name, operator, value } = parsed.data;
	const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
	if (!field) throw badRequest(`Invalid field: ${name}`);
	if (!field.operators.some((known) => known === operator)) {
		throw badRequest(`Invalid operator ${operator} for field ${name}`);
	}
	const test = compileOperator(operator as Operator, name, value);
	return (contact) => test([field.read(contact) ?? []].flat().map(String));
}

function compileOperator(
	operator: Operator,
	field: string,
	value: unknown,
): (actual: string[]) => boolean {
	const expect = <Schema extends z.ZodTypeAny>(schema: Schema): z.output<Schema> => {
		const parsed = schema.safeParse(value);
		if (!parsed.success) throw badRequest(`Invalid value for field ${field}`);
		return parsed.data;
	};
	if (operator === 'exists') return (actual) => actual.length > 0;
	if (operator === 'not_exists') return (actual) => actual.length === 0;
	if (operator === 'range') {
		const { gte = -Infinity, lte = Infinity } = expect(range);
		return (actual) => actual.map(Date.parse).some((at) => at >= gte && at <= lte);
	}
	const wanted = expect(values);
	const equal = (actual: string[]) => actual.map(lower).some((text) => wanted.includes(text));
	const contain = (actual: string[]) =>
		actual.map(lower).some((text) => wanted.some((one) => text.includes(one)));
	if (operator === 'eq') return equal;
	if (operator === 'not_eq') return (actual) => !equal(actual);
	if (operator === 'contains') return contain;
	return (actual) => !contain(actual);
}

function lower(value: string | number | boolean): string {
	return String(value).toLowerCase();
}
