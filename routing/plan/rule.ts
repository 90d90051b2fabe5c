import { z } from 'zod/v4';
import {
	accountReferenceSchema,
	named,
	nameOrNobody,
	userReferenceSchema,
} from '../model/references';
import { CONDITIONS, type ConditionName } from '../rules/conditions';
import { item } from '../rules/conditions/item';
import { skillSchema } from './person';

/**
 * Whom a rule names. `nextRule` hands over to the next rule that matches. `firstWorkingNext` names
 * the member of a team who works now or will be the first to work again.
 */
export const targetSchema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('user'), user: userReferenceSchema }),
	z.strictObject({ type: z.literal('team'), team: nameOrNobody('the team') }),
	z.strictObject({ type: z.literal('previousOwner') }),
	z.strictObject({ type: z.literal('nextRule') }),
	z.strictObject({ type: z.literal('firstWorkingNext'), team: nameOrNobody('the team') }),
]);

type WhenFields = {
	[Name in ConditionName]: z.ZodOptional<z.ZodNullable<(typeof CONDITIONS)[Name]['schema']>>;
};

/**
 * The conditions with fields of their own. What is left out asks nothing; null is never true, because
 * an expression found nothing for this contact.
 */
const whenSchema = z.strictObject(
	Object.fromEntries(
		Object.entries(CONDITIONS).map(([name, { schema }]) => [name, schema.nullable().optional()]),
	) as WhenFields,
);

const common = {
	name: named('the rule name'),
	target: targetSchema,
	backups: z.array(targetSchema).default([]),
	/** What kind of business this is, for the owner policy `context`. The rule's name when empty. */
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
};

export const ruleSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('conditional'),
		...common,
		when: whenSchema.default({}),
		/** Null: not used. */
		conditions: item.schema.default(null),
	}),
	z.strictObject({ kind: z.literal('tag'), ...common, tag: nameOrNobody('the tag') }),
	z.strictObject({ kind: z.literal('account'), ...common, account: accountReferenceSchema }),
]);

export type Target = z.infer<typeof targetSchema>;
export type When = z.infer<typeof whenSchema>;
export type Rule = z.infer<typeof ruleSchema>;

/** Whom a rule names, in the order of asking. */
export function targetsOf({ target, backups }: Rule): Target[] {
	return [target, ...backups];
}
