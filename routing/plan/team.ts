import { z } from 'zod/v4';
import { named, userReferenceSchema } from '../model/references';
import { ROLES } from '../model/user';
import { STRATEGY_NAMES } from '../strategies';
import { workingTimeSchema } from './schedule';
import { teamTargetSchema } from './target';

const memberSchema = z.strictObject({
	user: userReferenceSchema,
	/** Share of the contacts, against the weights of the others. */
	weight: z.number().int().min(1).max(1000).default(1),
	/** With the strategy `rankedTiers` only: 1 is asked first. */
	tier: z.number().int().min(1).default(1),
});

export const teamSchema = z.strictObject({
	name: named('the team name'),
	strategy: z.enum(STRATEGY_NAMES).default('weightedRoundRobin'),
	members: z.array(memberSchema).default([]),
	/** Everybody with one of these roles is a member too, with weight 1 and tier 1. */
	roles: z.array(z.enum(ROLES)).default([]),
	/** When the team works: the name of a schedule, or hours of its own. Null: always. */
	works: z
		.union([named('the schedule'), workingTimeSchema])
		.nullable()
		.default(null),
	/** Who is asked in the team's place when it does not work. Null: nobody is available then. */
	outsideHours: teamTargetSchema.nullable().default(null),
	/** Who is asked when nobody of the team is available, nor outside its hours. */
	ifNobody: teamTargetSchema.nullable().default(null),
});

export type Member = z.infer<typeof memberSchema>;
export type Team = z.infer<typeof teamSchema>;
