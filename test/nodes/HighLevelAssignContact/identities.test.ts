import type { Ledger } from '../../../ledger/ledger';
import { ledgerScope } from '../../../nodes/shared/ledger/open';
import { openSqliteStore } from '../../../nodes/shared/ledger/stores';
import { identitiesOf, type Touch } from '../../../routing/model/touch';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { assign } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const nora: Touch['contact'] = { phone: '+14155550117', name: 'Nora' };
const ben: Touch['contact'] = { phone: '+14155550118', name: 'Ben' };
const BEN_EMAIL = 'family@example.com';
const highLevel = useHighLevel();

let ledger: Ledger;
/** Ben's contact in HighLevel, which the ledger knows. */
let benId: string;
beforeEach(async () => {
	const { locationId, sandbox } = highLevel();
	const store = await openSqliteStore();
	ledger = store.ledger(ledgerScope({ locationId, account: sandbox.url }, 'live'));
	benId = sandbox.contacts.seedContact({ ...benInHighLevel }).id;
	await run(ben, marcus);
});
const benInHighLevel = { phone: ben.phone ?? '', name: 'Ben', email: BEN_EMAIL };

/** The contact writes, the rules name the user, and Assign Contact does what it is told. */
async function run(
	contact: Touch['contact'],
	to: { id: string },
	parameters: object = {},
	edit: (item: Record<string, unknown>) => object = (item) => item,
) {
	const plan = { rules: [salesRule(to)], options: { confirmedBy: 'assignContact' } };
	const { assigned } = await resolve(highLevel().credentials, plan, [touch({ contact })]);
	const { results, error } = await assign(
		highLevel().credentials,
		{ tag: '', ...parameters },
		assigned.map(edit),
	);
	expect(error).toBeUndefined();
	return results[0];
}

/** Whether the ledger takes them for one person, told by closing one of them. */
async function areOne(contact: Touch['contact'], ...others: Array<Touch['contact']>) {
	const names = others.map((other) => identitiesOf(other));
	expect(await ledger.areOpen(names, 0)).toEqual(names.map(() => true));
	expect(await ledger.close(identitiesOf(contact), ledger.now())).toBe(true);
	return (await ledger.areOpen(names, 0)).some((open) => !open);
}

const always = { setOwner: 'always' };

describe('the ledger takes nobody for the contact of the touch whom the node was told to assign', () => {
	it.each<[string, () => object]>([
		['by a number that is fixed', () => ({ phone: ben.phone })],
		['by the number of another item', () => ({ phone: `={{ "${ben.phone}" }}` })],
		['by another ID', () => ({ findBy: 'contactId', contactId: benId })],
		['by an email address that is shared', () => ({ findBy: 'email', email: BEN_EMAIL })],
		[
			'by an email address, because HighLevel does not have the number',
			() => ({ findBy: 'phoneOrEmail', email: BEN_EMAIL }),
		],
		[
			'by an email address that is in the way of a new contact',
			() => ({ contactEmail: BEN_EMAIL }),
		],
	])('%s', async (_how, parameters) => {
		const result = await run(nora, sofia, { ...always, ...parameters() });
		expect(result).toMatchObject({ contactId: benId, owner: { id: sofia.id } });
		expect(await areOne(nora, ben, { id: benId })).toBe(false);
		// Somebody was assigned all the same.
		const [snapshot] = await ledger.contactSnapshots([identitiesOf(nora)], 0);
		expect(snapshot).toBeNull();
	});

	it('by the number of somebody else, who is then created', async () => {
		const cleo = { phone: '+14155550119' };
		await run(cleo, marcus);
		highLevel().sandbox.contacts.remove(
			highLevel().sandbox.contacts.byPhone(cleo.phone)[0]?.id ?? '',
		);
		const result = await run(nora, sofia, {
			phone: cleo.phone,
			...always,
			options: { trustMinutes: 0 },
		});
		expect(result).toMatchObject({ outcome: 'created' });
		expect(await areOne(nora, cleo)).toBe(false);
	});

	it.each([0, 10])(
		'when HighLevel answers with a contact that has another number, and is trusted for %i minutes',
		async (trustMinutes) => {
			highLevel().sandbox.faults.add({
				path: '/contacts/search/duplicate',
				effect: {
					kind: 'status',
					status: 200,
					body: { contact: { id: benId, phone: ben.phone ?? '', tags: [] } },
				},
			});
			const options = { trustMinutes };
			expect(await run(nora, sofia, { ...always, options })).toMatchObject({ contactId: benId });
			expect(highLevel().sandbox.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
			expect(await areOne(nora, ben, { id: benId })).toBe(false);
		},
	);

	it('when the item was edited in between', async () => {
		const edit = (item: Record<string, unknown>) => ({
			...item,
			contact: { ...nora, phone: ben.phone },
		});
		const person = { ...nora, whatsappUserId: 'US.117' };
		expect(await run(person, sofia, always, edit)).toMatchObject({ contactId: benId });
		expect(await areOne(person, ben, { id: benId })).toBe(false);
	});

	it('when the ID in the item is somebody else’s, as the number tells', async () => {
		const edit = (item: Record<string, unknown>) => ({ ...item, contact: { ...nora, id: benId } });
		const parameters = { ...always, findBy: 'contactId' };
		expect(await run(nora, sofia, parameters, edit)).toMatchObject({ contactId: benId });
		expect(await areOne(nora, ben, { id: benId })).toBe(false);
	});

	it('when the touch has no number, and the node looks for one', async () => {
		const person = { phone: null, whatsappUserId: 'US.117', name: 'Nora' };
		const parameters = { ...always, findBy: 'contactId', contactId: benId };
		expect(await run(person, sofia, parameters)).toMatchObject({ contactId: benId });
		expect(await areOne(person, ben, { id: benId })).toBe(false);
	});
});

describe('the ledger knows HighLevel’s ID of the contact of the touch', () => {
	const idOf = (phone: string) => highLevel().sandbox.contacts.byPhone(phone)[0]?.id ?? '';

	it.each<[string, string, string]>([
		['the same number', '+14155550117', '+14155550117'],
		['an older form of it', '+525512345678', '+5215512345678'],
		['today’s form of it', '+5215512345678', '+525512345678'],
		['a Brazilian number without the 9', '+5511987654321', '+551187654321'],
		['an Argentine mobile', '+5491123456789', '+541123456789'],
	])('when HighLevel has %s', async (_form, phone, stored) => {
		highLevel().sandbox.contacts.seedContact({ phone: stored });
		await run({ phone }, sofia);
		expect(await areOne({ phone }, { id: idOf(stored) })).toBe(true);
	});

	it('when it was created', async () => {
		await run(nora, sofia);
		expect(await areOne(nora, { id: idOf('+14155550117') })).toBe(true);
	});

	it.each<[string, () => object]>([
		['found by an ID that a look-up gave', () => ({ findBy: 'contactId', contactId: 'noraId' })],
		['found by its email address', () => ({ findBy: 'email', email: 'nora@example.com' })],
		['taken without looking', () => ({ ...always, findBy: 'contactId', contactId: 'noraId' })],
	])('when it was %s and has the number', async (_how, parameters) => {
		highLevel().sandbox.contacts.seedContact({
			id: 'noraId',
			phone: '+14155550117',
			email: 'nora@example.com',
		});
		await run(nora, sofia, parameters());
		expect(await areOne(nora, { id: 'noraId' })).toBe(true);
	});

	it('when it has the number that the person had before', async () => {
		highLevel().sandbox.contacts.seedContact({ phone: '+14155550117' });
		const moved = { phone: '+14155550177', alsoKnownAs: { phone: '+14155550117' } };
		await run(moved, sofia, { phone: '+14155550117' });
		expect(await areOne(moved, { id: idOf('+14155550117') })).toBe(true);
	});

	it('when the item names it, and the person shows no number', async () => {
		highLevel().sandbox.contacts.seedContact({ id: 'noraId', name: 'Nora' });
		const person = { phone: null, whatsappUserId: 'US.117', name: 'Nora' };
		const edit = (item: Record<string, unknown>) => ({
			...item,
			contact: { ...person, id: 'noraId' },
		});
		await run(person, sofia, { findBy: 'contactId' }, edit);
		expect(await areOne(person, { id: 'noraId' })).toBe(true);
	});
});

describe("'Unassign Contact' tells the ledger of the contact that HighLevel showed, and of nobody else", () => {
	const unassign = async (parameters: object, contact: Touch['contact'] = nora) => {
		const item = touch({ contact });
		const given = { operation: 'unassign', ...parameters };
		const { results, error } = await assign(highLevel().credentials, given, [item]);
		expect(error).toBeUndefined();
		return results[0];
	};
	const open = async (...contacts: Array<Touch['contact']>) =>
		await ledger.areOpen(
			contacts.map((one) => identitiesOf(one)),
			0,
		);
	beforeEach(async () => {
		await run(nora, sofia);
	});

	it.each<[string, () => object]>([
		['by number', () => ({ phone: ben.phone })],
		['by ID', () => ({ findBy: 'contactId', contactId: benId })],
		['by an email address that is shared', () => ({ findBy: 'email', email: BEN_EMAIL })],
	])('%s', async (_how, parameters) => {
		expect(await unassign(parameters())).toMatchObject({ contactId: benId });
		expect(await open(nora, ben)).toEqual([true, false]);
	});

	it('by an email address, because HighLevel does not have the number', async () => {
		highLevel().sandbox.contacts.remove(
			highLevel().sandbox.contacts.byPhone('+14155550117')[0]?.id ?? '',
		);
		const parameters = { findBy: 'phoneOrEmail', email: BEN_EMAIL };
		expect(await unassign(parameters)).toMatchObject({ contactId: benId });
		expect(await open(nora, ben)).toEqual([true, false]);
	});

	it('also by all other names of the touch, when that means the contact', async () => {
		const person = { ...nora, whatsappUserId: 'US.117' };
		await run(person, sofia);
		expect(await unassign({}, person)).toMatchObject({ outcome: 'unassigned' });
		expect(await open({ whatsappUserId: 'US.117' }, nora, ben)).toEqual([false, false, true]);
	});
});
