import { assignContact } from '../../highlevel/assignContact';
import { unassignContact, type UnassignContactRequest } from '../../highlevel/unassignContact';
import { otherLocation } from '../../sandbox/highlevel';
import { assignment, PHONE, TAG, type AssignmentChanges } from './assignmentFixture';
import { LocationFixture, marcus, sofia } from './locationFixture';

const EMAIL = 'dana@example.com';
const LOOK = 'GET /contacts/search/duplicate';
const CREATE = 'POST /contacts/';

const location = new LocationFixture();
beforeEach(async () => await location.start());
afterEach(async () => await location.stop());

async function assign(changes: AssignmentChanges = {}) {
	location.sandbox.clearRequests();
	const result = await assignContact(location.client(), assignment(changes));
	expect(result.apiCalls).toBe(location.log.length);
	return result;
}
const seed = (contact: object) => location.sandbox.contacts.seedContact(contact);
const all = () => location.sandbox.contacts.all();

describe('a contact found by email address', () => {
	const contact = { phone: null, email: EMAIL };

	it('in any case, gets its owner: 2 calls', async () => {
		const { id } = seed({ email: 'Dana@Example.com' });
		expect(await assign({ contact })).toMatchObject({
			outcome: 'assigned',
			contactId: id,
			otherContactId: null,
			apiCalls: 2,
		});
	});

	it('is created with it when it is missing: 2 calls', async () => {
		expect(await assign({ contact })).toMatchObject({ outcome: 'created', apiCalls: 2 });
		expect(all()).toMatchObject([{ email: EMAIL, assignedTo: sofia.id }]);
		expect(all()[0]?.phone).toBeUndefined();
	});

	it('is created once when the answer is lost', async () => {
		const effect = { kind: 'dropAfterApply' } as const;
		location.sandbox.faults.add({ method: 'POST', path: '/contacts/', times: 1, effect });
		expect(await assign({ contact })).toMatchObject({ outcome: 'created', apiCalls: 3 });
		expect(all()).toHaveLength(1);
	});
});

describe('a contact found by phone number or email address', () => {
	const contact = { phone: PHONE, email: EMAIL };

	it('that has both: 2 calls', async () => {
		const { id } = seed({ phone: PHONE, email: EMAIL.toUpperCase() });
		expect(await assign({ contact })).toMatchObject({
			contactId: id,
			otherContactId: null,
			apiCalls: 2,
		});
	});

	it('that has only the number: 1 call more, for the address might be of somebody else', async () => {
		const { id } = seed({ phone: PHONE });
		expect(await assign({ contact })).toMatchObject({
			contactId: id,
			otherContactId: null,
			apiCalls: 3,
		});
	});

	it('that has only the address', async () => {
		const { id } = seed({ email: EMAIL });
		expect(await assign({ contact })).toMatchObject({
			contactId: id,
			otherContactId: null,
			apiCalls: 3,
		});
	});

	it.each([{ assignedTo: undefined }, { assignedTo: marcus.id }])(
		'and that are two, is the one with the number; the other is named (%j)',
		async (owned) => {
			const byPhone = seed({ phone: PHONE, ...owned });
			const byEmail = seed({ email: EMAIL });
			expect(await assign({ contact })).toMatchObject({
				contactId: byPhone.id,
				otherContactId: byEmail.id,
			});
			expect(location.sandbox.contacts.get(byEmail.id)).toEqual(byEmail);
		},
	);

	it('and that is missing is created with both: 3 calls', async () => {
		expect(await assign({ contact })).toMatchObject({ outcome: 'created', apiCalls: 3 });
		expect(all()).toMatchObject([{ phone: PHONE, email: EMAIL }]);
	});

	it('by one of them, when the other is not known', async () => {
		const { id } = seed({ phone: PHONE, email: EMAIL });
		for (const half of [
			{ phone: PHONE, email: null },
			{ phone: null, email: EMAIL },
		]) {
			expect(await assign({ contact: half })).toMatchObject({ contactId: id });
		}
	});
});

describe('a contact whose number is stored in another form', () => {
	const MOBILE = '+5491123456789';
	const PLAIN = '+541123456789';

	const FORMS: ReadonlyArray<readonly [string, string]> = [
		[MOBILE, PLAIN],
		['+525512345678', '+5215512345678'],
		['+5511987650022', '+551187650022'],
		['+2250707123456', '+22507123456'],
		['+2290197123456', '+22997123456'],
	];

	it.each(FORMS.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]))(
		'%s, is found by %s: 1 call more',
		async (phone, received) => {
			const { id } = seed({ phone });
			const contact = { phone: received, email: null };
			expect(await assign({ contact, create: { first: true } })).toMatchObject({
				contactId: id,
				apiCalls: 3,
			});
			expect(location.log).not.toContain(CREATE);
		},
	);

	it.each([MOBILE, PLAIN])(
		'is, of two, the one with the form that was received: %s',
		async (phone) => {
			const stored = [MOBILE, PLAIN].map((one) => seed({ phone: one }));
			const { contactId, apiCalls } = await assign({ contact: { phone, email: null } });
			expect(stored.find(({ id }) => id === contactId)?.phone).toBe(phone);
			expect(apiCalls).toBe(2);
			expect(all()).toHaveLength(2);
		},
	);

	it('costs nothing when a number has one form: 1 call for a new contact', async () => {
		const contact = { phone: '+4915112345678', email: null };
		expect(await assign({ contact, create: { first: true } })).toMatchObject({ apiCalls: 1 });
	});
});

describe('a contact that is created first', () => {
	const create = { first: true };

	it('and that is new: 1 call', async () => {
		expect(await assign({ create, followUps: { addTags: [TAG] } })).toMatchObject({
			outcome: 'created',
			ownerId: sofia.id,
			apiCalls: 1,
		});
		expect(location.log).toEqual([CREATE]);
	});

	it('and that is there without an owner: 3 calls, and one contact', async () => {
		const { id } = seed({ phone: PHONE });
		expect(await assign({ create })).toMatchObject({
			outcome: 'assigned',
			contactId: id,
			apiCalls: 3,
		});
		expect(location.log).toEqual([CREATE, `GET /contacts/${id}`, `PUT /contacts/${id}`]);
		expect(all()).toHaveLength(1);
	});

	it('and that somebody owns: 2 calls, and they stay', async () => {
		seed({ phone: PHONE, assignedTo: marcus.id });
		expect(await assign({ create })).toMatchObject({ outcome: 'kept', apiCalls: 2 });
		expect(all()).toMatchObject([{ assignedTo: marcus.id }]);
	});

	it('is looked for nevertheless when it may be stored under another form of its number', async () => {
		const { id } = seed({ phone: '+5215512345678' });
		const contact = { phone: '+525512345678', email: null };
		expect(await assign({ create, contact })).toMatchObject({ contactId: id });
		expect(location.log).not.toContain(CREATE);
	});

	it('is created once when the answer is lost: 2 calls', async () => {
		const effect = { kind: 'dropAfterApply' } as const;
		location.sandbox.faults.add({ method: 'POST', path: '/contacts/', times: 1, effect });
		expect(await assign({ create })).toMatchObject({ outcome: 'created', apiCalls: 2 });
		expect(location.log).toEqual([CREATE, LOOK]);
		expect(all()).toHaveLength(1);
	});
});

it('a new contact may get an email address', async () => {
	await assign({ create: { email: EMAIL } });
	expect(all()).toMatchObject([{ phone: PHONE, email: EMAIL }]);
});

describe('the owner taken off a contact', () => {
	async function unassign(request: Partial<UnassignContactRequest> = {}) {
		location.sandbox.clearRequests();
		const result = await unassignContact(location.client(), {
			contact: { phone: PHONE, email: null },
			onlyFrom: null,
			...request,
		});
		expect(result.apiCalls).toBe(location.log.length);
		return result;
	}

	it('by phone number: 2 calls', async () => {
		const { id } = seed({ phone: PHONE, assignedTo: marcus.id, tags: ['vip'] });
		expect(await unassign()).toEqual({
			outcome: 'unassigned',
			contactId: id,
			phone: PHONE,
			otherContactId: null,
			previousOwnerId: marcus.id,
			ownerId: null,
			written: ['owner'],
			apiCalls: 2,
		});
		expect(all()).toMatchObject([{ tags: ['vip'] }]);
		expect(all()[0]?.assignedTo).toBeUndefined();
		expect(location.sandbox.requests[1]?.body).toEqual({ assignedTo: null });
	});

	it('by ID, whoever it is: 1 call', async () => {
		const { id } = seed({ phone: PHONE, assignedTo: marcus.id });
		expect(await unassign({ contact: { id } })).toMatchObject({
			outcome: 'unassigned',
			contactId: id,
			apiCalls: 1,
		});
		expect(all()[0]?.assignedTo).toBeUndefined();
	});

	it('only from the user who is meant: 2 calls, 1 when it is somebody else', async () => {
		const { id } = seed({ phone: PHONE, assignedTo: marcus.id });
		expect(await unassign({ contact: { id }, onlyFrom: sofia.id })).toMatchObject({
			outcome: 'kept',
			ownerId: marcus.id,
			written: [],
			apiCalls: 1,
		});
		expect(await unassign({ contact: { id }, onlyFrom: marcus.id })).toMatchObject({
			outcome: 'unassigned',
			apiCalls: 2,
		});
		expect(all()[0]?.assignedTo).toBeUndefined();
	});

	it('writes nothing when nobody owns it, or nobody has the number', async () => {
		expect(await unassign()).toMatchObject({ outcome: 'notFound', contactId: null, apiCalls: 1 });
		seed({ phone: PHONE });
		expect(await unassign()).toMatchObject({ outcome: 'unchanged', written: [], apiCalls: 1 });
	});

	it('of another location is refused', async () => {
		const { id } = seed({ assignedTo: marcus.id, locationId: otherLocation.id });
		await expect(unassign({ contact: { id } })).rejects.toMatchObject({ kind: 'wrong-location' });
	});
});
