import { z } from 'zod/v4';
import { accountReferenceSchema, nameOrNobody, userReferenceSchema } from '../model/references';
import { whenSchema } from './rule';
import { replyTargetSchema, targetSchema } from './target';

const MOST_MINUTES = 60 * 24 * 60;

const minutes = z
	.int()
	.min(1, 'must be at least 1 minute')
	.max(MOST_MINUTES, `must be at most ${MOST_MINUTES} minutes, which is 60 days`);

const hours = z.int().min(1, 'must be at least 1 hour').max(8760, 'must be at most 8760 hours');

/** Which contacts an entry is about: none when an expression found nothing for the name. */
const replyForSchema = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('any') }),
	z.strictObject({ type: z.literal('account'), account: accountReferenceSchema }),
	z.strictObject({ type: z.literal('team'), team: nameOrNobody('the team') }),
	/** By the rule's name, given or made. */
	z.strictObject({ type: z.literal('rule'), rule: nameOrNobody('the rule') }),
	z.strictObject({ type: z.literal('tag'), tag: nameOrNobody('the tag') }),
]);

/** Within what time a human has to answer, and what happens else. The first entry that fits counts. */
export const replyTimeSchema = z.strictObject({
	for: replyForSchema.prefault({ type: 'any' }),
	/** Minutes. */
	within: minutes,
	/** `working`: of the person who has to answer. `always`: of the clock. */
	time: z.enum(['working', 'always']).default('working'),
	/**
	 * `nextOfRule`: whoever the same rule names, without all who had the question. `tell`: the contact
	 * stays, and the flow tells somebody. A target: that user or team, e.g. the lead.
	 */
	then: replyTargetSchema.prefault({ type: 'nextOfRule' }),
	/** Minutes for whoever got it then; null: they keep it without a time. */
	againAfter: minutes.nullable().default(null),
	/** How often it goes on, when there is a time for whoever got it; else once. */
	atMost: z.int().min(1).max(20).default(3),
	/** Who gets it in the end, when it went on `atMost` times, or nobody else is left; null: it stays. */
	atLast: replyTargetSchema.nullable().default(null),
});

/** What counts as an answer, and what is made of waits. */
export const repliesSchema = z.strictObject({
	/** HighLevel users who are bots: what they send is no answer. */
	bots: z.array(userReferenceSchema).default([]),
	/** What messages of HighLevel are that came through its API. */
	apiMessages: z.enum(['unclear', 'person', 'bot']).default('unclear'),
	/** Whether e-mails are answers too. */
	email: z.boolean().default(false),
	/** A message to which all of this applies, such as "thanks", waits for no answer. */
	noAnswerNeeded: whenSchema.nullable().default(null),
	/** A wait ends when the contact has been silent for so many hours; null: it does not. */
	silentAfterHours: hours.nullable().default(null),
	/** For so many hours after the answer of a human, a person is on it. */
	personIsOnItHours: hours.default(24),
	/** Who does not work within so many hours: time runs in the hours of the team, or else of the plan. */
	absentAfterHours: hours.default(24),
	/** While contacts wait for a team, new ones come behind them. */
	waitingFirst: z.boolean().default(true),
});

/** What a wait keeps of the plan that decided, so that a changed plan concerns new questions only. */
export const escalationSchema = z.strictObject({
	replyTime: replyTimeSchema,
	/** Whoever has the question answers for the owner. */
	cover: z.boolean(),
	/** Whom `nextOfRule` asks, one rule after the other. Without a name it is the fallback. */
	steps: z.array(z.strictObject({ rule: z.string().nullable(), targets: z.array(targetSchema) })),
});

export type Escalation = z.infer<typeof escalationSchema>;
export type ReplyTime = z.infer<typeof replyTimeSchema>;
export type ReplyFor = ReplyTime['for'];
export type Replies = z.infer<typeof repliesSchema>;

/** What a plan says that names nothing of it. */
export const REPLIES_DEFAULTS = repliesSchema.parse({});
