import { assignContact } from '../../highlevel/assignContact';
import type { OwnerRule } from '../../highlevel/ownerRule';
import type { Standing } from '../../routing/model/standing';
import { assignment, PHONE, TAG, type AssignmentChanges } from './assignmentFixture';
import { LocationFixture, marcus, priya, sofia } from './locationFixture';

describe('who owns the contact afterwards', () => {
	const location = new LocationFixture();
	beforeEach(async () => {
		location.beforeRequest = () => {};
		await location.start();
	});
	afterEach(async () => await location.stop());

	async function assign(changes: AssignmentChanges = {}) {
		location.sandbox.clearRequests();
		const result = await assignContact(location.client(), assignment(changes));
		expect(result.apiCalls).toBe(location.log.length);
		return result;
	}
	const seed = (ownerId?: string, more: object = {}) =>
		location.sandbox.contacts.seedContact({ phone: PHONE, assignedTo: ownerId, ...more });
	const stored = () => location.sandbox.contacts.byPhone(PHONE)[0];

	const replacesMarcus: OwnerRule = { replaces: [marcus.id] };

	it.each<[string, OwnerRule, string | undefined, string, string | undefined, number]>([
		['nobody', 'onlyIfUnowned', undefined, 'assigned', sofia.id, 2],
		['nobody', 'always', undefined, 'assigned', sofia.id, 2],
		['nobody', replacesMarcus, undefined, 'assigned', sofia.id, 2],
		['nobody', 'never', undefined, 'kept', undefined, 1],
		['Marcus', 'onlyIfUnowned', marcus.id, 'kept', marcus.id, 1],
		['Marcus', 'always', marcus.id, 'assigned', sofia.id, 2],
		['Marcus', replacesMarcus, marcus.id, 'assigned', sofia.id, 2],
		['Marcus', 'never', marcus.id, 'kept', marcus.id, 1],
		['Priya', replacesMarcus, priya.id, 'lostRace', priya.id, 1],
		['Priya', { replaces: [] }, priya.id, 'lostRace', priya.id, 1],
		['Priya', { replaces: [marcus.id, priya.id] }, priya.id, 'assigned', sofia.id, 2],
		['Priya', { replaces: 'anybody' }, priya.id, 'assigned', sofia.id, 2],
		['an agency user', { replaces: 'anybody' }, 'anAgencyUser', 'assigned', sofia.id, 2],
		['nobody', { replaces: 'anybody' }, undefined, 'assigned', sofia.id, 2],
		['Sofia', { replaces: 'anybody' }, sofia.id, 'unchanged', sofia.id, 1],
		['an agency user', replacesMarcus, 'anAgencyUser', 'lostRace', 'anAgencyUser', 1],
		['Sofia', 'onlyIfUnowned', sofia.id, 'unchanged', sofia.id, 1],
		['Sofia', 'always', sofia.id, 'unchanged', sofia.id, 1],
		['Sofia', replacesMarcus, sofia.id, 'unchanged', sofia.id, 1],
		['Sofia', 'never', sofia.id, 'unchanged', sofia.id, 1],
	])(
		'when it was %s, with the rule %j',
		async (_who, ownerRule, before, outcome, after, apiCalls) => {
			const { id } = seed(before);
			expect(await assign({ ownerRule })).toMatchObject({
				outcome,
				contactId: id,
				previousOwnerId: before ?? null,
				ownerId: after ?? null,
				apiCalls,
			});
			expect(stored()?.assignedTo).toBe(after);
		},
	);

	it.each<[Standing, OwnerRule, string | undefined, string]>([
		['open', { replaces: 'anybody' }, priya.id, 'assigned'],
		['carriedOut', { replaces: 'anybody' }, priya.id, 'lostRace'],
		['carriedOut', replacesMarcus, marcus.id, 'lostRace'],
		['carriedOut', 'onlyIfUnowned', undefined, 'lostRace'],
		['carriedOut', 'onlyIfUnowned', priya.id, 'kept'],
		['carriedOut', { replaces: 'anybody' }, sofia.id, 'unchanged'],
		['carriedOut', 'always', priya.id, 'assigned'],
		['overtaken', { replaces: 'anybody' }, priya.id, 'lostRace'],
		['overtaken', replacesMarcus, marcus.id, 'lostRace'],
		// Somebody is better than nobody, and the later decision may take it from them.
		['overtaken', { replaces: 'anybody' }, undefined, 'assigned'],
	])(
		'when the decision is %s, with the rule %j and the owner %s: %s',
		async (standing, ownerRule, before, outcome) => {
			seed(before);
			const result = await assign({ ownerRule, standing: async () => standing });
			expect(result).toMatchObject({ outcome });
			expect(stored()?.assignedTo).toBe(outcome === 'assigned' ? sofia.id : before);
		},
	);

	it('a contact that is missing is created, however the decision stands', async () => {
		for (const standing of ['carriedOut', 'overtaken'] as const) {
			const result = await assign({ standing: async () => standing });
			expect(result).toMatchObject({ outcome: 'created', ownerId: sofia.id });
			location.sandbox.contacts.remove(result.contactId ?? '');
		}
	});

	it('nothing at all is written to a contact that somebody else got since', async () => {
		const before = seed(priya.id);
		const followUps = { addTags: [TAG], note: 'why', follow: true };
		expect(await assign({ ownerRule: replacesMarcus, followUps })).toMatchObject({
			outcome: 'lostRace',
			written: [],
		});
		expect(stored()).toEqual(before);
	});

	it('a contact that is missing is created without an owner when the user is not to own it', async () => {
		expect(await assign({ ownerRule: 'never', field: { key: 'why', value: 'x' } })).toMatchObject({
			outcome: 'created',
			ownerId: null,
			written: ['contact'],
			apiCalls: 2,
		});
		expect(stored()?.assignedTo).toBeUndefined();
	});

	describe('by ID', () => {
		it('always: 1 call, and nobody knows who owned it before', async () => {
			const { id } = seed(marcus.id);
			expect(await assign({ contact: { id }, ownerRule: 'always' })).toMatchObject({
				outcome: 'assigned',
				contactId: id,
				previousOwnerId: undefined,
				ownerId: sofia.id,
				apiCalls: 1,
			});
			expect(location.log).toEqual([`PUT /contacts/${id}`]);
			expect(stored()?.assignedTo).toBe(sofia.id);
		});

		it('always, with a tag that it has: still 1, because the answer shows the tags', async () => {
			const { id } = seed(marcus.id, { tags: [TAG] });
			const followUps = { addTags: [TAG] };
			const always = { contact: { id }, ownerRule: 'always' as const, followUps };
			expect(await assign(always)).toMatchObject({ written: ['owner'], apiCalls: 1 });
			location.sandbox.contacts.seedContact({ id, phone: PHONE, tags: [] });
			expect(await assign(always)).toMatchObject({ written: ['owner', 'tag'], apiCalls: 2 });
		});

		it('always, when something is only done for a new owner: 2 calls, and then that', async () => {
			const { id } = seed(sofia.id);
			const always = { contact: { id }, ownerRule: 'always' as const, followUps: { note: 'why' } };
			expect(await assign(always)).toMatchObject({ outcome: 'unchanged', apiCalls: 1 });
			location.sandbox.contacts.seedContact({ id, phone: PHONE });
			expect(await assign(always)).toMatchObject({ outcome: 'assigned', apiCalls: 3 });
		});

		it.each<OwnerRule>(['onlyIfUnowned', replacesMarcus])(
			'with the rule %j: 1 call when somebody else stays, 2 to write',
			async (ownerRule) => {
				const { id } = seed(priya.id);
				expect(await assign({ contact: { id }, ownerRule })).toMatchObject({ apiCalls: 1 });
				location.sandbox.contacts.seedContact({ id, phone: PHONE });
				expect(await assign({ contact: { id }, ownerRule })).toMatchObject({ apiCalls: 2 });
			},
		);

		it('reads the contact when the answer to the write does not show it', async () => {
			const { id } = seed(marcus.id, { tags: [TAG] });
			const body = { succeded: true };
			location.sandbox.faults.add({
				method: 'PUT',
				times: 1,
				effect: { kind: 'status', status: 200, body },
			});
			const followUps = { addTags: [TAG] };
			expect(await assign({ contact: { id }, ownerRule: 'always', followUps })).toMatchObject({
				written: ['owner'],
				apiCalls: 2,
			});
		});
	});

	describe('when the contact is read again after the write', () => {
		/** Somebody else's write comes right behind ours. */
		const priyaIsLast = (id: string) => {
			location.beforeRequest = ({ method, path }) => {
				if (method !== 'GET' || path !== `/contacts/${id}`) return;
				location.sandbox.contacts.seedContact({ id, phone: PHONE, assignedTo: priya.id });
			};
		};

		it('costs 1 call more and changes nothing when the owner is still the owner', async () => {
			seed();
			expect(await assign({ verify: true })).toMatchObject({ outcome: 'assigned', apiCalls: 3 });
		});

		it('tells who was faster, and does nothing else any more', async () => {
			const { id } = seed();
			priyaIsLast(id);
			const followUps = { addTags: [TAG], note: 'why' };
			expect(await assign({ verify: true, followUps })).toMatchObject({
				outcome: 'lostRace',
				ownerId: priya.id,
				written: ['owner'],
				apiCalls: 3,
			});
			expect(location.sandbox.contacts.notes()).toEqual([]);
		});

		it('does not read a contact whose owner it did not write', async () => {
			seed(marcus.id);
			expect(await assign({ verify: true })).toMatchObject({ outcome: 'kept', apiCalls: 1 });
		});

		it('verifies a contact that it created, too: 3 calls', async () => {
			expect(await assign({ verify: true })).toMatchObject({ outcome: 'created', apiCalls: 3 });
		});
	});

	it('a user who left is not asked about unless they are to be written', async () => {
		const checkUser = () => {
			throw new Error('left');
		};
		seed(marcus.id);
		await expect(assign({ checkUser })).resolves.toMatchObject({ outcome: 'kept' });
		await expect(assign({ checkUser, ownerRule: 'always' })).rejects.toThrow('left');
		await expect(
			assign({ checkUser, ownerRule: 'never', followUps: { follow: true } }),
		).rejects.toThrow('left');
		expect(stored()).toMatchObject({ assignedTo: marcus.id });
		expect(stored()?.followers ?? []).toEqual([]);
		await expect(
			assign({ checkUser, contact: { phone: '+14155550199', email: null } }),
		).rejects.toThrow('left');
		expect(location.sandbox.contacts.all()).toHaveLength(1);
	});
});
