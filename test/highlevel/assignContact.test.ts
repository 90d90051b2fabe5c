import { assignContact } from '../../highlevel/assignContact';
import { assignment, PHONE, TAG, type AssignmentChanges } from './assignmentFixture';
import { LocationFixture, marcus, sofia } from './locationFixture';

const tagged = { followUps: { addTags: [TAG] } };

describe('assigning a contact', () => {
	const location = new LocationFixture();
	beforeEach(async () => await location.start());
	afterEach(async () => await location.stop());

	/** Assigns and checks the reported number of calls against what really arrived. */
	async function assign(changes: AssignmentChanges = {}) {
		location.sandbox.clearRequests();
		const result = await assignContact(location.client(), assignment(changes));
		expect(result.apiCalls).toBe(location.log.length);
		return result;
	}

	const seed = (contact: object = {}) =>
		location.sandbox.contacts.seedContact({
			phone: PHONE,
			firstName: 'Dana',
			lastName: 'Old',
			tags: ['vip'],
			source: 'Facebook',
			customFields: [{ id: 'shoe', value: '43' }],
			...contact,
		});
	const stored = () => location.sandbox.contacts.byPhone(PHONE);

	it('creates a new one with owner, source and tag at once: 2 calls', async () => {
		const result = await assign(tagged);
		expect(result).toEqual({
			outcome: 'created',
			contactId: stored()[0]?.id,
			phone: PHONE,
			otherContactId: null,
			previousOwnerId: null,
			ownerId: sofia.id,
			written: ['contact', 'owner', 'tag'],
			apiCalls: 2,
			seenAt: null,
			contactAfter: { contactId: stored()[0]?.id, ownerId: sofia.id, tags: [TAG], followers: [] },
			failure: null,
			mentionRefused: null,
		});
		expect(location.log).toEqual(['GET /contacts/search/duplicate', 'POST /contacts/']);
		expect(stored()).toMatchObject([
			{ name: 'Dana Whitlock', assignedTo: sofia.id, source: 'WhatsApp', tags: [TAG] },
		]);
	});

	it('creates one without name and tag when there are none', async () => {
		expect(await assign({ create: { name: null } })).toMatchObject({
			outcome: 'created',
			written: ['contact', 'owner'],
			apiCalls: 2,
		});
		expect(location.sandbox.requests[1]?.body).toEqual({
			locationId: expect.any(String),
			phone: PHONE,
			assignedTo: sofia.id,
			source: 'WhatsApp',
		});
	});

	it('creates nothing when that is not wanted: 1 call', async () => {
		expect(await assign({ create: null, ...tagged })).toMatchObject({
			outcome: 'notFound',
			contactId: null,
			previousOwnerId: null,
			ownerId: null,
			written: [],
			apiCalls: 1,
		});
		expect(location.sandbox.contacts.all()).toEqual([]);
	});

	it('sets the owner of one whom nobody owns: 2 calls, 3 with a tag', async () => {
		const { id } = seed();
		expect(await assign()).toMatchObject({
			outcome: 'assigned',
			contactId: id,
			previousOwnerId: null,
			ownerId: sofia.id,
			written: ['owner'],
			apiCalls: 2,
		});
		location.sandbox.contacts.remove(id);
		seed();
		expect(await assign(tagged)).toMatchObject({ written: ['owner', 'tag'], apiCalls: 3 });
	});

	it('leaves the owner of one whom somebody else owns: 1 call, 2 with a tag', async () => {
		seed({ assignedTo: marcus.id });
		expect(await assign()).toMatchObject({
			outcome: 'kept',
			previousOwnerId: marcus.id,
			ownerId: marcus.id,
			written: [],
			apiCalls: 1,
		});
		expect(await assign(tagged)).toMatchObject({
			outcome: 'kept',
			written: ['tag'],
			apiCalls: 2,
		});
		expect(stored()).toMatchObject([{ assignedTo: marcus.id, tags: ['vip', TAG] }]);
	});

	it('keeps an owner whom the user list does not know', async () => {
		seed({ assignedTo: 'an agency user' });
		expect(await assign()).toMatchObject({ outcome: 'kept', ownerId: 'an agency user' });
	});

	it('takes one from another owner on request: 2 calls', async () => {
		seed({ assignedTo: marcus.id });
		expect(await assign({ ownerRule: 'always' })).toMatchObject({
			outcome: 'assigned',
			previousOwnerId: marcus.id,
			ownerId: sofia.id,
			written: ['owner'],
			apiCalls: 2,
		});
		expect(stored()).toMatchObject([{ assignedTo: sofia.id }]);
	});

	it.each(['onlyIfUnowned', 'always'] as const)(
		'writes nothing when the user owns it already (%s): 1 call',
		async (ownerRule) => {
			seed({ assignedTo: sofia.id, tags: ['vip', TAG] });
			expect(await assign({ ownerRule, ...tagged })).toMatchObject({
				outcome: 'unchanged',
				previousOwnerId: sofia.id,
				written: [],
				apiCalls: 1,
			});
		},
	);

	it.each(['onlyIfUnowned', 'always'] as const)(
		'twice changes nothing the second time (%s)',
		async (ownerRule) => {
			await assign({ ownerRule, ...tagged });
			const before = location.sandbox.contacts.all();
			expect(await assign({ ownerRule, ...tagged })).toMatchObject({
				outcome: 'unchanged',
				written: [],
				apiCalls: 1,
			});
			expect(location.sandbox.contacts.all()).toEqual(before);
		},
	);

	it('compares tags as HighLevel stores them', async () => {
		seed({ assignedTo: sofia.id, tags: [TAG] });
		expect(
			await assign({ followUps: { addTags: [' WhatsNap-Account-Sales-Line '] } }),
		).toMatchObject({
			written: [],
		});
	});

	it('leaves all other fields and tags of the contact', async () => {
		const before = seed();
		await assign(tagged);
		expect(stored()).toEqual([
			{ ...before, assignedTo: sofia.id, tags: ['vip', TAG], dateUpdated: expect.any(String) },
		]);
	});

	describe('by its ID', () => {
		it('sets the owner: 2 calls', async () => {
			const { id } = seed();
			expect(await assign({ contact: { id } })).toMatchObject({
				outcome: 'assigned',
				contactId: id,
				apiCalls: 2,
			});
			expect(location.log).toEqual([`GET /contacts/${id}`, `PUT /contacts/${id}`]);
		});

		it('leaves another owner: 1 call', async () => {
			const { id } = seed({ assignedTo: marcus.id });
			expect(await assign({ contact: { id } })).toMatchObject({ outcome: 'kept', apiCalls: 1 });
		});

		it('refuses one that does not exist and creates none', async () => {
			await expect(assign({ contact: { id: 'nobody/../x' } })).rejects.toMatchObject({
				status: 400,
				message: expect.stringContaining('not found'),
			});
			expect(location.sandbox.contacts.all()).toEqual([]);
		});
	});

	describe('whose number has several forms', () => {
		it.each([
			['+5215512345678', '+525512345678'],
			['+525512345678', '+5215512345678'],
			['+551187650022', '+5511987650022'],
			['+5511987650022', '+551187650022'],
			['+5491123456789', '+541123456789'],
		])('finds %s stored as %s', async (phone, storedAs) => {
			// The location stores what it was given: these forms are not all valid numbers.
			const { id } = location.sandbox.contacts.seedContact({ phone: storedAs });
			expect(await assign({ contact: { phone, email: null } })).toMatchObject({
				outcome: 'assigned',
				contactId: id,
			});
			expect(location.sandbox.contacts.all()).toHaveLength(1);
		});

		it('prefers the form that WhatsApp sent', async () => {
			location.sandbox.contacts.seedContact({ phone: '+541123456789' });
			const mobile = location.sandbox.contacts.seedContact({ phone: '+5491123456789' });
			const contact = { phone: '+5491123456789', email: null };
			expect(await assign({ contact })).toMatchObject({ contactId: mobile.id });
		});

		it('creates the contact with the form of today', async () => {
			await assign({ contact: { phone: '+5215512345678', email: null } });
			expect(location.sandbox.contacts.all()).toMatchObject([{ phone: '+525512345678' }]);
		});
	});
});
