import { UserDirectory } from '../../highlevel/users';
import {
	deletedUser,
	demoLocation,
	otherLocation,
	otherLocationUser,
} from '../../sandbox/highlevel';
import { LocationFixture, marcus, priya, sofia, TOKEN } from './locationFixture';
import { HOUR, MINUTE } from '../../routing/model/durations';

describe('the users of a location', () => {
	const location = new LocationFixture();
	let now = 0;
	let directory: UserDirectory;
	beforeEach(async () => {
		await location.start({
			tokens: [
				{ token: TOKEN, locationId: demoLocation.id },
				{ token: 'pit-other', locationId: otherLocation.id },
			],
		});
		now = 0;
		directory = new UserDirectory(() => now);
	});
	afterEach(async () => await location.stop());

	const load = async (neededId?: string) =>
		await directory.load(location.client(), location.sandbox.url, (users) =>
			neededId === undefined ? true : users.some(({ id }) => id === neededId),
		);

	it('are those who work there now', async () => {
		const users = await load();
		expect(users).toContainEqual({
			id: sofia.id,
			name: 'Sofia Reyes',
			email: sofia.email,
			role: 'user',
		});
		const ids = users.map(({ id }) => id);
		expect(ids).toHaveLength(4);
		expect(ids).not.toContain(deletedUser.id);
		expect(ids).not.toContain(otherLocationUser.id);
	});

	it('are read once in ten minutes', async () => {
		await load();
		now = 10 * MINUTE - 1;
		await load(sofia.id);
		expect(location.log).toEqual(['GET /users/']);
		now = 10 * MINUTE;
		await load();
		expect(location.log).toHaveLength(2);
	});

	it('are read again after 30 seconds when somebody is missing', async () => {
		await load();
		location.sandbox.users.add({ id: 'new', firstName: 'Nia', lastName: 'Okafor' });
		now = 29_999;
		expect(await load('new')).toHaveLength(4);
		expect(location.log).toHaveLength(1);
		now = 30_000;
		expect(await load('new')).toContainEqual(expect.objectContaining({ id: 'new' }));
		expect(location.log).toHaveLength(2);
	});

	it('are read at most once in 30 seconds for somebody who does not exist', async () => {
		for (now = 0; now < 2 * MINUTE; now += 1000) await load('nobody');
		expect(location.log).toHaveLength(4);
	});

	it('leave out who was deleted since', async () => {
		await load();
		location.sandbox.users.remove(marcus.id);
		now = 10 * MINUTE;
		expect((await load()).map(({ id }) => id)).not.toContain(marcus.id);
	});

	it('are read anew at once when somebody asks for that', async () => {
		await load();
		location.sandbox.users.remove(marcus.id);
		const users = await directory.reload(location.client(), location.sandbox.url, now + 1);
		expect(users.map(({ id }) => id)).not.toContain(marcus.id);
		expect(await load()).toBe(users);
		expect(location.log).toHaveLength(2);
	});

	it('are read anew by reloading even when that leaves hardly anybody', async () => {
		const [first, ...others] = await load();
		for (const { id } of others) location.sandbox.users.remove(id);
		expect(await directory.reload(location.client(), location.sandbox.url, now + 1)).toEqual([
			first,
		]);
	});

	it.each<[string, { users: Array<Record<string, string>> }, string[]]>([
		['an empty list', { users: [] }, [sofia.id, marcus.id, priya.id]],
		['a list that is cut off', { users: [{ id: sofia.id }] }, [sofia.id, marcus.id, priya.id]],
		[
			'an entry that cannot be read',
			{ users: [{ id: sofia.id }, { id: priya.id }, { id: 'tB2sGv7QxKj5LnRa9EwM' }, {}] },
			[sofia.id, marcus.id, priya.id],
		],
	])('are those of before for an hour, for all that %s says', async (_what, body, expected) => {
		await load();
		const fault = location.sandbox.faults.add({
			path: '/users/',
			effect: { kind: 'status', status: 200, body },
		});
		for (now = 10 * MINUTE; now < HOUR + 10 * MINUTE; now += 10 * MINUTE) {
			const ids = (await load()).map(({ id }) => id);
			expect(ids).toEqual(expect.arrayContaining(expected));
			expect(ids).toHaveLength(4);
		}
		expect((await load()).length).toBe(body.users.filter((user) => 'id' in user).length);
		fault.remove();
		now += 10 * MINUTE;
		expect(await load()).toHaveLength(4);
	});

	it('of two locations are kept apart', async () => {
		const other = location.client(otherLocation.id, 'pit-other');
		const here = await load();
		const there = await directory.load(other, location.sandbox.url);
		expect(there.map(({ id }) => id)).toEqual([otherLocationUser.id]);
		expect(await load()).toEqual(here);
		expect(location.log).toHaveLength(2);
	});

	it('of one location on two servers are kept apart', async () => {
		await load();
		await directory.load(location.client(), 'https://elsewhere.example.com');
		expect(location.log).toHaveLength(2);
	});

	it('are asked for again after HighLevel failed', async () => {
		location.sandbox.faults.add({ times: 4, effect: { kind: 'status', status: 503 } });
		await expect(load()).rejects.toMatchObject({ kind: 'unavailable' });
		expect(await load()).toHaveLength(4);
	});

	it('have a name even when HighLevel has none', async () => {
		location.sandbox.users.add({ id: 'parts', firstName: 'Ada', lastName: 'Njie', name: '' });
		const users = await load();
		expect(users.find(({ id }) => id === 'parts')?.name).toBe('Ada Njie');
	});
});
