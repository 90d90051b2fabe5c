import type { AxiosInstance } from 'axios';
import {
	demoTeam,
	otherLocation,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor, manualClock } from './client';

const { locationId, users } = demoTeam;
const clock = manualClock();
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox({ clock: clock.now, searchLagMs: 3000 });
	client = clientFor(sandbox.url);
});
afterEach(async () => await sandbox.close());

const search = async (body: object = {}) =>
	await client.post('/contacts/search', { locationId, pageLimit: 20, ...body });

const idsFor = async (body: object): Promise<string[]> =>
	(await search(body)).data.contacts.map((contact: { id: string }) => contact.id);

describe('the search index', () => {
	it('is behind: a new contact appears after the lag, a look-up finds it at once', async () => {
		await client.post('/contacts/', { locationId, phone: '+12025550143' });
		clock.forward(2999);
		expect((await search()).data.total).toBe(0);
		clock.forward(1);
		const answer = await search();
		expect(answer.status).toBe(200);
		expect(answer.data.total).toBe(1);
	});

	it('shows the old owner for a while', async () => {
		const { id } = sandbox.contacts.seedContact({ assignedTo: users.sofia.id });
		await client.put(`/contacts/${id}`, { assignedTo: users.marcus.id });
		const ownedBySofia = {
			filters: [{ field: 'assignedTo', operator: 'eq', value: users.sofia.id }],
		};
		expect(await idsFor(ownedBySofia)).toEqual([id]);
		clock.forward(3000);
		expect(await idsFor(ownedBySofia)).toEqual([]);
	});

	it('forgets a removed contact late', async () => {
		const { id } = sandbox.contacts.seedContact();
		sandbox.contacts.remove(id);
		expect(await idsFor({})).toEqual([id]);
		clock.forward(3000);
		expect(await idsFor({})).toEqual([]);
	});

	it('holds no contacts of another location', async () => {
		sandbox.contacts.seedContact({ locationId: otherLocation.id });
		expect((await search()).data.total).toBe(0);
	});
});

describe('filters', () => {
	let sofias: string;
	let nobodys: string;

	beforeEach(() => {
		sofias = sandbox.contacts.seedContact({
			name: 'Ada Lovelace',
			phone: '+12025550143',
			email: 'ada@example.com',
			tags: ['vip', 'whatsapp'],
			assignedTo: users.sofia.id,
			dateAdded: '2026-03-01T10:00:00.000Z',
		}).id;
		nobodys = sandbox.contacts.seedContact({
			name: 'Bea Ortiz',
			tags: ['vip-lead'],
			dateAdded: '2026-02-01T10:00:00.000Z',
		}).id;
	});

	const cases: [string, string, unknown, 'sofias' | 'nobodys'][] = [
		['assignedTo', 'eq', users.sofia.id, 'sofias'],
		['assignedTo', 'not_eq', users.sofia.id, 'nobodys'],
		['assignedTo', 'exists', undefined, 'sofias'],
		['assignedTo', 'not_exists', undefined, 'nobodys'],
		['tags', 'eq', 'VIP', 'sofias'],
		['tags', 'eq', ['other', 'whatsapp'], 'sofias'],
		['tags', 'contains', 'lead', 'nobodys'],
		['tags', 'not_contains', 'lead', 'sofias'],
		['phone', 'eq', '+12025550143', 'sofias'],
		['phone', 'not_exists', undefined, 'nobodys'],
		['email', 'eq', 'ADA@example.com', 'sofias'],
		['email', 'not_exists', undefined, 'nobodys'],
		['dateAdded', 'range', { gte: '2026-02-15T00:00:00Z' }, 'sofias'],
		['dateAdded', 'range', { lte: Date.parse('2026-02-15T00:00:00Z') }, 'nobodys'],
	];

	it.each(cases)('%s %s %j', async (field, operator, value, who) => {
		const wanted = who === 'sofias' ? sofias : nobodys;
		expect(await idsFor({ filters: [{ field, operator, value }] })).toEqual([wanted]);
	});

	it('must all hold, unless they are in an OR group', async () => {
		const owned = { field: 'assignedTo', operator: 'exists' };
		const free = { field: 'assignedTo', operator: 'not_exists' };
		expect(await idsFor({ filters: [owned, free] })).toEqual([]);
		const either = [{ group: 'OR', filters: [owned, free] }];
		expect(await idsFor({ filters: either })).toEqual([sofias, nobodys]);
	});

	it.each([
		[{ field: 'shoeSize', operator: 'eq', value: 42 }],
		[{ field: 'constructor', operator: 'eq', value: 'x' }],
		[{ field: 'email', operator: 'contains', value: 'ada' }],
		[{ field: 'email', operator: 'like', value: 'ada' }],
		[{ field: 'email', operator: 'eq' }],
		['email = ada'],
	])('are refused with 400: %j', async (filter) => {
		expect((await search({ filters: [filter] })).status).toBe(400);
	});

	it('count the work of one person without sending it all', async () => {
		sandbox.contacts.seedContact({ assignedTo: users.sofia.id });
		const filters = [{ field: 'assignedTo', operator: 'eq', value: users.sofia.id }];
		const { data } = await search({ pageLimit: 1, filters });
		expect(data.total).toBe(2);
		expect(data.contacts).toHaveLength(1);
	});

	it('are joined by a free text', async () => {
		expect(await idsFor({ query: 'lovelace' })).toEqual([sofias]);
	});
});

describe('paging', () => {
	beforeEach(() => {
		for (let minute = 0; minute < 5; minute += 1) {
			const dateAdded = new Date(clock.now() - minute * 60_000).toISOString();
			sandbox.contacts.seedContact({ id: `contact${minute}`, dateAdded });
		}
	});

	it('goes through the pages, newest first', async () => {
		expect(await idsFor({ pageLimit: 2 })).toEqual(['contact0', 'contact1']);
		expect(await idsFor({ pageLimit: 2, page: 3 })).toEqual(['contact4']);
	});

	it('goes on after the last contact of a page', async () => {
		const { data } = await search({ pageLimit: 2 });
		const { searchAfter } = data.contacts[1];
		expect(searchAfter).toEqual([clock.now() - 60_000, 'contact1']);
		expect(await idsFor({ pageLimit: 2, searchAfter })).toEqual(['contact2', 'contact3']);
	});

	it('goes on there even if the contact is gone from the result', async () => {
		const { data } = await search({ pageLimit: 2 });
		const { searchAfter } = data.contacts[1];
		sandbox.contacts.remove('contact1');
		clock.forward(3000);
		expect(await idsFor({ pageLimit: 2, searchAfter })).toEqual(['contact2', 'contact3']);
		const sort = [{ field: 'dateAdded', direction: 'asc' }];
		expect(await idsFor({ pageLimit: 2, searchAfter, sort })).toEqual(['contact0']);
	});

	it('sorts as told', async () => {
		const sort = [{ field: 'dateAdded', direction: 'asc' }];
		expect(await idsFor({ pageLimit: 1, sort })).toEqual(['contact4']);
		const unknown = [{ field: 'shoeSize', direction: 'asc' }];
		expect((await search({ sort: unknown })).status).toBe(400);
	});

	it.each([
		['no page limit', { pageLimit: undefined }, 422],
		['too large a page', { pageLimit: 501 }, 422],
		['page and cursor together', { page: 1, searchAfter: [1, 'contact1'] }, 400],
		['more than 10,000 rows', { page: 21, pageLimit: 500 }, 400],
		['a long query', { query: 'x'.repeat(76) }, 422],
	])('is refused with %s', async (_what, body, status) => {
		expect((await search(body)).status).toBe(status);
	});
});
