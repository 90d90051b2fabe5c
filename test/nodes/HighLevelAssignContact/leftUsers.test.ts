import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve } from '../ResolveAssignment/resolve';
import { assign, decided, owner } from './assignFixture';

const { sofia, marcus, priya } = demoTeam.users;
const PHONE = '+14155550117';

let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ refusesUnknownOwners: true });
});
afterEach(async () => await highLevel.sandbox.close());

const seed = (more: object = {}) =>
	highLevel.sandbox.contacts.seedContact({ phone: PHONE, ...more });
const contactNow = () => highLevel.sandbox.contacts.byPhone(PHONE)[0];
const message = () => touch({ contact: { phone: PHONE, name: 'Nora' } });

/** Sofia and Marcus in turns. */
const plan = {
	rules: [{ assignTo: locator('team', 'Sales') }].map((rule) => ({
		if: ifAccounts(locator('id', '106540352242922')),
		...rule,
	})),
	sections: {
		teams: {
			values: [
				{
					name: 'Sales',
					strategy: 'weightedRoundRobin',
					members: {
						values: [sofia, marcus].map(({ id }) => ({
							user: locator('id', id),
							weight: 1,
							tier: 1,
						})),
					},
				},
			],
		},
	},
	ownerPolicy: 'first',
	options: { confirmedBy: 'assignContact' },
};
const decide = async (...touches: object[]) =>
	(await resolve(highLevel.credentials, plan, touches)).assigned;
const carryOut = async (items: object[], parameters: object = {}) =>
	await assign(highLevel.credentials, { tag: '', ...parameters }, items);

type Leaving = (id: string) => void;
const leave: Array<[string, Leaving]> = [
	['is not listed any more', (id) => highLevel.sandbox.users.remove(id)],
	[
		'is listed as deleted',
		(id) => {
			const user = highLevel.sandbox.users.get(id);
			if (user) highLevel.sandbox.users.add({ ...user, deleted: true });
		},
	],
];

describe.each(leave)('when HighLevel refuses the owner, who %s', (_how, leaves) => {
	it.each<[string, object | null, object]>([
		['a contact that is there', {}, {}],
		['a contact that is always taken', {}, { setOwner: 'always' }],
		['a new contact', null, {}],
		['a new contact, without looking first', null, { createFirst: true }],
		[
			'a contact by ID',
			{ id: 'noraInHighLevel' },
			{ findBy: 'contactId', contactId: 'noraInHighLevel' },
		],
	])('says by name that they have left: %s', async (_what, contact, parameters) => {
		if (contact) seed(contact);
		const one = message();
		const items = await decide(one);
		leaves(sofia.id);
		highLevel.takeRequests();
		const { error } = await carryOut(items, parameters);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: "'Owner' Sofia Reyes has left this HighLevel sub-account [item 0]",
			description: expect.stringContaining('is decided anew'),
			context: { itemIndex: 0 },
		});
		const requests = highLevel.takeRequests();
		expect(requests.filter((request) => request === 'GET /users/')).toHaveLength(1);
		expect(contactNow()?.assignedTo).not.toBe(sofia.id);
		// The same message again, and the next one: somebody else gets the contact.
		const again = await decide(one);
		expect(again).toMatchObject([{ assignment: { repeated: false, user: { id: marcus.id } } }]);
		expect((await carryOut(again, parameters)).error).toBeUndefined();
		expect(contactNow()?.assignedTo).toBe(marcus.id);
		expect(await decide(message())).toMatchObject([
			{ assignment: { outcome: 'kept', user: { id: marcus.id } } },
		]);
	});

	it('reads the list once for all contacts of a run, and carries out the others', async () => {
		const phones = ['+14155550201', '+14155550202', '+14155550203', '+14155550204'];
		const items = await decide(...phones.map((phone) => touch({ contact: { phone } })));
		leaves(sofia.id);
		highLevel.takeRequests();
		const { error } = await carryOut(items);
		expect(error?.message).toContain('Sofia Reyes has left');
		const requests = highLevel.takeRequests();
		expect(requests.filter((request) => request === 'GET /users/')).toHaveLength(1);
		const { sandbox } = highLevel;
		expect(sandbox.contacts.all().map(({ assignedTo }) => assignedTo)).toEqual([
			marcus.id,
			marcus.id,
		]);
	});
});

it('says that a user has left whom HighLevel does not list since the decision', async () => {
	const one = message();
	const items = await decide(one);
	highLevel.sandbox.users.remove(sofia.id);
	// Another run was refused meanwhile, and has read the list.
	await carryOut([decided('+14155550300')]);
	highLevel.takeRequests();
	const { error } = await carryOut(items);
	expect(error?.message).toBe("'Owner' Sofia Reyes has left this HighLevel sub-account [item 0]");
	expect(error?.description).toMatch(/decided anew.*Take Sofia Reyes out of the rules/);
	expect(highLevel.takeRequests().filter((request) => !request.startsWith('GET'))).toEqual([]);
	expect(await decide(one)).toMatchObject([
		{ assignment: { repeated: false, user: { id: marcus.id } } },
	]);
});

it('says what HighLevel said of an owner who is listed, and decides anew', async () => {
	seed();
	const one = message();
	const items = await decide(one);
	const body = { statusCode: 422, message: ['assignedTo may not own contacts'] };
	const fault = highLevel.sandbox.faults.add({
		method: 'PUT',
		effect: { kind: 'status', status: 422, body },
	});
	const { error } = await carryOut(items);
	expect(error?.message).toBe(
		"'Owner' Sofia Reyes was not accepted: HighLevel refused the request: assignedTo may not own contacts",
	);
	expect(error?.description).toContain('HighLevel lists Sofia Reyes as a user');
	fault.remove();
	expect(await decide(one)).toMatchObject([{ assignment: { repeated: false } }]);
});

it.each([
	['the number', 'phone must be a valid phone number'],
	['a duplicate', 'This location does not allow duplicated contacts.'],
])('reads no list when HighLevel refuses %s', async (_what, said) => {
	const one = message();
	const items = await decide(one);
	highLevel.sandbox.faults.add({
		method: 'POST',
		path: '/contacts/',
		effect: { kind: 'status', status: 400, body: { message: said } },
	});
	highLevel.sandbox.users.remove(sofia.id);
	highLevel.takeRequests();
	const { error } = await carryOut(items);
	expect(error?.message).toContain(said);
	expect(highLevel.takeRequests()).not.toContain('GET /users/');
	expect(await decide(one)).toMatchObject([{ assignment: { repeated: true } }]);
});

it('says so of a follower, too', async () => {
	seed({ assignedTo: priya.id });
	const ifAccounts = owner({ slot: 'account:sales', primary: false });
	const item = decided(PHONE, {}, ifAccounts);
	await carryOut([decided('+14155550300')]);
	highLevel.sandbox.users.remove(sofia.id);
	const body = { statusCode: 422, message: ['each value in followers must be a user'] };
	highLevel.sandbox.faults.add({
		path: '/contacts/:contactId/followers',
		effect: { kind: 'status', status: 422, body },
	});
	const { error } = await carryOut([item], { alsoDo: { follow: true } });
	expect(error?.message).toBe("'Owner' Sofia Reyes has left this HighLevel sub-account [item 0]");
});

it('tells whom the node names itself to choose somebody else', async () => {
	seed();
	await carryOut([decided('+14155550300')]);
	highLevel.sandbox.users.remove(marcus.id);
	const { error } = await carryOut([decided()], { owner: locator('id', marcus.id) });
	expect(error?.message).toBe("'Owner' Marcus Chen has left this HighLevel sub-account [item 0]");
	expect(error?.description).toContain("Choose somebody else in 'Owner'");
});

it('says what HighLevel said when the list cannot be read', async () => {
	seed();
	const items = await decide(message());
	highLevel.sandbox.users.remove(sofia.id);
	highLevel.sandbox.faults.add({ path: '/users/', effect: { kind: 'status', status: 403 } });
	const { error } = await carryOut(items);
	expect(error?.message).toContain('assignedTo must be a user of the location');
});
