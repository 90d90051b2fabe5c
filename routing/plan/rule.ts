import { z } from 'zod/v4';
import { CONDITIONS, type ConditionName } from '../rules/conditions';
import { FORMER_RULE_FIELDS, wayOut } from './formerFields';
import { skillSchema } from './person';
import { targetSchema, type Target } from './target';

type WhenFields = {
	[Name in ConditionName]: z.ZodOptional<z.ZodNullable<(typeof CONDITIONS)[Name]['schema']>>;
};

/**
 * What a rule asks: all of it must be true. What is left out asks nothing; null is never true,
 * because an expression found nothing for this contact.
 */
export const whenSchema = z.strictObject(
	Object.fromEntries(
		Object.entries(CONDITIONS).map(([name, { schema }]) => [name, schema.nullable().optional()]),
	) as WhenFields,
);

/** What a rule asks, and whom it names. A rule that asks nothing matches nothing. */
export const ruleSchema = z.strictObject(
	{
		/** Empty: it is called by what it says, see `ruleName`. */
		name: z.string().trim().optional(),
		/** It is not tried, as if it were not there. */
		off: z.boolean().default(false),
		when: whenSchema.default({}),
		target: targetSchema,
		backups: z.array(targetSchema).default([]),
		/**
		 * What kind of business this is, for the owner policy `context`. When empty the rule's name, or
		 * else what it asks.
		 */
		label: z.string().trim().optional(),
		/** `optional` skills are dropped one by one, the last one first, until somebody is available. */
		skills: z
			.strictObject({
				required: z.array(skillSchema).default([]),
				optional: z.array(skillSchema).default([]),
				/**
				 * If this is the first rule that matches, its required skills also bind the owner of the
				 * contact, the rules that it hands over to, and the fallback: who lacks one does not get or
				 * keep the contact.
				 */
				bindOwner: z.boolean().default(false),
			})
			.optional(),
	},
	{ error: wayOut(FORMER_RULE_FIELDS) },
);

export type When = z.infer<typeof whenSchema>;
export type Rule = z.infer<typeof ruleSchema>;

/** Whom a rule names, in the order of asking. */
export function targetsOf({ target, backups }: Rule): Target[] {
	return [target, ...backups];
}

/** The rules that are tried. */
export function rulesInUse<One extends Rule>(rules: readonly One[]): One[] {
	return rules.filter(({ off }) => !off);
}
