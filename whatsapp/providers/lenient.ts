import { z } from 'zod/v4';

// Every level is parsed alone and leniently: one odd part never costs the others of its batch, and
// fields that a provider adds tomorrow pass.

/**
 * Left out, null, empty or of another type: the rest of the object still counts. An empty ID names
 * nobody, and must not hide another one.
 */
export const optionalText = z.string().min(1).optional().catch(undefined);

/** Left out, null or of another type: the rest of the object still counts. */
export function lenient<T>(schema: z.ZodType<T>) {
	return schema.optional().catch(undefined);
}

/** A time since 1970 in any unit, as text. */
export const optionalTime = z.coerce
	.string()
	.regex(/^\d+(\.\d+)?$/)
	.optional()
	.catch(undefined);

/** A list of anything; empty when it is none. */
export const anyList = z.array(z.unknown()).catch([]);

export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a list that have a shape. */
export function parseEach<T>(schema: z.ZodType<T>, values: unknown): T[] {
	return anyList.parse(values).flatMap((value) => {
		const result = schema.safeParse(value);
		return result.success ? [result.data] : [];
	});
}

/**
 * The parts of a list that have a shape, each as it came and as it was read.
 * @param unreadable gets the others, so that they are not lost
 */
export function* partsOf<T>(
	schema: z.ZodType<T>,
	values: unknown,
	unreadable: unknown[],
): Generator<{ raw: unknown; part: T }> {
	for (const raw of anyList.parse(values)) {
		const result = isObject(raw) ? schema.safeParse(raw) : undefined;
		if (result?.success) yield { raw, part: result.data };
		else unreadable.push(raw);
	}
}
