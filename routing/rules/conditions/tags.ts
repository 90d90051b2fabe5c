import { z } from 'zod/v4';
import { nameOrNobody } from '../../model/references';
import { fold, quoted } from '../../model/text';
import {
	allOf,
	anyOf,
	oneOf,
	oneTest,
	someAtoms,
	type Atom,
	type CompiledCondition,
	type Condition,
	type Dimension,
} from './condition';

/** Empty where an expression found nothing for this contact; what nobody sees is a mistake. */
const tag = nameOrNobody('the tag').refine(
	(text) => text === '' || fold(text) !== '',
	'the tag is empty',
);
const tagsSchema = z.array(tag).optional();

/** A list that is left out or empty asks nothing. */
const schema = z.strictObject({ any: tagsSchema, all: tagsSchema, none: tagsSchema });

const isEmpty = (tag: string) => tag === '';

/** The contact has any, all and none of these tags; in a `tag` event also the one that was added. */
export const tags: Condition<typeof schema> = {
	schema,
	compile: ({ any = [], all = [], none = [] }) => {
		// Of several one is enough; where all are needed, or none may be there, nothing can be said.
		const anyEmpty = any.length > 0 && any.every(isEmpty);
		if (anyEmpty || [...all, ...none].some(isEmpty)) return 'the field for its tag is empty';
		return allOf([
			...(any.length > 0 ? [hasOneOf(any.filter((tag) => !isEmpty(tag)))] : []),
			...all.map((tag) => hasOneOf([tag])),
			...(none.length > 0 ? [hasNoneOf(none)] : []),
		]);
	},
	words: ({ any = [], all = [], none = [] }, most) =>
		[
			...(any.length > 0 ? [`tag ${anyOf(any, most)}`] : []),
			...(all.length > 0 ? [`tag ${allWords(all, most)}`] : []),
			...(none.length > 0 ? [`no tag ${anyOf(none, most)}`] : []),
		].join(', '),
	match: ({ any = [], all = [], none = [] }, facts) => {
		const isAdded = (tag: string) => facts.addedTag !== null && fold(tag) === facts.addedTag;
		const one = any.find(isAdded) ?? any.find((tag) => facts.tags.includes(fold(tag)));
		const wanted = [...(one === undefined ? [] : [one]), ...all];
		return [
			...wanted.map((tag) =>
				isAdded(tag) ? `the tag '${tag}' was added` : `the contact has the tag '${tag}'`,
			),
			...(none.length > 0 ? [`the contact does not have the tag ${quoted(none)}`] : []),
		];
	},
	asksForTag: asksFor,
	needs: (wanted) =>
		Object.values(wanted).some((tags) => tags.length > 0) ? 'contact' : 'nothing',
	demands: ({ any = [], all = [], none = [] }) => [
		...someAtoms(any.map(hasTag)),
		...all.map((tag) => [hasTag(tag)]),
		...none.map((tag) => [{ key: `not ${fold(tag)}`, words: `contacts without the tag '${tag}'` }]),
	],
	contradiction: ({ any = [], all = [], none = [] }) => {
		const unwanted = new Set(none.map(fold));
		const both = all.find((tag) => unwanted.has(fold(tag)));
		if (both !== undefined) return `The tag '${both}' is both required and excluded.`;
		const isExcluded = any.length > 0 && any.every((tag) => unwanted.has(fold(tag)));
		return isExcluded ? 'Every tag that would do is excluded.' : null;
	},
	hours: () => null,
};

function hasTag(tag: string): Atom {
	return { key: `has ${fold(tag)}`, words: `the tag '${tag}'`, asksForTag: true };
}

function allWords(tags: readonly string[], most: number): string {
	const shown = tags.slice(0, most).map((tag) => tag || 'an empty field');
	const left = tags.length - shown.length;
	return [...shown, ...(left > 0 ? [`${left} more`] : [])].join(' and ');
}

function asksFor({ any = [], all = [] }: z.output<typeof schema>, added: string): boolean {
	return [...any, ...all].some((tag) => fold(tag) === added);
}

const TAG: Dimension = { name: 'tag', several: true, values: (facts) => facts.tags };

function hasOneOf(wanted: readonly string[]): CompiledCondition {
	return oneOf(TAG, wanted.map(fold), () => `the contact does not have the tag ${quoted(wanted)}`);
}

function hasNoneOf(none: readonly string[]): CompiledCondition {
	const unwanted = new Set(none.map(fold));
	return oneTest({
		passes: (facts) => !facts.tags.some((tag) => unwanted.has(tag)),
		failure: (facts) =>
			`the contact has the tag '${facts.tags.find((tag) => unwanted.has(tag)) ?? ''}'`,
	});
}
