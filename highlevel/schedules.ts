import { z } from 'zod/v4';
import type { CalendarSchedule, Interval } from '../routing/model/staffSnapshot';
import { WEEKDAYS, shiftEnd } from '../routing/model/hours';
import { timeZoneOfMachine } from '../routing/model/timeZones';
import type { HighLevelClient } from './client';
import { optionalText } from './fieldValues';
import { readableEntries } from './entries';
import { HighLevelError, lacksPermission, unreadable } from './errors';
import { readEach } from './staffCache';
import { path } from './path';

/** HighLevel's maximum (calendars.json). */
const PAGE = 500;
/** More than any location has. */
const MAX_PAGES = 20;

const timeOfDay = z
	.string()
	.regex(/^\d{1,2}:\d{2}(:\d{2})?$/)
	.transform((time) => {
		const [hours = 0, minutes = 0] = time.split(':').map(Number);
		return hours * 60 + minutes;
	});

const intervals = z.array(z.object({ from: timeOfDay, to: timeOfDay }));

/** Neither an entry without anything in it nor one that was deleted says when somebody works. */
const presentSchema = z
	.looseObject({ deleted: z.unknown() })
	.refine(({ deleted }) => deleted !== true);

const ownedSchema = z
	.object({ userId: optionalText, deleted: z.unknown() })
	.catch({ deleted: null });

/** HighLevel lets people choose from the IANA list. */
const timeZone = z.string().transform((name, context) => {
	const zone = timeZoneOfMachine(name);
	if (zone !== null) return zone;
	context.addIssue('no time zone');
	return z.NEVER;
});

const scheduleSchema = z.object({
	timezone: timeZone,
	rules: z.array(
		z.discriminatedUnion('type', [
			z.object({ type: z.literal('wday'), day: z.enum(WEEKDAYS), intervals }),
			z.object({ type: z.literal('date'), date: z.iso.date(), intervals }),
		]),
	),
	deleted: z.boolean().nullish(),
});

type Schedule = z.infer<typeof scheduleSchema>;

/**
 * The working hours in the calendars of people (HighLevel: List user availability schedules). One
 * request for all, as integrators do it with version `v3`; HighLevel documents requests for one user
 * only, so whoever is missing in the answer is asked for in that way. Whose hours come in a form that is
 * not known is never there: it keeps nobody else from getting contacts.
 * @returns schedules by user ID, of others than those asked for too
 */
export async function readSchedules(
	client: HighLevelClient,
	userIds: readonly string[],
): Promise<Map<string, CalendarSchedule[]>> {
	const schedules = await readAll(client);
	const missing = userIds.filter((id) => !schedules.has(id));
	const each = await readEach(missing, async (userId) => {
		const list = await readPages(client, { userId }, '2021-04-15');
		return readableEntries(list, presentSchema).map((one) => scheduleSchema.safeParse(one).data);
	});
	for (const [userId, list] of each) {
		const read = list.filter((one) => one !== undefined);
		schedules.set(userId, read.length < list.length ? [UNKNOWN_FORM] : current(read));
	}
	return schedules;
}

/** Not even the others of the same person tell when they work: any of them may take days off. */
const UNKNOWN_FORM: CalendarSchedule = { timeZone: 'UTC', week: {}, dates: {}, isUnknown: true };

/** Of everybody in one go; of nobody when HighLevel does not do that. */
async function readAll(client: HighLevelClient): Promise<Map<string, CalendarSchedule[]>> {
	const list = await readPages(client, {}, 'v3').catch((error: unknown) => {
		const isRefusal = error instanceof HighLevelError && !lacksPermission(error);
		if (isRefusal && ['invalid-request', 'credential'].includes(error.kind)) return [];
		throw error;
	});
	const found = new Map<string, Schedule[]>();
	const odd = new Set<string>();
	for (const one of list) {
		const { userId, deleted } = ownedSchema.parse(one);
		const schedule = scheduleSchema.safeParse(one);
		if (!userId) continue;
		if (schedule.success) found.set(userId, [...(found.get(userId) ?? []), schedule.data]);
		else if (deleted !== true) odd.add(userId);
	}
	const readable = [...found].filter(([userId]) => !odd.has(userId));
	return new Map(readable.map(([userId, schedules]) => [userId, current(schedules)]));
}

async function readPages(
	client: HighLevelClient,
	who: { userId?: string },
	version: 'v3' | '2021-04-15',
): Promise<unknown[]> {
	const all: unknown[] = [];
	const known = new Set<string>();
	for (let page = 0; page < MAX_PAGES; page++) {
		const body = await client.requestIfAllowed('calendars.readonly', {
			method: 'GET',
			path: path`/calendars/schedules/search`,
			query: {
				locationId: client.locationId,
				...who,
				skip: String(all.length),
				limit: String(PAGE),
			},
			version,
			repeatable: true,
			// What is not documented may be refused in any way.
			mayBeRefused: version === 'v3',
		});
		const answer = z.object({ schedules: z.array(z.unknown()) }).safeParse(body);
		if (!answer.success) throw unreadable(body);
		const { schedules } = answer.data;
		const before = known.size;
		for (const schedule of schedules) known.add(JSON.stringify(schedule));
		// HighLevel pays no heed to `skip`: the same page would come again.
		if (schedules.length > 0 && known.size === before) break;
		all.push(...schedules);
		if (schedules.length < PAGE) break;
	}
	return all;
}

function current(schedules: readonly Schedule[]): CalendarSchedule[] {
	return schedules.filter(({ deleted }) => !deleted).map(toCalendarSchedule);
}

function toCalendarSchedule({ timezone, rules }: Schedule): CalendarSchedule {
	const week: Record<string, Interval[]> = {};
	const dates: Record<string, Interval[]> = {};
	for (const rule of rules) {
		// From 00:00 to 00:00 is a closed day, as seen live.
		const open = rule.intervals
			.filter(({ from, to }) => from !== to)
			.map(({ from, to }) => ({ from, to: shiftEnd(to) }));
		const [days, day] = rule.type === 'wday' ? [week, rule.day] : [dates, rule.date];
		days[day] = [...(days[day] ?? []), ...open];
	}
	return { timeZone: timezone, week, dates };
}
