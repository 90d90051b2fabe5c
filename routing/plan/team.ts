import { z } from 'zod/v4';
import { named, userReferenceSchema } from '../model/references';
import { ROLES } from '../model/user';
import { STRATEGY_NAMES } from '../strategies';

const memberSchema = z.strictObject({
	user: userReferenceSchema,
	/** Share of the contacts, against the weights of the others. */
	weight: z.number().int().min(1).max(1000).default(1),
	/** For `rankedTiers`: 1 is asked first. */
	tier: z.number().int().min(1).default(1),
});

export const teamSchema = z.strictObject({
	name: named('the team name'),
	strategy: z.enum(STRATEGY_NAMES).default('weightedRoundRobin'),
	members: z.array(memberSchema).default([]),
	/** Everybody with one of these roles is a member too, with weight 1 and tier 1. */
	roles: z.array(z.enum(ROLES)).default([]),
});

export type Member = z.infer<typeof memberSchema>;
export type Team = z.infer<typeof teamSchema>;
