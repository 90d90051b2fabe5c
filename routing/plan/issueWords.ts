import type { z } from 'zod/v4';
import { didYouMean, nearest } from '../model/nearest';
import { formerField } from './formerFields';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

/** One mistake in a plan, in words that follow the name of the field. */
export interface ClearIssue {
	path: readonly PropertyKey[];
	words: string;
}

/** What a value should be. */
const KINDS: Readonly<Record<string, string>> = {
	string: 'text',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list',
	object: 'an object',
};

/** Longer texts are not repeated: they may be what a contact wrote. */
const QUOTED = 30;

/** Says in plain words what a schema without words of its own finds wrong. */
export function issueWords(issue: RawIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return mismatch(expected(issue), issue.input);
		case 'invalid_value':
			return oneOf(issue.values.map(String), issue.input);
		case 'unrecognized_keys':
			return unknownKey(issue.keys[0] ?? '', fieldsOf(issue.inst));
		case 'too_small':
			return tooSmall(issue);
		case 'too_big':
			return tooBig(issue);
		case 'invalid_union':
			return issue.errors.length === 0
				? oneOf(choicesOf(issue), choiceIn(issue))
				: noneOf(issue.errors, issue.input);
		default:
			return 'is not written as it should be';
	}
}

/** The mistake that somebody should mend first, with what a union wanted most likely. */
export function clearIssue(issues: readonly Issue[]): ClearIssue {
	const [first] = issues;
	if (!first) return { path: [], words: 'is not readable' };
	const issue = misspelled(first, issues) ?? first;
	if (issue.code === 'unrecognized_keys') {
		return { path: [...issue.path, issue.keys[0] ?? ''], words: issue.message };
	}
	if (issue.code !== 'invalid_union') return { path: issue.path, words: issue.message };
	const meant = issue.errors.find((errors) => !errors.some(isOfAnotherKind));
	if (!meant) return { path: issue.path, words: issue.message };
	const { path, words } = clearIssue(meant);
	return { path: [...issue.path, ...path], words };
}

/** All mistakes, each as {@link clearIssue} says the first. */
export function clearIssues(issues: readonly Issue[]): ClearIssue[] {
	return issues
		.filter((issue) => !misspelled(issue, issues))
		.flatMap((issue) => [clearIssue([issue]), ...moreKeys(issue)]);
}

/** The words of an issue are about the first field that is not known. */
function moreKeys(issue: Issue): ClearIssue[] {
	if (issue.code !== 'unrecognized_keys') return [];
	return issue.keys.slice(1).map((key) => ({
		path: [...issue.path, key],
		words: formerField(issue.path, key) ?? unknownKey(key, []),
	}));
}

/** A field that is missing and stands there with another letter. */
function misspelled(first: Issue, issues: readonly Issue[]): Issue | undefined {
	const field = String(first.path.at(-1));
	const parent = JSON.stringify(first.path.slice(0, -1));
	if (first.code !== 'invalid_type' || first.input !== undefined) return undefined;
	return issues.find(
		(other) =>
			other.code === 'unrecognized_keys' &&
			JSON.stringify(other.path) === parent &&
			nearest(other.keys[0] ?? '', [field]) !== null,
	);
}

/** Whether a part of a union cannot have been meant, since the whole value is of another kind. */
function isOfAnotherKind(issue: Issue): boolean {
	if (issue.path.length > 0) return false;
	if (issue.code === 'invalid_type') return true;
	return issue.code === 'invalid_value' && typeof issue.input !== 'string';
}

function noneOf(errors: readonly Issue[][], input: unknown): string {
	const wanted = errors.flatMap(([issue]) => {
		if (issue?.code === 'invalid_type') return [KINDS[issue.expected] ?? issue.expected];
		return issue?.code === 'invalid_value' ? issue.values.map(quote) : [];
	});
	return mismatch(either([...new Set(wanted)]), input);
}

function expected({ expected, inst }: Extract<RawIssue, { code: 'invalid_type' }>): string {
	const kind = KINDS[expected] ?? expected;
	const fields = expected === 'object' ? fieldsOf(inst) : [];
	return fields.length > 0 ? `${kind} with ${fields.join(', ')}` : kind;
}

function mismatch(wanted: string, input: unknown): string {
	if (input === undefined) return `is missing; it must be ${wanted}`;
	return `must be ${wanted}, not ${kindOf(input)}`;
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'number') return Number.isNaN(value) ? 'text' : String(value);
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return value.trim() === '' ? 'empty text' : 'text';
	return 'an object';
}

function oneOf(known: readonly string[], input: unknown): string {
	const wanted = either(known.map(quote));
	if (typeof input !== 'string') return mismatch(wanted, input);
	const written = input.length <= QUOTED ? quote(input) : 'this text';
	return `must be ${wanted}, not ${written}${didYouMean(input, known)}`;
}

function unknownKey(key: string, known: readonly string[]): string {
	const meant = didYouMean(key, known);
	const written = key.length <= QUOTED ? `'${key}'` : 'a field with a long name';
	if (meant || known.length === 0) return `${written} is not known here${meant}`;
	return `${written} is not known here; known are ${known.join(', ')}`;
}

function tooSmall({ origin, minimum, input }: Extract<RawIssue, { code: 'too_small' }>): string {
	if (origin === 'string' || origin === 'array') {
		return `is ${Number(minimum) === 1 ? 'empty' : `too short; the least is ${minimum}`}`;
	}
	return `must be at least ${minimum}, not ${kindOf(input)}`;
}

function tooBig({ origin, maximum, input }: Extract<RawIssue, { code: 'too_big' }>): string {
	if (origin === 'string') return `is too long; the most are ${maximum} characters`;
	if (origin === 'array') return `has too many entries; the most are ${maximum}`;
	return `must be at most ${maximum}, not ${kindOf(input)}`;
}

/** The fields of an object's schema. */
function fieldsOf(inst: RawIssue['inst']): string[] {
	const def: object | undefined = inst?._zod.def;
	return def && 'shape' in def && def.shape ? Object.keys(def.shape) : [];
}

/** What tells the parts of a union apart: the values that it may have. */
function choicesOf({ inst, path }: RawIssue): string[] {
	const { propValues } = (inst?._zod ?? {}) as { propValues?: Record<PropertyKey, Set<unknown>> };
	return [...(propValues?.[path?.at(-1) ?? ''] ?? [])].map(String);
}

function choiceIn({ input, path }: RawIssue): unknown {
	return typeof input === 'object' && input !== null
		? (input as Record<PropertyKey, unknown>)[path?.at(-1) ?? '']
		: undefined;
}

function either(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${last}` : last;
}

function quote(value: unknown): string {
	return `'${String(value)}'`;
}
