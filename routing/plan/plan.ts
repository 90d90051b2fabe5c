import { z } from 'zod/v4';
import { contentHash } from '../model/contentHash';
import { timeZoneSchema } from '../model/references';
import { issueWords } from './issueWords';
import { personSchema } from './person';
import { FORMER_PLAN_FIELDS, wayOut } from './formerFields';
import { planErrorOf } from './planError';
import { repliesSchema, replyTimeSchema } from './replies';
import { ruleSchema } from './rule';
import { scheduleSchema } from './schedule';
import { sourcesSchema } from './staffData';
import { targetSchema } from './target';
import { teamSchema } from './team';

export type { AccountReference, Days, UserReference } from '../model/references';
export type { Limit, Person, Skill } from './person';
export { PlanError } from './planError';
export type { Replies, ReplyFor, ReplyTime } from './replies';
export type { Rule, When } from './rule';
export type { Schedule, WorkingTime } from './schedule';
export type { Sources } from './staffData';
export type { ReplyTarget, Target, TeamTarget } from './target';
export type { Member, Team } from './team';

/**
 * Who stays the owner of somebody who writes again, perhaps to another account, or whose record in
 * HighLevel changes.
 * `separate`: an owner for each account. `first`: the first owner keeps the contact on every
 * account. `context`: an owner for each label of a rule. `one`: one owner for all accounts, and the
 * account that was written to last decides who.
 */
const ownerPolicySchema = z.strictObject({
	mode: z.enum(['separate', 'first', 'context', 'one']).default('first'),
	/** `cover`: somebody else answers this touch, the owner stays owner. */
	whenUnavailable: z.enum(['keep', 'cover', 'reassign']).default('keep'),
	/**
	 * Whether an owner that somebody set by hand in HighLevel counts as the owner. If not, whoever was
	 * decided here takes their place.
	 */
	respectManual: z.boolean().default(true),
});

/** Everything a user configures, as plain JSON. */
const planSchema = z.strictObject(
	{
		/** Tried from top to bottom; the first one that matches decides. */
		rules: z.array(ruleSchema),
		/** Who is asked when no rule finds anybody. */
		fallback: targetSchema.nullable(),
		/** The outcome when rules and fallback found nobody who is available. */
		whenNobody: z.enum(['wait', 'unassigned']).default('wait'),
		teams: z.array(teamSchema).default([]),
		people: z.array(personSchema).default([]),
		schedules: z.array(scheduleSchema).default([]),
		sources: sourcesSchema.prefault({}),
		/** Name of the schedule that `businessHours` and `afterHours` mean. */
		businessHours: z.string().trim().min(1).nullable().default(null),
		/** Of people without hours of their own, for away days and calendar limits. */
		timeZone: timeZoneSchema.default('UTC'),
		/** A contact who has not written for so long no longer counts as open. */
		staleAfterDays: z.int().min(1).max(3650).default(30),
		/**
		 * How tags of WhatsApp accounts begin, which tell the account of a contact: `whatsnap-account-` when
		 * it is left out, so that the hash of older plans stays. Empty: none do.
		 */
		accountTagPrefix: z.string().trim().optional(),
		/** Left out when nobody asked for it, so that the hash of older plans stays; so is `replies`. */
		replyTimes: z.array(replyTimeSchema).optional(),
		/** See `REPLIES_DEFAULTS` for what is left out. */
		replies: repliesSchema.optional(),
		/** Null: the rules decide every touch anew, so a team's turns move with every message. */
		owners: ownerPolicySchema.nullable().prefault({}),
	},
	{ error: wayOut(FORMER_PLAN_FIELDS) },
);

export type Plan = z.infer<typeof planSchema>;
export type OwnerPolicy = z.infer<typeof ownerPolicySchema>;

/** The plan's JSON Schema (draft 2020-12), as people write a plan: fields with a default may be missing. */
export function planJsonSchema(): Record<string, unknown> {
	return { ...z.toJSONSchema(planSchema, { io: 'input' }) };
}

/**
 * Checks a plan that came from outside and fills in defaults.
 * @throws {PlanError} for the first value that does not fit, naming the rule and the field
 */
export function parsePlan(input: unknown): Plan {
	const result = readPlan(input);
	if (result.success) return result.data;
	throw planErrorOf(input, result.error.issues);
}

/** A plan that came from outside, or all that its schema finds wrong. */
export function readPlan(input: unknown) {
	return planSchema.safeParse(input, { error: issueWords, reportInput: true });
}

/** What a plan says that names nothing but its rules and its fallback. */
export const PLAN_DEFAULTS = parsePlan({ rules: [], fallback: null });

/** What an owner policy says that names nothing. */
export const OWNER_DEFAULTS = ownerPolicySchema.parse({});

/** Names a plan by its content, so that a receipt says which plan decided. */
export function planHash(plan: Plan): string {
	return contentHash(plan);
}
