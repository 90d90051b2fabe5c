import { z } from 'zod/v4';
import { daysSchema, named, userReferenceSchema } from '../model/references';
import { STRATEGY_NAMES } from '../strategies';
import { workingTimeSchema } from './schedule';

/** Highest level of a skill; 1 is the lowest. */
export const MAX_LEVEL = 10;

export const skillSchema = z.strictObject({
	name: named('the skill'),
	/** Of a person: how good. Of a rule: the least that is needed. */
	level: z.number().int().min(1).max(MAX_LEVEL).default(1),
});

/**
 * At most `max` new contacts in a window. `calendar` windows start with the local hour, day or
 * Monday; `rolling` ones reach back 1 hour, 24 hours or 7 days.
 */
const limitSchema = z.strictObject({
	max: z.number().int().min(0),
	per: z.enum(['hour', 'day', 'week']),
	window: z.enum(['calendar', 'rolling']).default('calendar'),
});

/**
 * What is true of a person wherever a rule or a team names them. People who are not listed are
 * always available. It is not part of a team's member, because a person in two teams has one
 * calendar and one desk.
 */
export const personSchema = z.strictObject({
	user: userReferenceSchema,
	/** When they work: the name of a schedule, or hours of their own. Null: always. */
	works: z
		.union([named('the schedule'), workingTimeSchema])
		.nullable()
		.default(null),
	away: z.array(daysSchema).default([]),
	paused: z.boolean().default(false),
	/** Open contacts that they can carry. Null: no cap (and 1 for the strategy `lowestLoad`). */
	capacity: z.number().int().min(1).nullable().default(null),
	limits: z.array(limitSchema).default([]),
	skills: z.array(skillSchema).default([]),
	/** Who stands in when they cannot take a contact. */
	backup: userReferenceSchema.nullable().default(null),
});

const memberSchema = z.strictObject({
	user: userReferenceSchema,
	/** Share of the contacts, against the weights of the others. */
	weight: z.number().int().min(1).max(1000).default(1),
	/** For `rankedTiers`: 1 is asked first. */
	tier: z.number().int().min(1).default(1),
});

/** What HighLevel knows of users: their roles in a sub-account. */
export const ROLES = ['admin', 'user'] as const;

export const teamSchema = z.strictObject({
	name: named('the team name'),
	strategy: z.enum(STRATEGY_NAMES).default('weightedRoundRobin'),
	members: z.array(memberSchema).default([]),
	/** Everybody with one of these roles is a member too, with weight 1 and tier 1. */
	roles: z.array(z.enum(ROLES)).default([]),
});

export type Skill = z.infer<typeof skillSchema>;
export type Limit = z.infer<typeof limitSchema>;
export type Person = z.infer<typeof personSchema>;
export type Member = z.infer<typeof memberSchema>;
export type Team = z.infer<typeof teamSchema>;
export type Role = (typeof ROLES)[number];
