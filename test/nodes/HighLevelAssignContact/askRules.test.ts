import type { Touch } from '../../../routing/model/touch';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { assign, decided, owner } from './assignFixture';

const { sofia, marcus, priya } = demoTeam.users;
const PHONE = '+14155550117';
const highLevel = useHighLevel();
afterEach(() => jest.restoreAllMocks());

const seed = (assignedTo?: string) =>
	highLevel().sandbox.contacts.seedContact({ phone: PHONE, assignedTo });
const contactNow = () => highLevel().sandbox.contacts.byPhone(PHONE)[0];
const ownerNow = () => contactNow()?.assignedTo;
/** Somebody makes this user the owner, or nobody, by hand in HighLevel. */
const setByHand = (assignedTo?: string) => {
	highLevel().sandbox.contacts.remove(contactNow()?.id ?? '');
	seed(assignedTo);
};
const message = (): Touch => touch({ contact: { phone: PHONE, name: 'Nora' } });

/** What HighLevel showed is not believed any more. */
const later = (ms = 11 * 60_000) => {
	const now = Date.now() + ms;
	jest.restoreAllMocks();
	jest.spyOn(Date, 'now').mockReturnValue(now);
};

/** The items of messages for which the rules name this user, whoever owns the contact. */
async function decide(to: { id: string }, ...touches: Touch[]) {
	const parameters = { rules: [salesRule(to)], options: { confirmedBy: 'assignContact' } };
	const { assigned } = await resolve(highLevel().credentials, parameters, touches);
	return assigned.map(({ assignment, ...item }) => {
		const { owner: ownership, ...rest } = (assignment ?? {}) as { owner?: object };
		return { ...item, assignment: { ...rest, owner: { ...ownership, replacesAnybody: true } } };
	});
}

/** What became of the items. */
async function carryOut(items: object[], parameters: object = {}) {
	const { results, error } = await assign(
		highLevel().credentials,
		{ tag: '', ...parameters },
		items,
	);
	expect(error).toBeUndefined();
	return results;
}

describe('a decision that may replace anybody', () => {
	const anybody = { replacesAnybody: true };
	const carried = async (assignment: object, more: object = {}, parameters: object = {}) =>
		(await carryOut([decided(PHONE, more, assignment)], parameters))[0];

	it.each([
		['somebody whom it did not see', priya.id, {}],
		['somebody else than it saw', priya.id, { contact: { phone: PHONE, ownerId: marcus.id } }],
		['a user whom the token cannot see', 'anAgencyUser', {}],
	])('replaces %s', async (_who, before, more) => {
		seed(before);
		expect(await carried(owner(anybody), more)).toMatchObject({
			outcome: 'assigned',
			written: ['owner'],
			apiCalls: 2,
		});
		expect(ownerNow()).toBe(sofia.id);
	});

	it('puts the ledger’s owner back when it keeps them, and HighLevel shows somebody else', async () => {
		seed(priya.id);
		const kept = { outcome: 'kept', ...owner({ ...anybody, previous: sofia.id }) };
		expect(await carried(kept)).toMatchObject({
			outcome: 'assigned',
			summary: 'The contact went from Priya Patel to Sofia Reyes.',
		});
		expect(ownerNow()).toBe(sofia.id);
	});

	it.each<[string, object, object]>([
		['that only covers', { ...anybody, previous: priya.id, cover: true }, {}],
		['that is about one account', { ...anybody, primary: false }, {}],
		['for somebody else than the node is told', anybody, { owner: { id: marcus.id } }],
		['that says no such thing', {}, {}],
		['that says it in another form', { replacesAnybody: 'yes' }, {}],
		['when the node never replaces owners', anybody, { setOwner: 'onlyIfUnowned' }],
	])('replaces nobody %s', async (_what, ownership, parameters) => {
		seed(priya.id);
		const { owner: other } = parameters as { owner?: { id: string } };
		const chosen = other ? { owner: { __rl: true, mode: 'id', value: other.id } } : {};
		const result = await carried(owner(ownership), {}, { ...parameters, ...chosen });
		expect(result).toMatchObject({ written: [], owner: { id: priya.id } });
		expect(ownerNow()).toBe(priya.id);
	});

	it('writes nothing, and does not look again, as long as the owner is known to be right', async () => {
		seed(priya.id);
		await carryOut(await decide(sofia, message()));
		highLevel().takeRequests();
		for (let i = 0; i < 3; i++) {
			const results = await carryOut(await decide(sofia, message()));
			expect(results).toMatchObject([{ outcome: 'unchanged', apiCalls: 0 }]);
		}
		later();
		const results = await carryOut(await decide(sofia, message()));
		expect(results).toMatchObject([{ outcome: 'unchanged', apiCalls: 1, written: [] }]);
	});

	it('takes the contact from who was set by hand, with the next message', async () => {
		seed();
		await carryOut(await decide(sofia, message()));
		setByHand(priya.id);
		later();
		expect(await carryOut(await decide(sofia, message()))).toMatchObject([{ outcome: 'assigned' }]);
		expect(ownerNow()).toBe(sofia.id);
	});
});

describe('a message that is delivered again', () => {
	it('takes the contact from nobody who got it by a later message', async () => {
		seed();
		const [first, second] = [message(), message()];
		await carryOut(await decide(sofia, first));
		await carryOut(await decide(marcus, second));
		expect(ownerNow()).toBe(marcus.id);
		for (const wait of [0, 60_000, 11 * 60_000]) {
			later(wait);
			const again = await decide(marcus, first);
			expect(again).toMatchObject([{ assignment: { repeated: true, user: { id: sofia.id } } }]);
			expect(await carryOut(again)).toMatchObject([
				{
					outcome: 'lostRace',
					summary: expect.stringContaining('the contact belongs to Marcus Chen'),
					written: [],
				},
			]);
			expect(ownerNow()).toBe(marcus.id);
		}
	});

	it.each([
		['somebody', priya.id, 'the contact belongs to Priya Patel'],
		['nobody', undefined, 'the contact was given away before, and nobody owns it since'],
	])('leaves the contact with %s by hand since', async (_who, since, summary) => {
		seed(marcus.id);
		const one = message();
		await carryOut(await decide(sofia, one));
		setByHand(since);
		later();
		expect(await carryOut(await decide(sofia, one))).toMatchObject([
			{ outcome: 'lostRace', summary: expect.stringContaining(summary), written: [] },
		]);
		expect(ownerNow()).toBe(since);
	});

	it('takes the contact from nobody either when only the owner whom it saw may be replaced', async () => {
		seed(priya.id);
		const one = message();
		const parameters = { rules: [salesRule(sofia)], options: { confirmedBy: 'assignContact' } };
		const run = async () =>
			await carryOut((await resolve(highLevel().credentials, parameters, [one])).assigned);
		const item = { ...one, contact: { ...one.contact, ownerId: priya.id } };
		Object.assign(one, item);
		expect(await run()).toMatchObject([{ outcome: 'assigned' }]);
		setByHand(priya.id);
		later();
		expect(await run()).toMatchObject([{ outcome: 'lostRace' }]);
		expect(ownerNow()).toBe(priya.id);
	});

	it('is carried out when it never was', async () => {
		seed(priya.id);
		const one = message();
		const down = highLevel().sandbox.faults.add({
			method: 'PUT',
			effect: { kind: 'status', status: 503 },
		});
		const items = await decide(sofia, one);
		const failed = await assign(highLevel().credentials, { tag: '' }, items);
		expect(failed.error?.message).toContain('HighLevel is not available');
		down.remove();
		later(60 * 60_000);
		expect(await carryOut(await decide(marcus, one))).toMatchObject([{ outcome: 'assigned' }]);
		expect(ownerNow()).toBe(sofia.id);
	});

	it('is not carried out any more when a later message was', async () => {
		seed(priya.id);
		const [first, second] = [message(), message()];
		await decide(sofia, first);
		later(60_000);
		await carryOut(await decide(marcus, second));
		later(60_000);
		expect(await carryOut(await decide(sofia, first))).toMatchObject([{ outcome: 'lostRace' }]);
		expect(ownerNow()).toBe(marcus.id);
	});
});

it('two messages that are carried out in the other order leave the contact with the later one', async () => {
	seed(priya.id);
	const first = await decide(sofia, message());
	later(1_000);
	const second = await decide(marcus, message());
	await carryOut(second);
	expect(await carryOut(first)).toMatchObject([{ outcome: 'lostRace' }]);
	expect(ownerNow()).toBe(marcus.id);
});

it('a batch that comes again after its last message was carried out leaves the contact with that', async () => {
	seed(priya.id);
	const [first, second] = [message(), message()];
	const [one] = await decide(sofia, first);
	const [two] = await decide(marcus, second);
	await carryOut([two ?? {}]);
	expect(await carryOut([one ?? {}, two ?? {}])).toMatchObject([
		{ outcome: 'lostRace' },
		{ outcome: 'unchanged' },
	]);
	expect(ownerNow()).toBe(marcus.id);
});
