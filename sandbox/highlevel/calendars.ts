import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DateTime } from 'luxon';
import { z } from 'zod';
import { unprocessable } from './errors';
import type { SandboxState } from './state';
import { requireLocation } from './tokens';
import { validate, wholeNumber } from './validate';

interface Search {
	Querystring: Record<string, unknown>;
}

/** What appointments and blocked slots have in common. */
interface InCalendar {
	locationId: string;
	assignedUserId: string;
	users?: string[];
	calendarId?: string;
	groupId?: string;
	startTime: number;
	endTime: number;
}

const scheduleQuery = z
	.object({
		locationId: z.string(),
		userId: z.string(),
		calendarId: z.string().optional(),
		skip: wholeNumber.default('0'),
		limit: wholeNumber
			.default('50')
			.refine((limit) => limit >= 1, 'must not be less than 1')
			.refine((limit) => limit <= 500, 'must not be greater than 500'),
	})
	.strict();

/** Under `v3` integrators leave the user out and get the schedules of all. */
const scheduleQueryV3 = scheduleQuery.extend({ userId: z.string().optional() });

const eventQuery = z
	.object({
		locationId: z.string(),
		userId: z.string().optional(),
		calendarId: z.string().optional(),
		groupId: z.string().optional(),
		startTime: wholeNumber,
		endTime: wholeNumber,
	})
	.strict();

const readEvents = { config: { scope: 'calendars/events.readonly' } };

/** Working hours, appointments and blocked time (highlevel-api-docs, calendars.json). */
export function calendarRoutes(app: FastifyInstance, state: SandboxState): void {
	const { calendars } = state;

	app.get<Search>(
		'/calendars/schedules/search',
		{ config: { scope: 'calendars.readonly' } },
		(request) => {
			const locationId = requireLocation(request.access, request.query.locationId);
			const schema = request.headers.version === 'v3' ? scheduleQueryV3 : scheduleQuery;
			const { userId, calendarId, skip, limit } = validate(schema, request.query);
			const found = calendars.schedules.filter(
				(schedule) =>
					schedule.locationId === locationId &&
					(!userId || schedule.userId === userId) &&
					(!calendarId || schedule.calendarIds.includes(calendarId)),
			);
			return { schedules: found.slice(skip, skip + limit) };
		},
	);

	app.get<Search>('/calendars/events', readEvents, (request) => {
		const { fits, locationId } = windowOf(request);
		const found = calendars.appointments.filter(fits);
		return { events: found.map((event) => inZone(event, locationId)) };
	});

	app.get<Search>('/calendars/blocked-slots', readEvents, (request) => {
		const { fits, locationId } = windowOf(request);
		const found = calendars.blockedSlots.filter(fits);
		return { events: found.map((slot) => inZone(slot, locationId)) };
	});

	/** What a request asks for: everything of somebody that lies in the time, even partly. */
	function windowOf(request: FastifyRequest<Search>) {
		const locationId = requireLocation(request.access, request.query.locationId);
		const query = validate(eventQuery, request.query);
		const { userId, calendarId, groupId, startTime, endTime } = query;
		if (!userId && !calendarId && !groupId) {
			throw unprocessable(['Either of userId, groupId or calendarId is required']);
		}
		const fits = (event: InCalendar) =>
			event.locationId === locationId &&
			(!userId || [event.assignedUserId, ...(event.users ?? [])].includes(userId)) &&
			(!calendarId || event.calendarId === calendarId) &&
			(!groupId || event.groupId === groupId) &&
			event.startTime < endTime &&
			event.endTime > startTime;
		return { locationId, fits };
	}

	/** Times as HighLevel writes them: in the location's time zone, with its offset. */
	function inZone<Event extends { startTime: number; endTime: number }>(
		event: Event,
		locationId: string,
	) {
		const zone = state.locations.get(locationId)?.timezone;
		const text = (at: number) =>
			DateTime.fromMillis(at, { zone }).toISO({ suppressMilliseconds: true });
		return { ...event, startTime: text(event.startTime), endTime: text(event.endTime) };
	}
}
