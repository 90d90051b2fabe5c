import type { AxiosInstance } from 'axios';
import {
	deletedUser,
	demoTeam,
	otherLocation,
	otherLocationUser,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../../sandbox/highlevel';
import { clientFor } from './client';

const { locationId, companyId, users } = demoTeam;
let sandbox: HighLevelSandbox;
let client: AxiosInstance;

beforeEach(async () => {
	sandbox = await startHighLevelSandbox();
	client = clientFor(sandbox.url);
});
afterEach(async () => await sandbox.close());

const idsOf = (list: { id: string }[]) => list.map(({ id }) => id).sort();
const team = Object.values(users);

describe('the users of a location', () => {
	it('are all listed, a deleted one as deleted, none of another location', async () => {
		const { status, data } = await client.get('/users/', { params: { locationId } });
		expect(status).toBe(200);
		expect(idsOf(data.users)).toEqual(idsOf([...team, deletedUser]));
		const deleted = data.users.filter((user: { deleted: boolean }) => user.deleted);
		expect(idsOf(deleted)).toEqual([deletedUser.id]);
	});

	it('have the shape of HighLevel', async () => {
		const { data } = await client.get(`/users/${users.sofia.id}`);
		expect(data).toMatchObject({
			id: users.sofia.id,
			name: 'Sofia Reyes',
			firstName: 'Sofia',
			lastName: 'Reyes',
			email: 'sofia.reyes@example.com',
			roles: { type: 'account', role: 'user', locationIds: [locationId] },
			deleted: false,
		});
	});

	it('are not listed for a company', async () => {
		const answer = await client.get('/users/', { params: { locationId, companyId } });
		expect(answer.status).toBe(422);
		expect(answer.data.message).toEqual(['property companyId should not exist']);
	});

	it('do not include agency users', async () => {
		const agency = sandbox.users.add({
			firstName: 'Ann',
			lastName: 'Agency',
			roles: { type: 'agency', role: 'admin', locationIds: [locationId] },
		});
		const { data } = await client.get('/users/', { params: { locationId } });
		expect(idsOf(data.users)).not.toContain(agency.id);
		expect((await client.get(`/users/${agency.id}`)).status).toBe(401);
	});

	it('change at once', async () => {
		const added = sandbox.users.add({ firstName: 'Nina', lastName: 'Novak' });
		sandbox.users.remove(users.tom.id);
		const { data } = await client.get('/users/', { params: { locationId } });
		expect(idsOf(data.users)).toContain(added.id);
		expect(idsOf(data.users)).not.toContain(users.tom.id);
	});
});

describe('one user', () => {
	it.each([
		['unknown', 'nobody'],
		['of another location', otherLocationUser.id],
	])('answers 401, not 404, when %s', async (_what, id) => {
		const answer = await client.get(`/users/${id}`);
		expect(answer.status).toBe(401);
		expect(answer.data.message).toBe('The user does not exist.');
	});
});

describe('searching users', () => {
	const search = async (params: object) => await client.get('/users/search', { params });

	it('needs a company: 401 without anything, 422 with a location only', async () => {
		const bare = await search({});
		expect(bare.status).toBe(401);
		expect(bare.data.message).toBe('E01 - Unauthorized request');
		const half = await search({ locationId });
		expect(half.status).toBe(422);
		expect(half.data.message).toEqual(['companyId must be a string']);
	});

	it('is paged, by name, and counts all', async () => {
		const first = await search({ companyId, locationId, limit: '2' });
		expect(first.status).toBe(200);
		expect(first.data.count).toBe(5);
		expect(first.data.users.map((user: { name: string }) => user.name)).toEqual([
			'Diego Ortiz',
			'Marcus Chen',
		]);
		const last = await search({ companyId, locationId, skip: '4', limit: '2' });
		expect(last.data.users).toHaveLength(1);
	});

	it.each([
		['query', 'REYES', [users.sofia.id]],
		['query', 'priya.patel@', [users.priya.id]],
		['role', 'admin', [users.tom.id]],
		['ids', `${users.tom.id},${users.marcus.id}`, [users.tom.id, users.marcus.id]],
		['type', 'agency', []],
	])('narrows by %s %s', async (name, value, expected) => {
		const { data } = await search({ companyId, locationId, [name]: value });
		expect(idsOf(data.users)).toEqual([...expected].sort());
		expect(data.count).toBe(expected.length);
	});

	it('stays in the location of the token', async () => {
		expect((await search({ companyId, locationId: otherLocation.id })).status).toBe(403);
		expect((await search({ companyId: 'another' })).status).toBe(403);
		const { data } = await search({ companyId });
		expect(idsOf(data.users)).not.toContain(otherLocationUser.id);
	});

	it('finds by ID who was deleted, and not who was removed or works elsewhere', async () => {
		const gone = sandbox.users.add({ firstName: 'Ann', lastName: 'Gone' });
		sandbox.users.remove(gone.id);
		const ids = `${deletedUser.id},${gone.id},${otherLocationUser.id},${users.sofia.id}`;
		const { data } = await search({ companyId, locationId, ids });
		expect(idsOf(data.users)).toEqual(idsOf([deletedUser, users.sofia]));
		expect(data.count).toBe(2);
		const deleted = data.users.find(({ id }: { id: string }) => id === deletedUser.id);
		expect(deleted.deleted).toBe(true);
	});

	it('shows users of the agency to the agency alone', async () => {
		const { id } = sandbox.users.add({
			firstName: 'Ann',
			lastName: 'Agency',
			roles: { type: 'agency', role: 'admin', locationIds: [] },
		});
		expect((await search({ companyId, locationId, ids: id })).data).toMatchObject({
			users: [],
			count: 0,
		});
		const { access_token: token } = sandbox.oauth.issue({ locationId, userType: 'Company' });
		const agency = clientFor(sandbox.url, {}, token);
		const answer = await agency.get('/users/search', { params: { companyId, ids: id } });
		expect(idsOf(answer.data.users)).toEqual([id]);
	});

	it('wants numbers to page with', async () => {
		expect((await search({ companyId, skip: '-1' })).status).toBe(422);
	});
});
