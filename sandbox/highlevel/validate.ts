import type { z } from 'zod';
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
		return [`${path || 'body'} ${TYPE_WORDS[issue.expected] ?? `must be ${issue.expected}`}`];
	}
	return [`${path || 'body'} ${issue.message}`];
}
