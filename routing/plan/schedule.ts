import { z } from 'zod/v4';
import { WEEKDAYS } from '../model/hours';
import { daysSchema, named, timeZoneSchema } from '../model/references';

const timeOfDay = z
	.string()
	.regex(
		/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/,
		'is no time of day, e.g. 09:00 (24:00 is midnight)',
	);

/**
 * A stretch of every named day. `to` before `from` runs over midnight into the next day. HighLevel
 * writes `00:00` to `00:00` for a closed day, so equal times are refused instead of guessed.
 */
const blockSchema = z
	.strictObject({
		days: z.array(z.enum(WEEKDAYS)).min(1, 'names no day'),
		from: timeOfDay,
		to: timeOfDay,
	})
	.refine(({ from, to }) => from !== to, 'has no length; a whole day is 00:00 to 24:00');

export const workingTimeSchema = z.strictObject({
	timeZone: timeZoneSchema,
	hours: z.array(blockSchema).min(1, 'names no hours'),
	/** Local days on which the hours do not count. */
	holidays: z.array(daysSchema).default([]),
});

export const scheduleSchema = workingTimeSchema.extend({ name: named('the schedule name') });

export type WorkingTime = z.infer<typeof workingTimeSchema>;
export type Schedule = z.infer<typeof scheduleSchema>;
