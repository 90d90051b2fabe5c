import type { z } from 'zod/v4';
import type { WeeklyHours } from '../../model/hours';
import type { WrittenHours } from '../../model/hoursWords';
import { fold } from '../../model/text';
import type { TouchFacts } from '../touchFacts';

/** One thing that a rule asks of a touch. */
export interface Test {
	/** May throw (only filters do): the rule then does not match. */
	passes(facts: TouchFacts): boolean;
	/** Why it did not pass, in words; asked only after `passes` said no. */
	failure(facts: TouchFacts): string;
}

/** Something that a touch has a few values of. */
export interface Dimension {
	/** Two dimensions of the same name are the same. */
	name: string;
	/** Whether one touch can have several values. If not, no rule can ask for two that differ. */
	several: boolean;
	/** The values; null when they are not known, and every rule has to be asked. */
	values(facts: TouchFacts): readonly string[] | null;
}

/** A rule can match only when the touch has one of `keys` in the dimension. */
export interface KeySet {
	dimension: Dimension;
	keys: readonly string[];
}

/** A condition of one rule, ready to be asked. */
export interface CompiledCondition {
	/** All must pass; none when the condition asks nothing. */
	tests: readonly Test[];
	/** What a touch must have, by look-up, for the index; `tests` ask all of it again. */
	keys: readonly KeySet[];
}

/** What the plan says outside its rules, as far as conditions refer to it. */
export interface PlanContext {
	/** By folded name. */
	schedules: ReadonlyMap<string, WeeklyHours>;
	/** The same as they are written in the plan, for words. */
	writtenHours: ReadonlyMap<string, WrittenHours>;
	/** Name of the schedule with the business hours; null when the plan does not say. */
	businessHours: string | null;
}

/**
 * When a condition is true, as far as hours decide. `schedule` is a name, or null for the plan's
 * business hours; `open` whether it is true within these hours or outside them.
 */
export type AskedHours = 'always' | { schedule: string | null; open: boolean };

/**
 * What has to be known of the contact that only HighLevel knows. `account`: its tags, unless the
 * touch says its account. `attribution`: what the ad networks left there as well, which HighLevel's
 * webhooks lack.
 */
export type ContactNeed = (typeof CONTACT_NEEDS)[number];

/** From the least to the most. */
export const CONTACT_NEEDS = ['nothing', 'account', 'contact', 'attribution'] as const;

/**
 * Everything about one condition. A rule gives it a value of its schema; all conditions of a rule must
 * be true.
 */
export interface Condition<Schema extends z.ZodType = z.ZodType> {
	/** Its field in the plan. */
	schema: Schema;
	/** Makes it ready to be asked; a text says why it can never be true. */
	compile(value: z.output<Schema>, plan: PlanContext): CompiledCondition | string;
	/**
	 * What it asks, for the name of a rule that has none; empty when it asks nothing.
	 * @param most how many texts of a list are named
	 */
	words(value: z.output<Schema>, most: number): string;
	/**
	 * What was true when it passed, each in words that follow "because": by name and value, but quoting
	 * nothing that the plan does not say itself, since receipts are kept and texts of contacts are not.
	 * Asked only of the rule that matched.
	 */
	match(value: z.output<Schema>, facts: TouchFacts, plan: PlanContext): readonly string[];
	/**
	 * Whether it asks for the tag that was just added, so that its rule may take the contact from an
	 * owner. Asked only of a rule that matches.
	 */
	asksForTag(value: z.output<Schema>, added: string, facts: TouchFacts): boolean;
	/** What HighLevel has to be asked, because without it the condition is not true. */
	needs(value: z.output<Schema>): ContactNeed;
	/**
	 * For Check Plan: all that it asks, each of it as what would do. What is left out here counts as not
	 * asked, so that later rules seem unreachable.
	 */
	demands(value: z.output<Schema>, plan: PlanContext): readonly Demand[];
	/**
	 * For Check Plan: why it can never be true although each part of it could, in words; null when it
	 * can.
	 */
	contradiction(value: z.output<Schema>, rule: RuleTargets): string | null;
	/** For Check Plan: when it is true; null when it is not about time. */
	hours(value: z.output<Schema>): AskedHours | null;
}

/** Something that a rule demands: any of these is true. */
export type Demand = readonly Atom[];

/** Something that may be true of a touch. */
export interface Atom {
	/** Within a condition: equal for what is true of the same touches. */
	key: string;
	/** As a finding names it, for example `the tag 'vip'`. */
	words: string;
	/** Whether the atom with another key of this condition is true whenever this one is. */
	implies?: (key: string) => boolean;
	/** Keys of what is most likely the same. */
	aliases?: readonly string[];
	/** Whether a tag that is added can be what it asks for. */
	asksForTag?: boolean;
}

/** Whom the rule of a condition can name. */
interface RuleTargets {
	/** Nobody but the previous owner of the contact. */
	onlyPreviousOwner: boolean;
}

/** Some texts of a list that asks for any of them, in words. */
export function anyOf(texts: readonly string[], most: number): string {
	const said = texts.map((text) => text || 'an empty field');
	if (said.length <= most) return said.join(' or ');
	return `${said.slice(0, most).join(', ')} or ${said.length - most} more`;
}

/** What is demanded when any of these would do; nothing when there are none. */
export function someAtoms(atoms: Demand): Demand[] {
	return atoms.length > 0 ? [atoms] : [];
}

const PART = 'has ';

/** A text has this part, and then all parts of the part. */
export function hasPart(part: string, words: string): Atom {
	const folded = fold(part);
	return {
		key: PART + folded,
		words,
		implies: (key) => key.startsWith(PART) && folded.includes(key.slice(PART.length)),
	};
}

/** What a condition that asks nothing comes to. */
export const ASKS_NOTHING: CompiledCondition = { tests: [], keys: [] };

/** What a condition comes to that is one test, which no look-up can answer. */
export function oneTest(test: Test): CompiledCondition {
	return { tests: [test], keys: [] };
}

/** What a condition comes to that asks whether one of the touch's values is one of `keys`. */
export function oneOf(
	dimension: Dimension,
	keys: readonly string[],
	failure: Test['failure'],
): CompiledCondition {
	const [only] = keys;
	const set = new Set(keys);
	const passes: Test['passes'] =
		keys.length === 1 && only !== undefined
			? (facts) => dimension.values(facts)?.includes(only) ?? false
			: (facts) => dimension.values(facts)?.some((value) => set.has(value)) ?? false;
	return { tests: [{ passes, failure }], keys: [{ dimension, keys: [...set] }] };
}

/** Several parts of a condition, all of which must be true. */
export function allOf(parts: readonly CompiledCondition[]): CompiledCondition {
	return {
		tests: parts.flatMap(({ tests }) => tests),
		keys: parts.flatMap(({ keys }) => keys),
	};
}
