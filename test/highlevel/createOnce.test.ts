import { assignContact } from '../../highlevel/assignContact';
import type { FaultEffect } from '../../sandbox/highlevel';
import { assignment, PHONE, TAG } from './assignmentFixture';
import { LocationFixture, marcus, sofia } from './locationFixture';

describe('a contact is created exactly once', () => {
	const location = new LocationFixture();
	beforeEach(async () => {
		location.beforeRequest = () => {};
		await location.start();
	});
	afterEach(async () => await location.stop());

	const assign = async () =>
		await assignContact(location.client(), assignment({ followUps: { addTags: [TAG] } }));
	const failOnCreate = (effect: FaultEffect, times: number) =>
		location.sandbox.faults.add({ method: 'POST', path: '/contacts/', times, effect });
	const whileCreating = (act: () => void) => {
		location.beforeRequest = ({ method, path }) => {
			if (method !== 'POST' || path !== '/contacts/') return;
			location.beforeRequest = () => {};
			act();
		};
	};
	const posts = () => location.log.filter((request) => request === 'POST /contacts/');
	const stored = () => location.sandbox.contacts.all();

	it('when the answer is lost', async () => {
		failOnCreate({ kind: 'dropAfterApply' }, 1);
		expect(await assign()).toMatchObject({
			outcome: 'created',
			contactId: stored()[0]?.id,
			ownerId: sofia.id,
			written: ['contact', 'owner', 'tag'],
			apiCalls: 3,
		});
		expect(stored()).toMatchObject([{ assignedTo: sofia.id, tags: [TAG] }]);
		expect(posts()).toHaveLength(1);
	});

	it.each<[string, FaultEffect]>([
		['the connection drops before', { kind: 'drop' }],
		['HighLevel answers 503', { kind: 'status', status: 503 }],
		['HighLevel answers 500', { kind: 'status', status: 500 }],
	])('when %s', async (_what, effect) => {
		failOnCreate(effect, 1);
		expect(await assign()).toMatchObject({ outcome: 'created', apiCalls: 4 });
		expect(stored()).toMatchObject([{ assignedTo: sofia.id, tags: [TAG] }]);
		// Never twice without a look in between.
		expect(location.log).toEqual([
			'GET /contacts/search/duplicate',
			'POST /contacts/',
			'GET /contacts/search/duplicate',
			'POST /contacts/',
		]);
	});

	it('when the second answer is lost', async () => {
		failOnCreate({ kind: 'drop' }, 1);
		failOnCreate({ kind: 'dropAfterApply' }, 1);
		expect(await assign()).toMatchObject({ outcome: 'created' });
		expect(stored()).toHaveLength(1);
		expect(posts()).toHaveLength(2);
	});

	it('or not at all when HighLevel stays away, and the error says so', async () => {
		failOnCreate({ kind: 'status', status: 503 }, 99);
		await expect(assign()).rejects.toMatchObject({ kind: 'unavailable', status: 503 });
		expect(posts()).toHaveLength(2);
		expect(stored()).toEqual([]);
	});

	it('when a refusal hides that it was created', async () => {
		const body = { statusCode: 422, message: ['something went wrong'] };
		whileCreating(() => {
			location.sandbox.contacts.seedContact({ phone: PHONE, assignedTo: sofia.id, tags: [TAG] });
		});
		failOnCreate({ kind: 'status', status: 422, body }, 1);
		expect(await assign()).toMatchObject({ outcome: 'created', contactId: stored()[0]?.id });
		expect(posts()).toHaveLength(1);
	});

	it('and a refusal that hides nothing is passed on', async () => {
		const body = { statusCode: 422, message: ['name must be shorter'] };
		failOnCreate({ kind: 'status', status: 422, body }, 1);
		await expect(assign()).rejects.toMatchObject({
			status: 422,
			message: expect.stringContaining('name must be shorter'),
		});
		expect(posts()).toHaveLength(1);
	});

	describe('when somebody else is faster', () => {
		it('and gave it no owner: then it gets ours', async () => {
			whileCreating(() => void location.sandbox.contacts.seedContact({ phone: PHONE }));
			expect(await assign()).toMatchObject({
				outcome: 'assigned',
				previousOwnerId: null,
				ownerId: sofia.id,
				written: ['owner', 'tag'],
				apiCalls: 5,
			});
			expect(stored()).toMatchObject([{ assignedTo: sofia.id, tags: [TAG] }]);
		});

		it('and gave it another owner: then that one stays', async () => {
			whileCreating(() => {
				location.sandbox.contacts.seedContact({ phone: PHONE, assignedTo: marcus.id });
			});
			expect(await assign()).toMatchObject({
				outcome: 'kept',
				ownerId: marcus.id,
				written: ['tag'],
			});
			expect(stored()).toMatchObject([{ assignedTo: marcus.id, tags: [TAG] }]);
		});

		it('and our answer was lost: then its owner stays, and the tag is not forgotten', async () => {
			whileCreating(() => {
				location.sandbox.contacts.seedContact({ phone: PHONE, assignedTo: marcus.id });
			});
			failOnCreate({ kind: 'drop' }, 1);
			expect(await assign()).toMatchObject({ outcome: 'kept', written: ['tag'] });
			expect(stored()).toMatchObject([{ assignedTo: marcus.id, tags: [TAG] }]);
		});

		it('and chose the same owner, and our answer was lost: the tag is not forgotten', async () => {
			whileCreating(() => {
				location.sandbox.contacts.seedContact({ phone: PHONE, assignedTo: sofia.id });
			});
			failOnCreate({ kind: 'drop' }, 1);
			await assign();
			expect(stored()).toMatchObject([{ assignedTo: sofia.id, tags: [TAG] }]);
		});
	});

	it('when many messages of one person arrive together', async () => {
		const results = await Promise.all(Array.from({ length: 8 }, assign));
		expect(stored()).toMatchObject([{ assignedTo: sofia.id, tags: [TAG] }]);
		expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
		expect(new Set(results.map(({ contactId }) => contactId)).size).toBe(1);
	});

	describe('but setting an owner may be repeated', () => {
		it.each<[string, string]>([
			['PUT', '/contacts/:contactId'],
			['POST', '/contacts/:contactId/tags'],
		])('when the answer to %s %s is lost', async (method, path) => {
			location.sandbox.contacts.seedContact({ phone: PHONE, tags: ['vip'] });
			location.sandbox.faults.add({ method, path, times: 2, effect: { kind: 'dropAfterApply' } });
			expect(await assign()).toMatchObject({ outcome: 'assigned', apiCalls: 5 });
			expect(stored()).toMatchObject([{ assignedTo: sofia.id, tags: ['vip', TAG] }]);
		});
	});
});
