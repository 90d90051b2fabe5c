import { DateTime } from 'luxon';
import { z } from 'zod/v4';
import type { HighLevelResponse } from '../client';
import { HighLevelError } from '../errors';
import { optionalText } from '../fieldValues';
import { DAY } from '../../routing/model/durations';
import { look, right, type SetupLine } from '../../routing/model/setupLine';

const answerSchema = z.object({
	location: z.object({ name: optionalText, country: optionalText, timezone: optionalText }),
});

/**
 * Which sub-account it is, and whether the workflow goes by the same time.
 * @param answer of HighLevel to whatever was asked first
 * @param timeZone of the workflow
 */
export function locationLines(
	locationId: string,
	answer: HighLevelResponse | HighLevelError,
	timeZone: string,
): SetupLine[] {
	const read = answer instanceof HighLevelError ? null : answerSchema.safeParse(answer.body);
	// The line of the permission says why.
	if (!read?.success) return [];
	const { name, country, timezone } = read.data.location;
	const about = [country, timezone && `time zone ${timezone}`].filter(Boolean).join(', ');
	const found = `${name ?? 'Without a name'} (${locationId})${about ? `, ${about}` : ''}`;
	const line = right('Sub-Account', found);
	return timezone ? [line, timeZoneLine(timezone, timeZone)] : [line];
}

function timeZoneLine(theirs: string, ours: string): SetupLine {
	const check = 'Time Zone';
	if (sameTime(theirs, ours))
		return right(check, `${theirs} in HighLevel, ${ours} in this workflow`);
	return look(
		check,
		`${theirs} in HighLevel, ${ours} in this workflow`,
		"Nothing is to be done if hours are meant so. Else choose 'Time Zone' in Resolve Assignment, or the timezone in the settings of its workflow.",
	);
}

/** Now and in half a year: summer time may begin on other days, or not at all. */
function sameTime(one: string, other: string): boolean {
	const now = Date.now();
	return [now, now + 182 * DAY].every(
		(at) =>
			DateTime.fromMillis(at, { zone: one }).offset ===
			DateTime.fromMillis(at, { zone: other }).offset,
	);
}
