import fc from 'fast-check';
import { z } from 'zod/v4';

interface JsonSchema {
	type?: string;
	enum?: unknown[];
	const?: unknown;
	anyOf?: JsonSchema[];
	pattern?: string;
	items?: JsonSchema;
	properties?: Record<string, JsonSchema>;
	required?: string[];
}

/**
 * Values that a schema of the plan or of a touch takes. Texts are among `words` wherever they may be
 * any, so that what a rule asks and what a touch has meet now and then.
 */
export function fromSchema(schema: z.ZodType, words: readonly string[]): fc.Arbitrary<unknown> {
	const values = valuesOf(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema, words);
	// A schema may refuse more than its JSON Schema can say.
	return values.filter((value) => schema.safeParse(value).success);
}

function valuesOf(schema: JsonSchema, words: readonly string[]): fc.Arbitrary<unknown> {
	const { type, anyOf, items, pattern, properties = {}, required = [] } = schema;
	if (schema.enum) return fc.constantFrom(...schema.enum);
	if ('const' in schema) return fc.constant(schema.const);
	if (anyOf) return fc.oneof(...anyOf.map((one) => valuesOf(one, words)));
	if (type === 'null') return fc.constant(null);
	if (type === 'boolean') return fc.boolean();
	if (type === 'number') return fc.double({ noNaN: true, noDefaultInfinity: true });
	if (type === 'string') {
		const fitting = words.filter((word) => new RegExp(pattern ?? '', 'u').test(word));
		return fitting.length > 0
			? fc.constantFrom(...fitting)
			: fc.stringMatching(new RegExp(pattern ?? ''));
	}
	if (type === 'array') return fc.array(valuesOf(items ?? {}, words), { maxLength: 3 });
	if (type === 'object') {
		const fields = Object.entries(properties).map(([name, one]) => [name, valuesOf(one, words)]);
		const fieldsByName = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>;
		return fc.record(fieldsByName, { requiredKeys: required, noNullPrototype: true });
	}
	throw new Error(
		`Nobody knows values for ${JSON.stringify(schema)} yet: teach them to fromSchema`,
	);
}
