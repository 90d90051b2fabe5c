import { z } from 'zod/v4';
import { daysSchema, named, userReferenceSchema } from '../model/references';
import { workingTimeSchema } from './schedule';

/** Highest level of a skill; 1 is the lowest. */
const MAX_LEVEL = 10;

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
 * calendar and one capacity.
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

export type Skill = z.infer<typeof skillSchema>;
export type Limit = z.infer<typeof limitSchema>;
export type Person = z.infer<typeof personSchema>;
