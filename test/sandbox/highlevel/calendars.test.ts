import type { AxiosInstance } from 'axios';
import {
	ALL_SCOPES,
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
	type SandboxScheduleRule,
} from '../../../sandbox/highlevel';
import { clientFor } from './client';

const { locationId, token, users } = demoTeam;
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ tokens: [{ token, locationId, scopes: ALL_SCOPES }] });
	client = clientFor(sandbox.url, { Version: '2021-04-15' });
});
afterEach(async () => await sandbox.close());

const ids = (list: { id: string }[]) => list.map(({ id }) => id);

describe('the working hours of a user', () => {
	const rules: SandboxScheduleRule[] = [
		{ type: 'wday', day: 'monday', intervals: [{ from: '09:00', to: '17:00' }] },
		{ type: 'date', date: '2026-12-25', intervals: [] },
	];
	const search = async (params: object) =>
		await client.get('/calendars/schedules/search', { params: { locationId, ...params } });

	it('have the shape of HighLevel', async () => {
		const schedule = sandbox.calendars.seedSchedule({ userId: users.sofia.id, rules });
		sandbox.calendars.seedSchedule({ userId: users.tom.id, rules });
		const answer = await search({ userId: users.sofia.id });
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({ schedules: [schedule], traceId: expect.any(String) });
		expect(schedule).toMatchObject({
			name: 'Working hours',
			locationId,
			userId: users.sofia.id,
			timezone: 'America/New_York',
			rules,
			calendarIds: [],
			deleted: false,
		});
	});

	it('are paged, and narrowed by calendar', async () => {
		const seed = (calendarIds: string[]) =>
			sandbox.calendars.seedSchedule({ userId: users.sofia.id, rules, calendarIds }).id;
		const [first, second, third] = [seed([]), seed(['demo']), seed([])];
		const find = async (params: object) =>
			ids((await search({ userId: users.sofia.id, ...params })).data.schedules);
		expect(await find({ limit: 2 })).toEqual([first, second]);
		expect(await find({ limit: 2, skip: 2 })).toEqual([third]);
		expect(await find({ calendarId: 'demo' })).toEqual([second]);
	});

	it('need a user, but not under v3', async () => {
		const { id } = sandbox.calendars.seedSchedule({ userId: users.sofia.id, rules });
		const refused = await search({});
		expect(refused.status).toBe(422);
		expect(refused.data.message).toEqual(['userId must be a string']);
		client = clientFor(sandbox.url, { Version: 'v3' });
		expect(ids((await search({})).data.schedules)).toEqual([id]);
	});

	it.each([
		[{ locationId: otherLocation.id }, 403],
		[{ limit: 501 }, 422],
		[{ limit: 0 }, 422],
		[{ isDefault: true }, 422],
	])('are refused with %j', async (params, status) => {
		expect((await search({ userId: users.sofia.id, ...params })).status).toBe(status);
	});
});

describe.each(['events', 'blocked-slots'] as const)('calendar %s', (kind) => {
	const nine = Date.parse('2026-03-02T09:00:00-05:00');
	const hour = 3_600_000;
	const seed = (more: { startTime?: number; locationId?: string; calendarId?: string } = {}) => {
		const { startTime = nine } = more;
		const event = { assignedUserId: users.sofia.id, endTime: startTime + hour, ...more, startTime };
		return kind === 'events'
			? sandbox.calendars.seedAppointment(event)
			: sandbox.calendars.seedBlockedSlot(event);
	};
	const list = async (params: object = {}) =>
		await client.get(`/calendars/${kind}`, {
			params: {
				locationId,
				userId: users.sofia.id,
				startTime: nine - hour,
				endTime: nine + 2 * hour,
				...params,
			},
		});

	it('are those of a user, with times in the zone of the location', async () => {
		const { id } = seed();
		const answer = await list();
		expect(answer.status).toBe(200);
		expect(answer.data.events).toMatchObject([
			{
				id,
				locationId,
				assignedUserId: users.sofia.id,
				startTime: '2026-03-02T09:00:00-05:00',
				endTime: '2026-03-02T10:00:00-05:00',
			},
		]);
		expect((await list({ userId: users.tom.id })).data.events).toEqual([]);
	});

	it('are those in the time, even partly', async () => {
		const begun = seed({ startTime: nine - 1.5 * hour }).id;
		const inside = seed().id;
		seed({ startTime: nine - 2 * hour });
		seed({ startTime: nine + 2 * hour });
		expect(ids((await list()).data.events)).toEqual([begun, inside]);
	});

	it('can be those of a calendar', async () => {
		const { id } = seed({ calendarId: 'demo' });
		const answer = await list({ userId: undefined, calendarId: 'demo' });
		expect(ids(answer.data.events)).toEqual([id]);
		expect((await list({ calendarId: 'other' })).data.events).toEqual([]);
	});

	it('need a user, a calendar or a group, and milliseconds', async () => {
		const nobody = await list({ userId: undefined });
		expect(nobody.status).toBe(422);
		expect(nobody.data.message).toEqual(['Either of userId, groupId or calendarId is required']);
		const iso = await list({ startTime: '2026-03-02T09:00:00Z' });
		expect(iso.status).toBe(422);
		expect(iso.data.message).toEqual(['startTime must be a number string']);
	});

	it('stay in the location', async () => {
		seed({ locationId: otherLocation.id });
		expect((await list()).data.events).toEqual([]);
		expect((await list({ locationId: otherLocation.id })).status).toBe(403);
	});
});

it('a second user of an appointment is busy too', async () => {
	const times = { startTime: 1000, endTime: 2000 };
	const taking = { assignedUserId: users.sofia.id, users: [users.tom.id] };
	const { id } = sandbox.calendars.seedAppointment({ ...times, ...taking });
	const params = { locationId, userId: users.tom.id, startTime: 0, endTime: 3000 };
	const { data } = await client.get('/calendars/events', { params });
	expect(ids(data.events)).toEqual([id]);
});
