import { z } from 'zod/v4';
import { WEEKDAYS } from '../model/hours';
import { readWeek } from '../model/writtenWeek';
import { daysSchema, named, timeZoneSchema } from '../model/references';

const timeOfDay = z
	.string()
	// Databases write seconds, and the last second of a day for midnight.
	.overwrite((time) => time.replace(/^(\d\d:\d\d):00$|^(23:59):59$/, '$1$2'))
	.regex(
		/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/,
		'is no time of day, e.g. 09:00 (24:00 is midnight)',
	);

/**
 * A shift of every named day. `to` before `from` runs over midnight into the next day; 24:00 and 23:59
 * are midnight. HighLevel writes `00:00` to `00:00` for a closed day, so equal times are refused
 * instead of guessed.
 */
const blockSchema = z
	.strictObject({
		days: z.array(z.enum(WEEKDAYS)).min(1, 'names no day'),
		from: timeOfDay.refine(
			(time) => time !== '24:00',
			'is the end of a day; to begin at midnight, write 00:00 and the day that begins then',
		),
		to: timeOfDay,
	})
	.refine(({ from, to }) => from !== to, 'has no length; a whole day is 00:00 to 24:00');

/** `Mon-Fri 9-17, Sat 10-14`. */
const writtenHours = z.string().transform((written, context) => {
	const read = readWeek(written);
	if ('hours' in read) return read.hours;
	context.issues.push({ code: 'custom', message: read.problem, input: written });
	return z.NEVER;
});

export const workingTimeSchema = z.strictObject({
	timeZone: timeZoneSchema,
	/** Shifts, or how people write them. */
	hours: z.union([z.array(blockSchema).min(1, 'names no hours'), writtenHours]),
	/** Local days on which the hours do not count. */
	holidays: z.array(daysSchema).default([]),
});

export const scheduleSchema = workingTimeSchema.extend({ name: named('the schedule name') });

export type WorkingTime = z.infer<typeof workingTimeSchema>;
export type Schedule = z.infer<typeof scheduleSchema>;
