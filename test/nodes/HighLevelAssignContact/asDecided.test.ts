import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine } from '../../harness/touches';
import { assign, decided, owner, useShape } from './assignFixture';

const { sofia, marcus, priya } = demoTeam.users;
const PHONE = '+14155550117';
const highLevel = useHighLevel();
const seed = (ownerId?: string, more = {}) =>
	highLevel().sandbox.contacts.seedContact({ phone: PHONE, assignedTo: ownerId, ...more });
const contactNow = () => highLevel().sandbox.contacts.byPhone(PHONE, highLevel().locationId)[0];

/** One item with a decision about Sofia, and what became of it. */
async function carryOut(assignment: object, more: object = {}, parameters: object = {}) {
	const item = decided(PHONE, more, assignment);
	const { results } = await assign(highLevel().credentials, { tag: '', ...parameters }, [item]);
	return results[0];
}

describe.each(['whole', 'simplified'] as const)('of items that are %s', (shape) => {
	useShape(shape);

	describe('a decision that gives the contact to somebody', () => {
		it('takes effect when nobody owns it', async () => {
			seed();
			expect(await carryOut(owner())).toMatchObject({ outcome: 'assigned', apiCalls: 2 });
			expect(contactNow()?.assignedTo).toBe(sofia.id);
		});

		it.each<[string, object, object]>([
			['the ledger named', owner({ previous: marcus.id }), {}],
			['HighLevel showed', owner(), { contact: { phone: PHONE, ownerId: marcus.id } }],
		])('takes the place of the owner whom %s', async (_who, assignment, more) => {
			seed(marcus.id);
			expect(await carryOut(assignment, more)).toMatchObject({
				outcome: 'assigned',
				summary: 'The contact went from Marcus Chen to Sofia Reyes.',
			});
			expect(contactNow()?.assignedTo).toBe(sofia.id);
		});

		it('never overwrites somebody who got the contact since', async () => {
			const before = seed(priya.id);
			const result = await carryOut(
				owner({ previous: marcus.id }),
				{ contact: { phone: PHONE, ownerId: marcus.id } },
				{ tag: salesLine.tag },
			);
			expect(result).toEqual({
				outcome: 'lostRace',
				summary:
					'Nothing was written: the contact belongs to Priya Patel, and the decision did not know of that.',
				contactId: before.id,
				previousOwner: { id: priya.id, name: 'Priya Patel' },
				owner: { id: priya.id, name: 'Priya Patel' },
				written: [],
				apiCalls: 1,
			});
			expect(contactNow()).toEqual(before);
		});

		it('takes a user whom the token cannot see for an owner', async () => {
			seed('anAgencyUser');
			expect(await carryOut(owner())).toMatchObject({ outcome: 'lostRace' });
			expect(contactNow()?.assignedTo).toBe('anAgencyUser');
		});

		it('always wins when the node always sets the owner', async () => {
			seed(priya.id);
			expect(await carryOut(owner(), {}, { setOwner: 'always' })).toMatchObject({
				outcome: 'assigned',
			});
		});

		it('tells on request when somebody writes at the same moment', async () => {
			const { id } = seed();
			highLevel().sandbox.faults.add({
				method: 'GET',
				path: `/contacts/${id}`,
				effect: {
					kind: 'status',
					status: 200,
					body: { contact: { id, assignedTo: priya.id, tags: [] } },
				},
			});
			expect(await carryOut(owner(), {}, { options: { verify: true } })).toMatchObject({
				outcome: 'lostRace',
				summary: 'The owner was written, but at the same moment the contact went to Priya Patel.',
				owner: { id: priya.id },
				written: ['owner'],
				apiCalls: 3,
			});
		});
	});

	it('a decision that keeps the owner writes only when nobody owns the contact', async () => {
		const kept = { outcome: 'kept', ...owner({ previous: sofia.id }) };
		seed(marcus.id);
		expect(await carryOut(kept, { contact: { phone: PHONE, ownerId: marcus.id } })).toMatchObject({
			outcome: 'kept',
			owner: { id: marcus.id },
			written: [],
		});
		highLevel().sandbox.contacts.remove(contactNow()?.id ?? '');
		seed();
		expect(await carryOut(kept)).toMatchObject({ outcome: 'assigned', owner: { id: sofia.id } });
	});

	it.each([
		['Marcus', marcus.id, 'Sofia Reyes answers this time; the contact stays with Marcus Chen.'],
		['nobody', undefined, 'Sofia Reyes answers this time; the contact stays with nobody.'],
	])('a decision to cover leaves the contact with %s', async (_who, ownerId, summary) => {
		seed(ownerId);
		expect(await carryOut(owner({ previous: marcus.id, cover: true }))).toMatchObject({
			outcome: 'kept',
			summary,
			written: [],
			apiCalls: 1,
		});
		expect(contactNow()?.assignedTo).toBe(ownerId);
	});

	describe('a decision about one account of several', () => {
		const forAccount = owner({ slot: `account:${salesLine.id}`, primary: false });
		const alsoDo = { follow: true };

		it('leaves HighLevel’s owner, whoever it is', async () => {
			seed(marcus.id);
			expect(await carryOut(forAccount)).toMatchObject({
				outcome: 'kept',
				summary:
					'Sofia Reyes owns the contact for this account; in HighLevel it stays with Marcus Chen.',
				written: [],
				apiCalls: 1,
			});
		});

		it('makes the user a follower on request', async () => {
			seed(marcus.id);
			expect(await carryOut(forAccount, {}, { alsoDo })).toMatchObject({
				outcome: 'kept',
				written: ['follower'],
				apiCalls: 2,
			});
			expect(contactNow()).toMatchObject({ assignedTo: marcus.id, followers: [sofia.id] });
			expect(await carryOut(forAccount, {}, { alsoDo })).toMatchObject({
				written: [],
				apiCalls: 1,
			});
		});

		it('makes nobody a follower who is the owner of the whole contact or only covers', async () => {
			seed(marcus.id);
			const cover = owner({ previous: marcus.id, cover: true });
			expect(await carryOut(cover, {}, { alsoDo })).toMatchObject({ written: [] });
			const whole = owner({ previous: marcus.id });
			expect(await carryOut(whole, {}, { alsoDo })).toMatchObject({ written: ['owner'] });
			expect(contactNow()?.followers).toBeUndefined();
		});
	});

	it.each<[string, object, object]>([
		['carries no decision', { assignment: undefined }, { owner: locator('id', sofia.id) }],
		[
			'waits',
			{ assignment: { outcome: 'waiting', user: null, owner: null } },
			{ owner: locator('id', sofia.id) },
		],
		[
			'was decided for somebody else than the node is told',
			{
				assignment: {
					outcome: 'assigned',
					user: { id: priya.id },
					...owner({ previous: marcus.id }),
				},
			},
			{ owner: locator('email', sofia.email) },
		],
	])('a contact that %s is only taken when nobody owns it', async (_what, more, parameters) => {
		seed(marcus.id);
		expect(await carryOut({}, more, parameters)).toMatchObject({ outcome: 'kept' });
		highLevel().sandbox.contacts.remove(contactNow()?.id ?? '');
		seed();
		expect(await carryOut({}, more, parameters)).toMatchObject({ outcome: 'assigned' });
	});
});
