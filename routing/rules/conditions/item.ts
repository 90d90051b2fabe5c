import type { FilterValue } from 'n8n-workflow';
import { z } from 'zod/v4';
import { mayAskForTag } from '../addedTag';
import { getPath } from '../expression';
import { compileFilter, type CompiledFilter, type Equality } from '../filter';
import { contradictionOf } from '../filters/contradictions';
import { conditionWords } from '../filters/words';
import {
	CONTACT_NEEDS,
	someAtoms,
	type Atom,
	type Condition,
	type ContactNeed,
	type Dimension,
	type KeySet,
} from './condition';

/**
 * n8n's filter value, with raw expressions. Anything that is no filter, and a filter without
 * conditions, makes the rule match nothing; so it is not refused here.
 */
const schema = z.unknown();

/** What n8n's IF node can ask of the item. */
export const item: Condition<typeof schema> = {
	schema,
	compile: (raw) => {
		const filter = filterOf(raw);
		if (typeof filter === 'string') return filter;
		return {
			tests: [
				{
					passes: (facts) => filter.matches(facts),
					failure: (facts) => filter.failure(facts) ?? '',
				},
			],
			keys: filter.equalities.map(keyOf),
		};
	},
	words: (raw, most) => {
		if (typeof filterOf(raw) === 'string') return '';
		const { combinator, conditions } = raw as FilterValue;
		const left = conditions.length > most ? [`${conditions.length - most} more`] : [];
		const words = conditions.slice(0, most).map((condition) => conditionWords(condition));
		return [...words, ...left].join(` ${combinator} `);
	},
	match: (raw, facts) => {
		const filter = filterOf(raw);
		return typeof filter === 'string' ? [] : filter.trueConditions(facts);
	},
	asksForTag: (raw, added, facts) => {
		const filter = filterOf(raw);
		return typeof filter !== 'string' && filter.asksForTag(added, facts);
	},
	needs: (raw) => {
		const needs = new Set(expressionsIn(raw).map(needOf));
		return CONTACT_NEEDS.findLast((need) => needs.has(need)) ?? 'nothing';
	},
	demands: (raw) => {
		const { combinator, options, conditions } = raw as FilterValue;
		const atoms = conditions.map((condition): Atom => {
			const { leftValue, rightValue, operator } = condition;
			return {
				key: JSON.stringify({ leftValue, rightValue, operator, options }),
				words: conditionWords(condition),
				asksForTag: mayAskForTag(condition),
			};
		});
		return combinator === 'and' ? atoms.map((atom) => [atom]) : someAtoms(anyInTurn(atoms));
	},
	contradiction: (raw) => {
		if (typeof filterOf(raw) === 'string') return null;
		const { combinator, conditions } = raw as FilterValue;
		return combinator === 'and' ? contradictionOf(conditions) : null;
	},
	hours: () => null,
};

/** As one, because the first of them that throws keeps n8n from asking the others. */
function anyInTurn(atoms: readonly Atom[]): Atom[] {
	return [
		{
			key: JSON.stringify(atoms.map(({ key }) => key)),
			words: atoms.map(({ words }) => words).join(' or '),
			asksForTag: atoms.some(({ asksForTag }) => asksForTag),
		},
	];
}

/** The expressions of a filter; all else in it is the same whatever the contact. */
function expressionsIn(value: unknown): string[] {
	if (typeof value === 'string') return value.startsWith('=') ? [value] : [];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(expressionsIn);
}

/** An expression may read any field of the contact, or all of it at once. */
function needOf(expression: string): ContactNeed {
	if (!expression.includes('contact')) return 'nothing';
	const isWhole = /\bcontact\b['"`\]]*(?!['"`\]]*\s*\??\s*[.[])/.test(expression);
	return isWhole || /attribution/i.test(expression) ? 'attribution' : 'contact';
}

const compiled = new WeakMap<object, CompiledFilter | string>();

/** The compiled filter, once for each plan. */
function filterOf(raw: unknown): CompiledFilter | string {
	if (typeof raw !== 'object' || raw === null) return compileFilter(raw);
	let filter = compiled.get(raw);
	if (filter === undefined) compiled.set(raw, (filter = compileFilter(raw)));
	return filter;
}

function keyOf({ path, text, ignoreCase, loose }: Equality): KeySet {
	return { dimension: pathDimension(path, ignoreCase, loose), keys: [text] };
}

/** Values of a path as n8n's `equals` for text sees them; null for what it would convert. */
function pathDimension(path: readonly string[], ignoreCase: boolean, loose: boolean): Dimension {
	return {
		name: JSON.stringify([path, ignoreCase, loose]),
		several: false,
		values: (facts) => {
			const value = getPath(facts.item, path);
			if (typeof value === 'string') return [ignoreCase ? value.toLocaleLowerCase() : value];
			// Strict comparisons of other types throw and never match; nothing equals a missing value,
			// because empty texts are not indexed.
			return loose && value !== null && value !== undefined ? null : [];
		},
	};
}
