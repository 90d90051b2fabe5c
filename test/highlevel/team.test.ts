import { readBlockedSlots } from '../../highlevel/blockedSlots';
import { readSchedules } from '../../highlevel/schedules';
import { countContacts, countUnread } from '../../highlevel/workload';
import { ALL_SCOPES, demoLocation, type SandboxScheduleRule } from '../../sandbox/highlevel';
import { ContractWatch } from '../harness/highLevelContract';
import { LocationFixture, marcus, priya, sofia, TOKEN } from './locationFixture';

const location = new LocationFixture();
let watch: ContractWatch;
beforeEach(async () => await start());
afterEach(async () => {
	await location.stop();
	watch.verify();
});

async function start(scopes: string[] = ALL_SCOPES) {
	watch = new ContractWatch();
	await location.start({
		onRequest: watch.onRequest,
		tokens: [{ token: TOKEN, locationId: demoLocation.id, scopes }],
	});
}

const monday = (from: string, to: string): SandboxScheduleRule => ({
	type: 'wday',
	day: 'monday',
	intervals: [{ from, to }],
});

describe('working hours', () => {
	const read = async (...ids: string[]) => await readSchedules(location.client(), ids);
	const seed = (rules: SandboxScheduleRule[], more: object = {}) =>
		location.sandbox.calendars.seedSchedule({ userId: sofia.id, rules, ...more });

	it('come with their time zone, dates and days off, for all in one request', async () => {
		seed(
			[
				monday('09:00', '17:30'),
				{ type: 'wday', day: 'sunday', intervals: [{ from: '00:00', to: '00:00' }] },
				{ type: 'date', date: '2026-12-24', intervals: [{ from: '09:00', to: '12:00' }] },
				{ type: 'date', date: '2026-12-25', intervals: [] },
			],
			{ timezone: 'Europe/Berlin' },
		);
		seed([monday('10:00', '11:00')], { userId: marcus.id });
		const schedules = await read(sofia.id, marcus.id);
		expect(schedules.get(sofia.id)).toEqual([
			{
				timeZone: 'Europe/Berlin',
				week: { monday: [{ from: 540, to: 1050 }], sunday: [] },
				dates: { '2026-12-24': [{ from: 540, to: 720 }], '2026-12-25': [] },
			},
		]);
		expect(schedules.get(marcus.id)).toHaveLength(1);
		expect(location.log).toEqual(['GET /calendars/schedules/search']);
	});

	it('reach until midnight when they end with the last minute of the day', async () => {
		seed([monday('18:00', '23:59')]);
		expect((await read(sofia.id)).get(sofia.id)).toMatchObject([
			{ week: { monday: [{ from: 1080, to: 1440 }] } },
		]);
	});

	it.each([
		['US/Eastern', 'US/Eastern'],
		['EST', 'America/Panama'],
		['GMT', 'GMT'],
	])('come with the zone that the IANA list means by %s', async (timezone, timeZone) => {
		seed([monday('09:00', '12:00')], { timezone });
		expect((await read(sofia.id)).get(sofia.id)).toMatchObject([{ timeZone }]);
	});

	it('are all schedules of a person but deleted ones', async () => {
		seed([monday('09:00', '12:00')]);
		seed([monday('13:00', '17:00')], { calendarIds: ['demos'] });
		seed([monday('00:00', '23:59')], { deleted: true });
		expect((await read(sofia.id)).get(sofia.id)).toHaveLength(2);
	});

	it('are asked for by name when the common answer has none, as HighLevel documents it', async () => {
		seed([monday('09:00', '12:00')]);
		const schedules = await read(sofia.id, marcus.id, priya.id);
		expect(schedules.get(marcus.id)).toEqual([]);
		const asked = location.sandbox.requests.map(({ query }) => query.userId);
		expect(asked).toEqual([undefined, marcus.id, priya.id]);
	});

	it('are asked for by name when HighLevel does not take the common request', async () => {
		seed([monday('09:00', '12:00')]);
		for (const status of [401, 422]) {
			location.sandbox.faults.add({ times: 1, effect: { kind: 'status', status } });
			expect((await read(sofia.id)).get(sofia.id)).toHaveLength(1);
		}
	});

	it('come over several pages', async () => {
		for (let i = 0; i < 501; i++) seed([monday('09:00', '12:00')], { userId: `u${i}` });
		const schedules = await read('u500');
		expect(schedules.size).toBe(501);
		expect(location.log).toHaveLength(2);
	});

	it.each(['Mars/Base', 'BST'])(
		'that are odd keep nobody else from working, and whose they are is never there: %s',
		async (timezone) => {
			seed([monday('09:00', '12:00')]);
			seed([], { userId: marcus.id, timezone });
			expect((await read(sofia.id)).get(sofia.id)).toHaveLength(1);
			seed([monday('09:00', '12:00')], { userId: marcus.id });
			const schedules = await read(sofia.id, marcus.id);
			expect(schedules.get(sofia.id)).toHaveLength(1);
			expect(schedules.get(marcus.id)).toEqual([
				{ timeZone: 'UTC', week: {}, dates: {}, isUnknown: true },
			]);
		},
	);
});

describe('blocked slots', () => {
	const now = Date.parse('2026-03-04T12:00:00Z');
	const HOUR = 3_600_000;

	it('are the stretches that each person blocked, without deleted ones', async () => {
		const seed = (more: object) =>
			location.sandbox.calendars.seedBlockedSlot({
				assignedUserId: sofia.id,
				startTime: now,
				endTime: now + HOUR,
				...more,
			});
		seed({});
		seed({ startTime: now - 900 * HOUR, endTime: now + 24 * HOUR });
		seed({ deleted: true });
		seed({ startTime: now - 900 * HOUR, endTime: now - 800 * HOUR });
		const slots = await readBlockedSlots(location.client(), [sofia.id, marcus.id], now);
		expect(slots.get(sofia.id)).toEqual([
			{ from: now, until: now + HOUR },
			{ from: now - 900 * HOUR, until: now + 24 * HOUR },
		]);
		expect(slots.get(marcus.id)).toEqual([]);
		expect(location.log).toHaveLength(2);
	});
});

describe('blocked slots until the last minute of a day', () => {
	const start = Date.parse('2026-03-04T18:30:00Z');
	it.each([
		['in Kolkata', '2026-03-05T18:29:00Z', '2026-03-05T18:30:00Z'],
		['in New York', '2026-03-05T04:59:00Z', '2026-03-05T05:00:00Z'],
		['with seconds', '2026-03-05T04:59:59.999Z', '2026-03-05T05:00:00Z'],
		['in Kathmandu', '2026-03-05T18:14:00Z', '2026-03-05T18:15:00Z'],
		['or until midnight', '2026-03-05T05:00:00Z', '2026-03-05T05:00:00Z'],
		['but not until another minute', '2026-03-05T04:57:00Z', '2026-03-05T04:57:00Z'],
	])('reach until midnight: %s', async (_what, end, until) => {
		const endTime = Date.parse(end);
		const slot = { assignedUserId: sofia.id, startTime: start, endTime };
		location.sandbox.calendars.seedBlockedSlot(slot);
		const slots = await readBlockedSlots(location.client(), [sofia.id], start);
		expect(slots.get(sofia.id)).toEqual([{ from: start, until: Date.parse(until) }]);
	});
});

describe('unread conversations', () => {
	let contacts = 0;
	const seed = (assignedTo: string, more: object = {}) => {
		const { id } = location.sandbox.contacts.seedContact({ name: `Contact ${++contacts}` });
		location.sandbox.conversations.seedConversation({ contactId: id, assignedTo, ...more });
	};
	const count = async (...ids: string[]) => await countUnread(location.client(), ids);

	it('are counted for all in one request', async () => {
		seed(sofia.id);
		seed(sofia.id);
		seed(marcus.id);
		seed(marcus.id, { unreadCount: 0 });
		seed(marcus.id, { lastMessageDirection: 'outbound' });
		expect(Object.fromEntries(await count(sofia.id, marcus.id, priya.id))).toEqual({
			[sofia.id]: 2,
			[marcus.id]: 1,
			[priya.id]: 0,
		});
		expect(location.log).toEqual(['GET /conversations/search']);
	});

	it('are counted one person at a time when there are more than one answer has', async () => {
		for (let i = 0; i < 101; i++) seed(sofia.id);
		seed(marcus.id);
		const counts = await count(sofia.id, marcus.id);
		expect([counts.get(sofia.id), counts.get(marcus.id)]).toEqual([101, 1]);
		expect(location.log).toHaveLength(3);
	});

	it('are counted one person at a time when HighLevel does not take several', async () => {
		seed(sofia.id);
		location.sandbox.faults.add({ times: 1, effect: { kind: 'status', status: 422 } });
		expect((await count(sofia.id, marcus.id)).get(sofia.id)).toBe(1);
		expect(location.log).toHaveLength(3);
	});

	it('are asked for in as few requests as addresses allow', async () => {
		const many = Array.from({ length: 120 }, (_one, i) => `user${i}`);
		expect((await count(...many)).size).toBe(120);
		expect(location.log).toHaveLength(3);
	});
});

describe('contacts', () => {
	it('are those who changed in the last days, one request a person', async () => {
		const now = Date.parse('2026-03-31T12:00:00Z');
		const seed = (assignedTo: string, dateUpdated: string) =>
			location.sandbox.contacts.seedContact({ assignedTo, dateUpdated });
		seed(sofia.id, '2026-03-30T12:00:00.000Z');
		seed(sofia.id, '2026-03-01T12:00:00.000Z');
		seed(sofia.id, '2026-02-28T12:00:00.000Z');
		seed(marcus.id, '2026-03-30T12:00:00.000Z');
		const counts = await countContacts(location.client(), [sofia.id, priya.id], 30, now);
		expect(Object.fromEntries(counts)).toEqual({ [sofia.id]: 2, [priya.id]: 0 });
		expect(location.log).toHaveLength(2);
	});
});

describe('a token without the permission', () => {
	it.each<[string, () => Promise<unknown>, string]>([
		[
			'View Calendars',
			() => readSchedules(location.client(), [sofia.id, marcus.id]),
			'calendars.readonly',
		],
		[
			'View Calendar Events',
			() => readBlockedSlots(location.client(), [sofia.id, marcus.id], Date.now()),
			'calendars/events.readonly',
		],
		[
			'View Conversations',
			() => countUnread(location.client(), [sofia.id, marcus.id]),
			'conversations.readonly',
		],
	])('is told to allow %s after one request', async (permission, read, scope) => {
		await location.stop();
		await start(['users.readonly']);
		await expect(read()).rejects.toMatchObject({
			kind: 'credential',
			description: expect.stringMatching(new RegExp(`'${permission}'.*${scope}\\b`)),
		});
		expect(location.log).toHaveLength(1);
	});
});

describe('an answer that is none of HighLevel', () => {
	it.each<[string, () => Promise<unknown>]>([
		['of schedules', () => readSchedules(location.client(), [sofia.id])],
		['of blocked slots', () => readBlockedSlots(location.client(), [sofia.id], Date.now())],
		['of conversations', () => countUnread(location.client(), [sofia.id])],
		['of contacts', () => countContacts(location.client(), [sofia.id], 30, 0)],
	])('%s is no answer at all', async (_what, read) => {
		location.sandbox.faults.add({
			effect: { kind: 'status', status: 200, body: { hello: 'world' } },
		});
		await expect(read()).rejects.toThrow('HighLevel answered in a form that is not known');
	});
});
