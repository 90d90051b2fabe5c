import { z } from 'zod';
import { unprocessable } from './errors';

/**
 * The value as the schema describes it.
 *
 * @throws ApiError 422 with one message for each problem, worded like HighLevel's (class-validator):
 *   `property X should not exist`, `X must be a string`.
 */
export function validate<Schema extends z.ZodTypeAny>(
	schema: Schema,
	value: unknown,
): z.output<Schema> {
	const result = schema.safeParse(value ?? {});
	if (result.success) return result.data;
	throw unprocessable(result.error.issues.flatMap(messagesOf));
}

/** One of several words; HighLevel answers 422 for any other. */
export function oneOf<Word extends string>(
	...words: [Word, ...Word[]]
): z.ZodEnum<[Word, ...Word[]]> {
	return z.enum(words, { message: `must be one of the following values: ${words.join(', ')}` });
}

/** A whole number in a query, which only has texts. */
export const wholeNumber = z.string().regex(/^\d+$/, 'must be a number string').transform(Number);

/** A date and time as text. */
export const instant = z
	.string()
	.refine((text) => !Number.isNaN(Date.parse(text)), 'must be a valid ISO 8601 date string');

const TYPE_WORDS: Record<string, string> = {
	array: 'must be an array',
	boolean: 'must be a boolean value',
	number: 'must be a number conforming to the specified constraints',
	object: 'must be an object',
	string: 'must be a string',
};

function messagesOf(issue: z.ZodIssue): string[] {
	const path = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		return issue.keys.map((key) => `${path ? `${path}.` : ''}property ${key} should not exist`);
	}
	if (issue.code === 'invalid_type') {
		return [`${path || 'body'} ${TYPE_WORDS[issue.expected] ?? issue.message}`];
	}
	return [`${path || 'body'} ${issue.message}`];
}
