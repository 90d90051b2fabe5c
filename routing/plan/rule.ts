import { z } from 'zod/v4';
import { accountReferenceSchema, named, userReferenceSchema } from '../model/references';
import { skillSchema } from './team';

export const KINDS = ['conditional', 'tag', 'account'] as const;

/**
 * Whom a rule names. `nextRule` hands over to the next rule that matches. `firstWorkingNext` names
 * the member of a team who works now or will be the first to work again.
 */
export const targetSchema = z.discriminatedUnion(
	'type',
	[
		z.strictObject({ type: z.literal('user'), user: userReferenceSchema }),
		z.strictObject({ type: z.literal('team'), team: named('the team') }),
		z.strictObject({ type: z.literal('previousOwner') }),
		z.strictObject({ type: z.literal('nextRule') }),
		z.strictObject({ type: z.literal('firstWorkingNext'), team: named('the team') }),
	],
	{ error: "the target's type must be user, team, previousOwner, nextRule or firstWorkingNext" },
);

const texts = (what: string) => z.array(named(what)).optional();

/** The conditions with fields of their own. Lists that are left out or empty ask nothing. */
export const whenSchema = z.strictObject({
	accounts: z.array(accountReferenceSchema).optional(),
	tags: z
		.strictObject({ any: texts('the tag'), all: texts('the tag'), none: texts('the tag') })
		.optional(),
	/** True when any part is true. Text compares without regard to case. */
	source: z
		.strictObject({
			is: texts('the source'),
			contains: texts('the source'),
			googleAds: z.boolean().optional(),
		})
		.optional(),
	/** The Click-to-WhatsApp ad. True when any part is true. */
	ad: z
		.strictObject({
			any: z.boolean().optional(),
			sourceIds: texts('the ad ID'),
			clickIds: texts('the click ID'),
		})
		.optional(),
	/** ISO 3166-1 alpha-2 (`US`) or ISO 3166-2 (`US-CA`). */
	countries: z
		.array(z.string().regex(/^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$/, 'is no country, e.g. US or US-CA'))
		.optional(),
	contact: z.enum(['any', 'new', 'existing']).optional(),
	/** A schedule's name goes into `{ schedule }`. Business hours are the plan's `businessHours`. */
	time: z
		.union([
			z.enum(['any', 'businessHours', 'afterHours']),
			z.strictObject({ schedule: named('the schedule') }),
		])
		.optional(),
});

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
		})
		.optional(),
};

export const ruleSchema = z.discriminatedUnion(
	'kind',
	[
		z.strictObject({
			kind: z.literal('conditional'),
			...common,
			when: whenSchema.default({}),
			/**
			 * n8n's filter value, with raw expressions. Null: not used. Anything that is no filter, and a
			 * filter without conditions, makes the rule match nothing; so it is not refused here.
			 */
			conditions: z.unknown().default(null),
		}),
		z.strictObject({ kind: z.literal('tag'), ...common, tag: named('the tag') }),
		z.strictObject({ kind: z.literal('account'), ...common, account: accountReferenceSchema }),
	],
	{ error: "the rule's kind must be conditional, tag or account" },
);

export type RuleKind = (typeof KINDS)[number];
export type Target = z.infer<typeof targetSchema>;
export type When = z.infer<typeof whenSchema>;
export type Rule = z.infer<typeof ruleSchema>;
