import { z } from 'zod/v4';
import type { Stretch } from '../routing/model/staffSnapshot';
import type { HighLevelClient } from './client';
import { readableEntries } from './entries';
import { unreadable } from './errors';
import { readEach } from './staffCache';
import { DAY, MINUTE } from '../routing/model/durations';
import { path } from './path';

/** Long enough for a holiday that began before, and to say when somebody is back. */
const AROUND_MS = 31 * DAY;

const moment = z.union([z.string(), z.number()]).transform((value) => new Date(value).getTime());

const slotsSchema = z.object({ events: z.array(z.unknown()) });
const slotSchema = z.object({
	startTime: moment.refine(Number.isFinite),
	endTime: moment.refine(Number.isFinite),
	deleted: z.boolean().nullish().catch(null),
});

/** The time that people blocked (HighLevel: Get Blocked Slots), which is asked of one at a time. */
export async function readBlockedSlots(
	client: HighLevelClient,
	userIds: readonly string[],
	now: number,
): Promise<Map<string, Stretch[]>> {
	return await readEach(userIds, async (userId) => {
		const body = await client.requestIfAllowed('calendars/events.readonly', {
			method: 'GET',
			path: path`/calendars/blocked-slots`,
			query: {
				locationId: client.locationId,
				userId,
				startTime: String(now - AROUND_MS),
				endTime: String(now + AROUND_MS),
			},
			version: '2021-04-15',
			repeatable: true,
		});
		const slots = slotsSchema.safeParse(body);
		if (!slots.success) throw unreadable(body);
		return readableEntries(slots.data.events, slotSchema)
			.filter(({ deleted }) => !deleted)
			.map(({ startTime, endTime }) => ({ from: startTime, until: blockEnd(endTime) }));
	});
}

/**
 * A day is blocked until 23:59, which is midnight, and HighLevel does not say in which zone. In all
 * zones that is one minute before a quarter of an hour, as it is counted from UTC.
 */
function blockEnd(endTime: number): number {
	const quarter = Math.ceil(endTime / (15 * MINUTE)) * 15 * MINUTE;
	return quarter - endTime <= MINUTE ? quarter : endTime;
}
