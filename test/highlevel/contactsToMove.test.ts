import type { HighLevelContact } from '../../highlevel/contact';
import { findContactById } from '../../highlevel/lookUpContact';
import { contactsToMove } from '../../highlevel/contactsToMove';
import { LocationFixture, marcus, sofia } from './locationFixture';

const location = new LocationFixture();
beforeEach(async () => {
	location.beforeRequest = () => {};
	await location.start({ searchLagMs: 0 });
});
afterEach(async () => await location.stop());

function seed(i: number, more: object = {}) {
	return location.sandbox.contacts.seedContact({
		name: `Contact ${i}`,
		phone: `+1415${String(5_500_000 + i)}`,
		assignedTo: marcus.id,
		// Many came in with one import, in the same second.
		dateAdded: new Date(Date.UTC(2026, 0, 1) + Math.floor(i / 700) * 1_000).toISOString(),
		...more,
	});
}

async function pages(
	criterion: Parameters<typeof contactsToMove>[1],
): Promise<HighLevelContact[][]> {
	const all: HighLevelContact[][] = [];
	for await (const page of contactsToMove(location.client(), criterion)) all.push(page);
	return all;
}

it('finds 1,203 contacts of a person, each once, in pages of 500', async () => {
	const ids = Array.from({ length: 1_203 }, (_, i) => seed(i).id);
	seed(2_000, { assignedTo: sofia.id });
	const found = await pages({ ownerId: marcus.id });
	expect(found.map(({ length }) => length)).toEqual([500, 500, 203]);
	expect(found.flat().map(({ contactId }) => contactId)).toHaveLength(new Set(ids).size);
	expect(new Set(found.flat().map(({ contactId }) => contactId))).toEqual(new Set(ids));
	expect(location.log).toEqual(Array.from({ length: 3 }, () => 'POST /contacts/search'));
});

it('asks for the next page only when somebody wants it', async () => {
	for (let i = 0; i < 501; i++) seed(i);
	for await (const page of contactsToMove(location.client(), { ownerId: marcus.id })) {
		expect(page).toHaveLength(500);
		break;
	}
	expect(location.log).toHaveLength(1);
});

it('finds the contacts with a tag that have an owner, and no others', async () => {
	const { id } = seed(1, { tags: ['Sales Line'], source: 'Referral' });
	seed(2, { tags: ['sales line'], assignedTo: undefined });
	seed(3, { tags: ['sales line 2'] });
	expect(await pages({ tag: 'sales line' })).toMatchObject([
		[
			{
				contactId: id,
				phone: '+14155500001',
				name: 'Contact 1',
				country: 'US',
				source: 'Referral',
				tags: ['sales line'],
				ownerId: marcus.id,
			},
		],
	]);
});

it('moves nobody whom an answer shows as somebody else’s', async () => {
	const { id } = seed(1, { assignedTo: sofia.id });
	location.sandbox.faults.add({
		method: 'POST',
		path: '/contacts/search',
		effect: {
			kind: 'status',
			status: 200,
			body: { contacts: [{ id, assignedTo: sofia.id }], total: 1 },
		},
	});
	expect(await pages({ ownerId: marcus.id })).toEqual([[]]);
});

it('ends when HighLevel gives the same page again and again', async () => {
	const contacts = Array.from({ length: 500 }, (_, i) => ({
		id: `c${i}`,
		assignedTo: marcus.id,
		searchAfter: [1, 'c499'],
	}));
	location.sandbox.faults.add({
		method: 'POST',
		path: '/contacts/search',
		times: 10,
		effect: { kind: 'status', status: 200, body: { contacts, total: 9_999 } },
	});
	expect((await pages({ ownerId: marcus.id })).flat()).toHaveLength(500);
	expect(location.log).toHaveLength(2);
});

it('reads one contact as it is now, and knows when there is none', async () => {
	const { id } = seed(1);
	expect(await findContactById(location.client(), id)).toMatchObject({
		contactId: id,
		ownerId: marcus.id,
	});
	expect(await findContactById(location.client(), 'gone')).toBeNull();
	for (const [status, kind] of [
		[503, 'unavailable'],
		[400, 'invalid-request'],
	] as const) {
		location.sandbox.faults.clear();
		location.sandbox.faults.add({
			method: 'GET',
			path: `/contacts/${id}`,
			times: 9,
			effect: { kind: 'status', status },
		});
		await expect(findContactById(location.client(), id)).rejects.toMatchObject({ kind });
	}
});
