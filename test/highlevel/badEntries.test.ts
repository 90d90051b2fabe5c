import fc from 'fast-check';
import { readBlockedSlots } from '../../highlevel/blockedSlots';
import type { HighLevelClient } from '../../highlevel/client';
import { searchContacts } from '../../highlevel/contactSearch';
import { listTextFields } from '../../highlevel/customFields';
import { listPipelines, openOpportunities } from '../../highlevel/opportunities';
import { readSchedules } from '../../highlevel/schedules';
import { tellsThatLeft } from '../../highlevel/userLookUp';
import { UserDirectory } from '../../highlevel/users';
import { countUnread } from '../../highlevel/workload';
import { DEFAULT_SCOPES, demoLocation } from '../../sandbox/highlevel';
import { LocationFixture, TOKEN } from './locationFixture';

const MORE = [
	'opportunities.readonly',
	'locations/customFields.readonly',
	'calendars.readonly',
	'calendars/events.readonly',
	'conversations.readonly',
];
const location = new LocationFixture();
beforeAll(
	async () =>
		await location.start({
			tokens: [{ token: TOKEN, locationId: demoLocation.id, scopes: [...DEFAULT_SCOPES, ...MORE] }],
			rateLimit: { max: 100_000, intervalMs: 10_000, daily: 1_000_000 },
		}),
);
afterEach(() => {
	location.sandbox.faults.clear();
	location.sandbox.clearRequests();
});
afterAll(async () => await location.stop());

interface List {
	/** The request that reads it, as a fault names it. */
	route: string;
	/** The answer with these entries. */
	body: (entries: unknown[]) => object;
	/** One that is as documented. */
	entry: object & { id: string };
	/** The IDs that were read. */
	read: (client: HighLevelClient) => Promise<string[]>;
}

const time = { startTime: '2026-03-02T10:00:00Z', endTime: '2026-03-02T11:00:00Z' };
const search: Parameters<typeof searchContacts>[1] = {
	filters: [],
	sort: { field: 'dateAdded', direction: 'asc' },
	after: null,
	limit: 100,
};
const idOf = ({ id }: { id: string }) => id;

const lists: Record<string, List> = {
	users: {
		route: '/users/',
		body: (users) => ({ users }),
		entry: { id: 'good', email: 'ann@example.com' } as List['entry'],
		read: async (client) => (await new UserDirectory(() => 0).load(client, 'x')).map(idOf),
	},
	contacts: {
		route: '/contacts/search',
		body: (contacts) => ({ contacts, total: contacts.length }),
		entry: { id: 'good' },
		read: async (client) => {
			const { contacts } = await searchContacts(client, search);
			return contacts.map(({ contactId }) => contactId);
		},
	},
	opportunities: {
		route: '/opportunities/search',
		body: (opportunities) => ({ opportunities, meta: {} }),
		entry: { id: 'good' },
		read: async (client) => (await openOpportunities(client, 'c1')).map(idOf),
	},
	pipelines: {
		route: '/opportunities/pipelines',
		body: (pipelines) => ({ pipelines }),
		entry: { id: 'good', name: 'Sales', stages: [null, 7] } as List['entry'],
		read: async (client) => (await listPipelines(client)).map(idOf),
	},
	stages: {
		route: '/opportunities/pipelines',
		body: (stages) => ({ pipelines: [{ id: 'p', name: 'Sales', stages }] }),
		entry: { id: 'good', name: 'New' } as List['entry'],
		read: async (client) => (await listPipelines(client)).flatMap(({ stages }) => stages.map(idOf)),
	},
	'custom fields': {
		route: '/locations/:locationId/customFields',
		body: (customFields) => ({ customFields }),
		entry: { id: 'good', name: 'Why' } as List['entry'],
		read: async (client) => (await listTextFields(client)).map(idOf),
	},
	'blocked slots': {
		route: '/calendars/blocked-slots',
		body: (events) => ({ events: [...new Set(events)] }),
		entry: { id: 'good', ...time } as List['entry'],
		read: async (client) => {
			const slots = await readBlockedSlots(client, ['u1'], 0);
			return [...slots.values()].flat().map(() => 'good');
		},
	},
};

const odd = [
	null,
	undefined,
	7,
	'text',
	true,
	[],
	{},
	{ id: null },
	{ id: '' },
	{ id: 7 },
	{ id: {} },
	{ id: ['good'] },
	{ name: 'nobody' },
];

describe.each(Object.entries(lists))('a list of %s', (_name, { route, body, entry, read }) => {
	const given = (entries: unknown[]) =>
		location.sandbox.faults.add({
			path: route,
			effect: { kind: 'status', status: 200, body: body(entries) as never },
		});

	it.each(odd)('shows the others when one entry is %j', async (bad) => {
		given([bad, entry, bad]);
		expect(await read(location.client())).toEqual(['good']);
	});

	it('shows an entry that comes twice once', async () => {
		given([entry, entry, { ...entry }].slice(0, route.includes('slots') ? 2 : 3));
		expect(await read(location.client())).toEqual(['good']);
	});

	it('shows the others whatever one of them is', async () => {
		await fc.assert(
			fc.asyncProperty(fc.jsonValue(), async (bad) => {
				location.sandbox.faults.clear();
				given([bad, entry]);
				expect(await read(location.client())).toContain('good');
			}),
			{ numRuns: 30 },
		);
	});

	it('that is none is unreadable, not empty', async () => {
		location.sandbox.faults.add({
			path: route,
			effect: { kind: 'status', status: 200, body: { traceId: 't' } },
		});
		await expect(read(location.client())).rejects.toMatchObject({ kind: 'unavailable' });
	});
});

it('working hours of a person are known although an entry beside them is none', async () => {
	const rules = [{ type: 'wday', day: 'monday', intervals: [{ from: '09:00', to: '17:00' }] }];
	const good = { id: 's1', userId: 'u1', timezone: 'America/New_York', rules };
	location.sandbox.faults.add({
		path: '/calendars/schedules/search',
		effect: {
			kind: 'status',
			status: 200,
			body: { schedules: [null, 7, good, { userId: 'u1', deleted: true }, { userId: 7 }] },
		},
	});
	const schedules = await readSchedules(location.client(), ['u1']);
	expect(schedules.get('u1')).toHaveLength(1);
	expect(location.log).toHaveLength(1);
});

it('the same page of working hours, again and again, is read twice', async () => {
	const rules: unknown[] = [];
	const schedules = Array.from({ length: 500 }, (_, n) => ({
		id: `s${n}`,
		userId: `u${n}`,
		timezone: 'America/New_York',
		rules,
	}));
	location.sandbox.faults.add({
		path: '/calendars/schedules/search',
		effect: { kind: 'status', status: 200, body: { schedules } as never },
	});
	const read = await readSchedules(location.client(), ['u1']);
	expect(read.get('u1')).toHaveLength(1);
	expect(location.log).toHaveLength(2);
});

it('unread conversations are counted person by person when one of them is none', async () => {
	location.sandbox.faults.add({
		path: '/conversations/search',
		effect: {
			kind: 'status',
			status: 200,
			body: { conversations: [null, { assignedTo: 'u1' }, { assignedTo: 7 }], total: 3 },
		},
	});
	const counts = await countUnread(location.client(), ['u1', 'u2']);
	expect([...counts]).toEqual([
		['u1', 3],
		['u2', 3],
	]);
	expect(location.log).toHaveLength(3);
});

it('who was deleted is known although another entry is none', async () => {
	location.sandbox.faults.add({
		path: '/users/search',
		effect: {
			kind: 'status',
			status: 200,
			body: { users: [null, { id: 'u1', deleted: true }], count: 2 },
		},
	});
	const client = location.client();
	const lookUp = { client, agency: null, companyId: 'company' };
	expect(await tellsThatLeft(lookUp, 'u1')).toBe(true);
	expect(await tellsThatLeft(lookUp, 'u2')).toBe(false);
});
