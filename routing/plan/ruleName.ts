import { fold } from '../model/text';
import type { Rule } from './rule';
import { conditionsOf } from './ruleConditions';
import { targetWords } from './target';

/** A name says what a rule is about; all that it asks is for the plan. */
const NAMED = 3;

/** What the fallback is called where the name of a rule stands. */
export const FALLBACK_NAME = 'Fallback';

const names = new WeakMap<Rule, string>();

/**
 * What a rule is called: by its name, or else by what it says, for example `Support Line to Sales
 * team`. Worked out once for each rule, which must not be changed afterwards.
 */
export function ruleName(rule: Rule): string {
	let name = names.get(rule);
	if (name === undefined) names.set(rule, (name = nameOf(rule)));
	return name;
}

/**
 * The part of the business that a rule is about, for the owner policy `context`: its label, or else
 * its name, or else what it asks. So a rule without both keeps its owners when it names somebody else.
 */
export function ruleLabel(rule: Rule): string {
	return [rule.label, rule.name].find(saysSomething) ?? askedWords(rule, Infinity);
}

function nameOf(rule: Rule): string {
	if (saysSomething(rule.name)) return rule.name;
	return `${askedWords(rule, NAMED)} to ${targetWords(rule.target)}`;
}

/**
 * What a rule asks, in words.
 * @param most how many texts of a list are named
 */
export function askedWords(rule: Pick<Rule, 'when'>, most: number): string {
	const words = conditionsOf(rule)
		.map(({ condition, value }) => condition.words(value, most))
		.filter((text) => text !== '')
		.join(', ');
	return words === '' ? 'No condition' : capital(words);
}

function saysSomething(text: string | undefined): text is string {
	return text !== undefined && fold(text) !== '';
}

function capital(text: string): string {
	const [first = ''] = text;
	return first.toUpperCase() + text.slice(first.length);
}
