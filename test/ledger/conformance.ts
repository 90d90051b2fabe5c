import type { Database } from '../../ledger/database';
import type { Recorded } from '../../ledger/ledger';
import type { ContactSnapshot } from '../../routing/model/contactSnapshot';
import type { Reassignment } from '../../ledger/reassignments';
import { migrate } from '../../ledger/schema';
import { Secrets } from '../../ledger/secrets';
import { LedgerStore } from '../../ledger/store';
import { OFFICE, SALES, SUPPORT, USERS, byId, filter, user } from '../routing/builders';
import { DAY, LedgerFixture, MINUTE, RESERVED_MS, TEAM_PLAN } from './ledgerFixture';

/** Where what is remembered of contacts and turns is. */
const TABLES = ['identities', 'contacts', 'slots', 'assignments', 'turns', 'decisions', 'moves'];
/** Sales is Ann's and Support is Ben's, also of one contact. */
const SEPARATE_PLAN = {
	rules: [
		{ kind: 'account', name: 'Sales', account: byId(SALES.id), target: user('u1') },
		{ kind: 'account', name: 'Support', account: byId(SUPPORT.id), target: user('u2') },
	],
	owners: { mode: 'separate' },
};

/** One person's number, as WhatsApp keeps it and as it is written since 2019. */
const MEXICO = { before: { phone: '+5215512345678' }, today: { phone: '+525512345678' } };

/** A person as a trigger sees them. */
const known = (name: string, locationId: string | null = 'location') => ({
	locationId,
	identities: [`highLevel:${name}`, `phone:${name}`],
});

/**
 * What every ledger does, whatever keeps it.
 * @param connect another connection to one empty database, the same for a whole test
 */
export function conformance(connect: () => Promise<Database>): void {
	let store: LedgerStore;
	let desk: LedgerFixture;

	beforeEach(async () => {
		store = await LedgerStore.open(await connect());
		desk = new LedgerFixture(store.ledger('location'));
	});
	afterEach(async () => await store.close());

	/** Another worker on the same store. */
	async function worker(): Promise<LedgerStore> {
		return await LedgerStore.open(await connect());
	}

	describe('decides once', () => {
		it('gives the same decision to the same key and moves nothing', async () => {
			const message = desk.person('1');
			const first = await desk.decide(message);
			const credits = await desk.credits();
			desk.now += MINUTE;
			const second = await desk.decide(message);
			expect(second).toMatchObject({ id: first.id, repeated: true });
			expect(second.decision).toMatchObject({
				outcome: 'assigned',
				user: first.decision.user,
				receipt: { sentence: first.decision.receipt.sentence },
			});
			expect(await desk.credits()).toEqual(credits);
			expect(await desk.open()).toEqual([1, 0, 0]);
		});

		it('remembers what was decided, without being asked again', async () => {
			const message = desk.person('1');
			const { id } = await desk.decide(message);
			const known = await store.ledger('location').recall([message.key, 'other'], desk.now);
			expect([...known.keys()]).toEqual([message.key]);
			expect(known.get(message.key)).toMatchObject({ id, repeated: true });
		});

		it('decides a key once when it comes twice in a batch', async () => {
			const message = desk.person('1');
			const results = await desk.ledger.decide(
				[desk.request(message), desk.request(desk.person('2')), desk.request(message)],
				desk.now,
				null,
			);
			expect(results.map(({ repeated }) => repeated)).toEqual([false, false, true]);
			expect(results[2]?.decision.user).toEqual(results[0]?.decision.user);
			expect(await desk.open()).toEqual([1, 1, 0]);
		});

		it('decides a key once when several workers get it at once', async () => {
			const workers = await Promise.all([worker(), worker(), worker()]);
			const messages = Array.from({ length: 30 }, (_, i) => desk.person(String(i % 10)));
			const results = await Promise.all(
				messages.map(async (_, i) => {
					const ledger = workers[i % 3]?.ledger('location');
					const request = desk.request({ ...(messages[i % 10] ?? messages[0]!) });
					return (await ledger?.decide([request], desk.now, null))?.[0];
				}),
			);
			const firsts = results.filter((result) => result?.repeated === false);
			expect(firsts).toHaveLength(10);
			for (let i = 0; i < 10; i++) {
				const users = [0, 10, 20].map((more) => results[i + more]?.decision.user?.id);
				expect(new Set(users).size).toBe(1);
			}
			expect((await desk.open()).sort()).toEqual([3, 3, 4]);
			await Promise.all(workers.map(async (one) => await one.close()));
		});

		it('keeps nothing of a batch in which a decision cannot be made', async () => {
			const broken = {
				...desk.request(desk.person('2')),
				decide: () => {
					// As Node's own errors have it, which come of no store.
					throw Object.assign(new RangeError('broken'), { code: 'ERR_OUT_OF_RANGE' });
				},
			};
			const first = desk.person('1');
			await expect(
				desk.ledger.decide([desk.request(first), broken], desk.now, null),
			).rejects.toThrow(RangeError);
			expect(await desk.open()).toEqual([0, 0, 0]);
			expect((await desk.decide(first)).repeated).toBe(false);
		});

		it('decides anew about who was told to wait, once somebody may be there', async () => {
			const office = new LedgerFixture(store.ledger('office'), {
				...TEAM_PLAN,
				whenNobody: 'wait',
				schedules: [OFFICE],
				people: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id), works: 'Office' })),
			});
			office.now = Date.parse('2026-03-04T08:00:00-05:00');
			const message = office.person('1');
			const first = await office.decide(message);
			expect(first.decision).toMatchObject({
				outcome: 'waiting',
				availableAt: '2026-03-04T14:00:00.000Z',
			});
			office.now += 30 * MINUTE;
			expect(await office.decide(message)).toMatchObject({ repeated: true });
			office.now += 30 * MINUTE;
			const second = await office.decide(message);
			expect(second).toMatchObject({
				id: first.id,
				repeated: false,
				decision: { outcome: 'assigned', user: { name: 'Ann' } },
			});
			expect(await office.decide(message)).toMatchObject({ repeated: true });
			await office.settle(second, 'confirmed');
			expect(await office.open()).toEqual([1, 0, 0]);
		});

		it('keeps locations apart', async () => {
			const message = desk.person('1');
			await desk.decide(message);
			const other = new LedgerFixture(store.ledger('other location'));
			expect((await other.decide(message)).repeated).toBe(false);
			expect(await other.open()).toEqual([1, 0, 0]);
		});
	});

	describe('turns', () => {
		it('are fair within one, whichever workers take them', async () => {
			const workers = await Promise.all([worker(), worker()]);
			await Promise.all(
				Array.from({ length: 100 }, async (_, i) => {
					const ledger = workers[i % 2]?.ledger('location');
					await ledger?.decide([desk.request(desk.person(String(i)))], desk.now + i, null);
				}),
			);
			expect((await desk.open()).sort()).toEqual([33, 33, 34]);
			await Promise.all(workers.map(async (one) => await one.close()));
		});

		it('come out the same in one batch as one by one', async () => {
			const messages = Array.from({ length: 12 }, (_, i) => desk.person(String(i % 8)));
			const batch = await desk.ledger.decide(
				messages.map((message) => desk.request(message)),
				desk.now,
				null,
			);
			const other = new LedgerFixture(store.ledger('other'));
			const single = [];
			for (const message of messages) single.push(await other.decide(message, null));
			expect(batch.map(({ decision }) => decision)).toEqual(single.map(({ decision }) => decision));
			expect(await desk.credits()).toEqual(await other.credits());
			expect(await desk.look('3')).toEqual(await other.look('3'));
		});

		it('see the capacity that a batch itself uses up', async () => {
			const full = new LedgerFixture(store.ledger('capacity'), {
				...TEAM_PLAN,
				people: [
					{ user: byId('u1'), capacity: 1 },
					{ user: byId('u2'), capacity: 2, limits: [{ max: 1, per: 'day', window: 'rolling' }] },
				],
			});
			const results = await full.ledger.decide(
				['1', '2', '3', '4'].map((name) => full.request(full.person(name))),
				full.now,
				null,
			);
			expect(results.map(({ decision }) => decision.user?.name)).toEqual([
				'Ann',
				'Ben',
				'Cleo',
				'Cleo',
			]);
		});
	});

	describe('reservations', () => {
		it('count until they expire; then everything is as before', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
			const before = await desk.look('2');
			await desk.decide(desk.person('2'));
			expect(await desk.open()).toEqual([1, 1, 0]);
			desk.now += RESERVED_MS - 1;
			expect(await desk.open()).toEqual([1, 1, 0]);
			desk.now += 1;
			const after = await desk.look('2');
			expect(after.owners).toBeNull();
			expect(after.loads).toEqual(before.loads);
			expect(await desk.credits()).toEqual([-667, 333, 333]);
			expect(await desk.write('3')).toBe('assigned Ben');
		});

		it('stay when they are confirmed', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
			desk.now += 10 * RESERVED_MS;
			expect(await desk.open()).toEqual([1, 0, 0]);
			expect(await desk.write('1')).toBe('kept Ann');
		});

		it('count for good at once, when nobody is to confirm', async () => {
			await desk.decide(desk.person('1'), null);
			desk.now += 10 * RESERVED_MS;
			expect(await desk.open()).toEqual([1, 0, 0]);
		});

		it('go back when the assignment failed', async () => {
			const recorded = await desk.decide(desk.person('1'));
			await desk.settle(recorded, 'released');
			expect(await desk.open()).toEqual([0, 0, 0]);
			expect((await desk.look('1')).owners).toBeNull();
			expect((await desk.look('1')).loads?.u1?.lastAssignedAt).toBeNull();
			expect(await desk.write('2')).toBe('assigned Ann');
		});

		it('cannot be released once they are confirmed, nor by who only kept the owner', async () => {
			const first = await desk.decide(desk.person('1'));
			const second = await desk.decide(desk.person('1'));
			await desk.settle(second, 'released');
			expect(await desk.open()).toEqual([1, 0, 0]);
			await desk.settle(second, 'confirmed');
			await desk.settle(first, 'released');
			desk.now += 10 * RESERVED_MS;
			expect(await desk.open()).toEqual([1, 0, 0]);
		});

		it('live again when they are confirmed late', async () => {
			const first = await desk.decide(desk.person('1'));
			desk.now += RESERVED_MS;
			expect(await desk.write('2')).toBe('assigned Ann');
			await desk.settle(first, 'confirmed');
			expect(await desk.open()).toEqual([2, 0, 0]);
			expect(await desk.write('3')).toBe('assigned Ben');
			expect(await desk.write('4')).toBe('assigned Cleo');
			expect(await desk.write('1')).toBe('kept Ann');
		});

		it('give the contact back to the owner of before', async () => {
			const leave = { ...TEAM_PLAN, owners: { mode: 'first', whenUnavailable: 'reassign' } };
			const before = new LedgerFixture(store.ledger('before'), leave);
			await before.settle(await before.decide(before.person('1')), 'confirmed');
			const away = new LedgerFixture(store.ledger('before'), {
				...leave,
				people: [{ user: byId('u1'), paused: true }],
			});
			const reassigned = await away.decide(away.person('1'));
			expect(reassigned.decision.user?.name).toBe('Ben');
			await away.settle(reassigned, 'released');
			expect(await before.open()).toEqual([1, 0, 0]);
			expect(await before.write('1')).toBe('kept Ann');
		});

		it('that a newer decision has replaced leave its owner alone', async () => {
			const first = await desk.decide(desk.person('1'));
			const elsewhere = new LedgerFixture(desk.ledger, { ...TEAM_PLAN, owners: null });
			const second = await elsewhere.decide(elsewhere.person('1', { key: 'second' }));
			expect(second.decision.user?.name).toBe('Ben');
			await desk.settle(first, 'released');
			expect((await desk.look('1')).owners?.slots['*']?.user).toBe('u2');
			await elsewhere.settle(second, 'released');
			expect((await desk.look('1')).owners).toBeNull();
		});

		it('are unknown to who never made them', async () => {
			await desk.ledger.settle([{ id: 'no such id', outcome: 'confirmed', alsoKnownAs: [] }], 0);
			expect(await desk.open()).toEqual([0, 0, 0]);
		});
	});

	describe('a turn that was worth nothing', () => {
		it('goes back with a reason, once, and can be taken again', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
			const taken = await desk.credits();
			const given = await desk.ledger.giveTurnBack(desk.named('1'), 'Wrong Number', desk.now);
			expect(given).toEqual({
				user: 'u1',
				team: 'Sales',
				assignedAt: desk.now,
				reason: 'Wrong Number',
			});
			expect(await desk.open()).toEqual([0, 0, 0]);
			expect(await desk.credits()).toEqual([0, 0, 0]);
			expect((await desk.look('1')).owners?.slots['*']?.user).toBe('u1');
			expect(await desk.ledger.giveTurnBack(desk.named('1'), 'Again', desk.now)).toBeNull();

			const again = await desk.ledger.takeTurnAgain(desk.named('1'), desk.now);
			expect(again).toEqual(given);
			expect(await desk.credits()).toEqual(taken);
			expect(await desk.open()).toEqual([1, 0, 0]);
			expect(await desk.ledger.takeTurnAgain(desk.named('1'), desk.now)).toBeNull();
		});

		it('counts for no limit', async () => {
			const limited = new LedgerFixture(store.ledger('limits'), {
				rules: [{ kind: 'account', name: 'Sales', account: byId(SALES.id), target: user('u1') }],
				people: [{ user: byId('u1'), limits: [{ max: 1, per: 'day', window: 'rolling' }] }],
			});
			await limited.decide(limited.person('1'), null);
			expect(await limited.write('2')).toBe('unassigned -');
			await limited.ledger.giveTurnBack(limited.named('1'), 'Spam', limited.now);
			expect(await limited.write('3')).toBe('assigned Ann');
		});

		it('is nobody’s when the contact is unknown', async () => {
			expect(await desk.ledger.giveTurnBack(desk.named('1'), 'Spam', desk.now)).toBeNull();
		});
	});

	describe('one person', () => {
		const bsuid = { phone: null, whatsappUserId: 'US.1' };

		it('is known by HighLevel’s ID once the assignment was confirmed', async () => {
			const recorded = await desk.decide(desk.person('1'));
			await desk.settle(recorded, 'confirmed', ['highLevel:c77']);
			expect(await desk.write('x', { contact: { id: 'c77', phone: null } })).toBe('kept Ann');
		});

		it('is known by phone and by WhatsApp user ID', async () => {
			await desk.write('1', { contact: { whatsappUserId: 'US.1' } });
			expect(await desk.write('x', { contact: bsuid })).toBe('kept Ann');
			expect(await desk.write('1')).toBe('kept Ann');
		});

		it('stays the same when WhatsApp announces a new user ID or number', async () => {
			await desk.write('1', { contact: { whatsappUserId: 'US.1' } });
			await desk.write('1', {
				contact: {
					whatsappUserId: 'US.1',
					alsoKnownAs: { whatsappUserId: 'US.2', phone: '+14155550199' },
				},
			});
			expect(await desk.write('x', { contact: { phone: null, whatsappUserId: 'US.2' } })).toBe(
				'kept Ann',
			);
			expect(await desk.write('x', { contact: { phone: '+14155550199' } })).toBe('kept Ann');
		});

		it('who turns out to be two contacts becomes one: the last owner stays', async () => {
			await desk.write('1');
			desk.now += MINUTE;
			expect(await desk.write('x', { contact: bsuid })).toBe('assigned Ben');
			desk.now += MINUTE;
			expect(await desk.write('1', { contact: { whatsappUserId: 'US.1' } })).toBe('kept Ben');
			expect(await desk.open()).toEqual([0, 1, 0]);
			expect(await desk.write('x', { contact: bsuid })).toBe('kept Ben');
		});

		it('who turns out to be two contacts within one batch becomes one', async () => {
			const results = await desk.ledger.decide(
				[
					desk.request(desk.person('1')),
					desk.request(desk.person('x', { contact: bsuid })),
					desk.request(desk.person('1', { contact: { whatsappUserId: 'US.1' } })),
				],
				desk.now,
				null,
			);
			expect(results.map(({ decision }) => decision.user?.name)).toEqual(['Ann', 'Ann', 'Ann']);
		});

		it('without any identity is a stranger each time', async () => {
			const contact = { id: null, phone: null };
			expect(await desk.write('x', { contact })).toBe('assigned Ann');
			expect(await desk.write('x', { contact })).toBe('assigned Ben');
		});

		it('may have an owner for each account', async () => {
			const separate = new LedgerFixture(store.ledger('separate'), SEPARATE_PLAN);
			await separate.write('1');
			await separate.write('1', { account: SUPPORT });
			const { owners } = await separate.look('1');
			expect(owners?.primary).toBe(`account:${SALES.id}`);
			expect(Object.values(owners?.slots ?? {}).map((slot) => slot.user)).toEqual(['u1', 'u2']);
			expect(await separate.open()).toEqual([1, 1, 0]);
		});
	});

	describe('a contact whose owner was taken off', () => {
		const off = async (user: string | null, name = '1') =>
			await desk.ledger.clearOwners(
				[{ contact: desk.named(name), user, contactId: 'c1' }],
				desk.now,
			);

		it('is decided as somebody new, and does not go back', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
			await off(null);
			expect((await desk.look('1')).owners).toBeNull();
			expect(await desk.open()).toEqual([0, 0, 0]);
			const next = await desk.decide(desk.person('1'));
			expect(next.decision).toMatchObject({ outcome: 'assigned', user: { id: 'u2' } });
			await desk.settle(next, 'released');
			expect((await desk.look('1')).owners).toBeNull();
		});

		it.each([null, 'u1'])(
			'does not come back when a decision on its way fails (%s)',
			async (user) => {
				await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
				const other = new LedgerFixture(desk.ledger, { ...TEAM_PLAN, owners: null });
				const next = await other.decide(desk.person('1', { excludedUsers: ['u1'] }));
				expect(next.decision).toMatchObject({ outcome: 'assigned', owner: { previous: 'u1' } });
				await off(user);
				await desk.settle(next, 'released');
				expect((await desk.look('1')).owners).toBeNull();
			},
		);

		it('was a turn all the same', async () => {
			await desk.decide(desk.person('1'), null);
			const credits = await desk.credits();
			await off(null);
			expect(await desk.credits()).toEqual(credits);
			expect(await desk.ledger.giveTurnBack(desk.named('1'), 'spam', desk.now)).toMatchObject({
				user: 'u1',
			});
		});

		it('keeps the owners of its other parts, who were not taken off', async () => {
			desk = new LedgerFixture(store.ledger('separate'), SEPARATE_PLAN);
			await desk.write('1');
			await desk.write('1', { account: SUPPORT });
			await off('u3');
			expect(await desk.open()).toEqual([1, 1, 0]);
			await off('u1');
			const { owners } = await desk.look('1');
			expect(owners?.primary).toBeNull();
			expect(Object.values(owners?.slots ?? {}).map((slot) => slot.user)).toEqual(['u2']);
			await off(null);
			expect((await desk.look('1')).owners).toBeNull();
		});

		it('is shown without an owner, and others are not touched', async () => {
			await desk.decide(desk.person('1'));
			await desk.decide(desk.person('2'));
			await off(null);
			const [one, two] = await desk.ledger.contactSnapshots([desk.named('1'), desk.named('2')], 0);
			expect(one).toMatchObject({ contactId: 'c1', ownerId: null, tags: null });
			expect(two).toBeNull();
			expect((await desk.look('2')).owners).not.toBeNull();
		});

		it('may be unknown', async () => {
			await off(null, 'nobody');
			expect(await desk.ledger.contactSnapshots([desk.named('nobody')], 0)).toEqual([null]);
		});
	});

	it('remembers whom HighLevel showed as the owner when it was decided', async () => {
		const message = desk.person('1', { contact: { ownerId: 'u4' } });
		expect((await desk.decide(message)).decision).toMatchObject({ seenOwner: 'u4' });
		// Delivered again, before anybody asked HighLevel.
		const again = { ...message, contact: { ...message.contact, ownerId: undefined } };
		expect((await desk.decide(again)).decision).toMatchObject({ seenOwner: 'u4' });
		const known = await worker();
		const recalled = await known.ledger('location').recall([message.key], desk.now);
		expect(recalled.get(message.key)?.decision).toMatchObject({ seenOwner: 'u4' });
		await known.close();
	});

	describe('what HighLevel showed', () => {
		let seen: ContactSnapshot;
		beforeEach(() => {
			seen = { contactId: 'c77', ownerId: 'u1', tags: ['vip'], followers: null, at: desk.now };
		});
		const ask = async (since: number, ...names: string[]) =>
			await desk.ledger.contactSnapshots(
				names.map((name) => desk.named(name)),
				since,
			);

		it('is known for a while, by any identity', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed', ['highLevel:c77'], seen);
			const at = desk.now;
			await desk.settle(await desk.decide(desk.person('2')), 'released', [], {
				...seen,
				ownerId: null,
			});
			expect(await ask(at - 1, '1', 'unknown', '2')).toEqual([
				seen,
				null,
				{ ...seen, ownerId: null },
			]);
			expect(await desk.ledger.contactSnapshots([['highLevel:c77']], at - 1)).toEqual([seen]);
			expect(await ask(at, '1')).toEqual([null]);
		});

		it('is replaced by what it showed last, and forgotten with the contact', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed', [], seen);
			desk.now += MINUTE;
			const later = { ...seen, ownerId: 'u2', at: desk.now };
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed', [], later);
			await desk.decide(desk.person('1'));
			expect(await ask(0, '1')).toEqual([later]);
			// What was seen before that comes too late, and is no reason to trust it for longer.
			desk.now += MINUTE;
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed', [], seen);
			expect(await ask(0, '1')).toEqual([later]);
			await desk.ledger.forget(desk.named('1'));
			expect(await ask(0, '1')).toEqual([null]);
		});
	});

	describe('open contacts', () => {
		it('are closed by hand, and open again when they write', async () => {
			await desk.decide(desk.person('1'), null);
			expect(await desk.ledger.close(desk.named('1'))).toBe(true);
			expect(await desk.open()).toEqual([0, 0, 0]);
			expect(await desk.write('1')).toBe('kept Ann');
			expect(await desk.open()).toEqual([1, 0, 0]);
			expect(await desk.ledger.close(desk.named('unknown'))).toBe(false);
		});

		it('stop counting when they have been silent for as long as the plan says', async () => {
			const short = new LedgerFixture(store.ledger('stale'), { ...TEAM_PLAN, staleAfterDays: 3 });
			await short.decide(short.person('1'), null);
			short.now += 2 * DAY;
			await short.decide(short.person('1'), null);
			short.now += 3 * DAY - 1;
			expect(await short.open()).toEqual([1, 0, 0]);
			short.now += 1;
			expect(await short.open()).toEqual([0, 0, 0]);
			expect(await short.write('1')).toBe('kept Ann');
			expect(await short.open()).toEqual([1, 0, 0]);
		});
	});

	describe('what is kept', () => {
		it('forgets a contact with everything that names it', async () => {
			const message = desk.person('1', { contact: { whatsappUserId: 'US.1' } });
			await desk.decide(message, null);
			expect(await desk.ledger.forget(desk.named('1'))).toBe(true);
			expect((await desk.look('x', { phone: null, whatsappUserId: 'US.1' })).owners).toBeNull();
			expect(await desk.open()).toEqual([0, 0, 0]);
			expect(await desk.credits()).toEqual([-667, 333, 333]);
			expect((await desk.look('1')).loads?.u1?.lastAssignedAt).toBe(desk.now);
			expect((await desk.ledger.recall([message.key], desk.now)).size).toBe(0);
			expect(await desk.ledger.forget(desk.named('1'))).toBe(false);
		});

		it('is neither a number nor a name nor a text', async () => {
			const database = await connect();
			const text = 'my account number is 998877';
			const secret = new LedgerFixture(store.ledger('private'), {
				...TEAM_PLAN,
				rules: [
					{
						kind: 'conditional',
						name: 'Never',
						conditions: filter([['={{ $json.message.text }}', 'equals', 'nothing']]),
						target: user('u4'),
					},
					...TEAM_PLAN.rules,
				],
			});
			const recorded = await secret.decide(
				secret.person('5550123', {
					key: 'msg:1001:wamid.SECRET',
					contact: { whatsappUserId: 'US.424242', name: 'Dana Whitlock', id: 'hl-contact' },
					message: { text },
				}),
			);
			await secret.settle(recorded, 'confirmed', ['highLevel:hl-contact'], {
				contactId: 'hl-contact',
				ownerId: 'u1',
				tags: ['secret tag'],
				followers: [],
				at: secret.now,
			});
			expect(JSON.stringify(recorded.decision)).toContain(text);
			const kept = await database.transaction('test', async (sql) => {
				const tables = ['decisions', 'contacts', 'identities', 'slots', 'assignments', 'turns'];
				const rows: unknown[] = [];
				for (const table of tables) {
					rows.push(await sql.all(`SELECT * FROM contact_assignment_${table}`));
				}
				return JSON.stringify(rows);
			});
			expect(kept).toContain(USERS[0]?.id);
			for (const secretText of [
				'998877',
				'5550123',
				'Dana',
				'424242',
				'hl-contact',
				'wamid',
				'secret',
			]) {
				expect(kept).not.toContain(secretText);
			}
			await database.close();
		});

		it('goes after its time: decisions after 30 days, contacts after 400', async () => {
			const message = desk.person('1');
			await desk.decide(message, null);
			desk.now += 29 * DAY;
			await desk.decide(desk.person('2'), null);
			expect((await desk.decide(message, null)).repeated).toBe(true);
			desk.now += 2 * DAY;
			await desk.decide(desk.person('3'), null);
			expect((await desk.decide(message, null)).repeated).toBe(false);
			expect((await desk.look('1')).owners?.slots['*']?.user).toBe('u1');
			desk.now += 401 * DAY;
			await desk.decide(desk.person('4'), null);
			expect((await desk.look('1')).owners).toBeNull();
		});
	});

	it('decides anew what was decided so long ago that only its assignment is kept', async () => {
		const rules = new LedgerFixture(store.ledger('rules'), { ...TEAM_PLAN, owners: null });
		const message = rules.person('1');
		await rules.decide(message, null);
		rules.now += 31 * DAY;
		await rules.decide(rules.person('2'), null);
		expect(await rules.decide(message, null)).toMatchObject({
			repeated: false,
			decision: { outcome: 'assigned', user: { name: 'Cleo' } },
		});
	});

	describe('a preview', () => {
		const requests = (names: string[]) => names.map((name) => desk.request(desk.person(name)));

		it('decides each on what those before it would leave behind', async () => {
			const decisions = await desk.ledger.preview(requests(['1', '2', '3', '1']), desk.now);
			expect(decisions.map(({ outcome, user: who }) => `${outcome} ${who?.name}`)).toEqual([
				'assigned Ann',
				'assigned Ben',
				'assigned Cleo',
				'kept Ann',
			]);
		});

		it('goes by what is remembered, and changes none of it', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
			const before = await dump();
			const decisions = await desk.ledger.preview(requests(['1', '2', 'new']), desk.now);
			expect(decisions.map(({ user: who }) => who?.name)).toEqual(['Ann', 'Ben', 'Cleo']);
			expect(await dump()).toEqual(before);
			expect(await desk.write('2')).toBe('assigned Ben');
		});

		it('lets one decision take the place of another, as deciding does', async () => {
			const first = await desk.decide(desk.person('1'));
			const reserved = await dump();
			const other = { ...desk.request(desk.person('1')), instead: first.id };
			const [shown] = await desk.ledger.preview([other], desk.now);
			expect(shown).toMatchObject({ outcome: 'assigned', user: { name: 'Ann' } });
			expect(await dump()).toEqual(reserved);
			const [second] = await desk.ledger.decide([other], desk.now, RESERVED_MS);
			expect(second?.decision).toMatchObject({ outcome: 'assigned', user: { name: 'Ann' } });
			expect(await desk.open()).toEqual([1, 0, 0]);
			// What was carried out stays.
			if (second) await desk.settle(second, 'confirmed');
			const third = { ...desk.request(desk.person('1')), instead: second?.id };
			const [kept] = await desk.ledger.decide([third], desk.now, RESERVED_MS);
			expect(kept?.decision).toMatchObject({ outcome: 'kept', user: { name: 'Ann' } });
		});

		it('does not make one contact of two for good', async () => {
			await desk.write('1');
			await desk.write('x', { contact: { phone: null, whatsappUserId: 'US.1' } });
			const before = await dump();
			const both = desk.person('1', { contact: { whatsappUserId: 'US.1' } });
			await desk.ledger.preview([desk.request(both)], desk.now);
			expect(await dump()).toEqual(before);
		});

		async function dump(): Promise<string[]> {
			const database = await connect();
			const rows = await database.transaction('test', async (sql) => {
				const found: unknown[] = [];
				for (const table of TABLES) {
					found.push(...(await sql.all(`SELECT * FROM contact_assignment_${table}`)));
				}
				return found;
			});
			await database.close();
			return rows.map((row) => JSON.stringify(row)).sort();
		}
	});

	describe('contacts that are open', () => {
		it('are those that somebody has, that are not closed, and that were heard of', async () => {
			await desk.settle(await desk.decide(desk.person('1')), 'confirmed');
			await desk.settle(await desk.decide(desk.person('2')), 'confirmed');
			await desk.ledger.close(desk.named('2'));
			const asked = ['1', '2', '3'].map((name) => desk.named(name));
			expect(await desk.ledger.areOpen(asked, desk.now - DAY)).toEqual([true, false, false]);
			expect(await desk.ledger.areOpen(asked, desk.now)).toEqual([false, false, false]);
			expect(await desk.ledger.areOpen([], desk.now)).toEqual([]);
			const other = store.ledger('other location');
			expect(await other.areOpen(asked, desk.now - DAY)).toEqual([false, false, false]);
		});
	});

	describe('moves', () => {
		const moves = () => store.ledger('location').reassignments;

		/** A contact that goes from somebody who is away to whoever's turn it is. */
		async function move(name: string, more: Partial<Reassignment> = {}): Promise<Recorded> {
			const person = desk.person(name, { key: `move:${name}:${more.kind}` });
			const request = {
				...desk.request(person),
				move: {
					kind: 'handOver' as const,
					about: 'handOver u8',
					run: 'run 1',
					contactId: `hl-${name}`,
					key: person.key,
					fromUser: 'u8',
					until: desk.now + DAY,
					ends: null,
					isOver: false,
					...more,
				},
			};
			const [recorded] = await desk.ledger.decide([request], desk.now, RESERVED_MS);
			if (!recorded) throw new Error('No decision');
			return recorded;
		}
		const decided = async () => await moves().decided('handOver u8', desk.now - DAY, desk.now);

		it('are known with their keys, and whether they were carried out', async () => {
			await desk.settle(await move('1'), 'confirmed');
			await move('2');
			await desk.settle(await move('3'), 'released');
			desk.now += RESERVED_MS;
			await move('4');
			const at = desk.now - RESERVED_MS;
			const one = { run: 'run 1', at };
			expect(await decided()).toEqual([
				{ ...one, contactId: 'hl-1', key: 'move:1:undefined', done: true },
				{ ...one, contactId: 'hl-2', key: 'move:2:undefined', done: false },
				{ ...one, at: desk.now, contactId: 'hl-4', key: 'move:4:undefined', done: false },
			]);
			expect(await moves().decided('leaves u8', 0, desk.now)).toEqual([]);
			expect(await store.ledger('other').reassignments.decided('handOver u8', 0, desk.now)).toEqual(
				[],
			);
			desk.now += DAY;
			expect(await decided()).toEqual([]);
		});

		it('of which nothing came are not known any more, also when nobody said so in time', async () => {
			const late = await move('1');
			desk.now += RESERVED_MS;
			expect(await decided()).toMatchObject([{ contactId: 'hl-1', done: false }]);
			const credits = await desk.credits();
			await desk.settle(late, 'released');
			expect(await decided()).toEqual([]);
			// The turn went back before.
			expect(await desk.credits()).toEqual(credits);
		});

		it('of nobody are not remembered', async () => {
			desk = new LedgerFixture(store.ledger('location'), { rules: [], owners: { mode: 'first' } });
			expect((await move('1')).decision.outcome).toBe('unassigned');
			expect(await decided()).toEqual([]);
		});

		it('that hand over wait to be given back, once they were carried out', async () => {
			const over = await move('1');
			expect(await moves().handOvers()).toEqual([]);
			await desk.settle(over, 'confirmed');
			await desk.settle(await move('2', { kind: 'leaves' }), 'confirmed');
			expect(await moves().handOvers()).toEqual([
				{ id: over.id, contactId: 'hl-1', person: 'u8', standIn: 'u1', until: desk.now + DAY },
			]);
		});

		it('that hand back end what they give back, once they were carried out', async () => {
			const over = await move('1');
			await desk.settle(over, 'confirmed');
			desk = new LedgerFixture(store.ledger('location'), { ...TEAM_PLAN, owners: null });
			const back = await move('1', { kind: 'handBack', ends: over.id });
			expect(await moves().handOvers()).toHaveLength(1);
			await desk.settle(back, 'confirmed');
			expect(await moves().handOvers()).toEqual([]);
		});

		it('that find the stand-in without the contact end what was to be given back', async () => {
			const over = await move('1');
			await desk.settle(over, 'confirmed');
			const back = await move('1', { kind: 'handBack', ends: over.id, isOver: true });
			expect(back.decision.outcome).toBe('kept');
			expect(await moves().handOvers()).toEqual([]);
		});

		it('that hand over once more count in place of those before, also when they are over', async () => {
			await desk.settle(await move('1'), 'confirmed');
			desk = new LedgerFixture(store.ledger('location'), { ...TEAM_PLAN, owners: null });
			desk.now += DAY;
			const again = await move('1', { kind: 'handOver' });
			expect(again).toMatchObject({ repeated: false, decision: { outcome: 'assigned' } });
			expect(await moves().handOvers()).toHaveLength(1);
			await desk.settle(again, 'confirmed');
			expect(await moves().handOvers()).toMatchObject([{ id: again.id }]);
			await desk.settle(await move('1', { kind: 'handBack', ends: again.id }), 'confirmed');
			expect(await moves().handOvers()).toEqual([]);
		});

		it('end on demand', async () => {
			const over = await move('1');
			await desk.settle(over, 'confirmed');
			await moves().end([over.id, 'no such id']);
			expect(await moves().handOvers()).toEqual([]);
		});

		it('go with the contact, and stay with it when two become one', async () => {
			await desk.settle(await move('1'), 'confirmed', ['highLevel:c1']);
			await desk.write('x', { contact: { phone: null, whatsappUserId: 'US.1' } });
			await desk.write('1', { contact: { whatsappUserId: 'US.1' } });
			expect(await moves().handOvers()).toHaveLength(1);
			await desk.ledger.forget(['whatsApp:US.1']);
			expect(await moves().handOvers()).toEqual([]);
			expect(await decided()).toEqual([]);
		});

		it('do not say whose contact moved', async () => {
			await desk.settle(await move('1', { about: 'account secret-tag' }), 'confirmed');
			const database = await connect();
			const rows = await database.transaction(
				'test',
				async (sql) => await sql.all('SELECT * FROM contact_assignment_moves'),
			);
			expect(rows).toHaveLength(1);
			expect(JSON.stringify(rows)).not.toMatch(/hl-1|move:|secret-tag/);
			await database.close();
		});
	});

	describe('deliveries', () => {
		it('are known once they were noted, for a week', async () => {
			const { deliveries } = store;
			await deliveries.note(['a', 'b', 'a'], desk.now);
			await deliveries.note(['b', 'c'], desk.now + DAY);
			expect(await deliveries.done(['a', 'b', 'd'])).toEqual(new Set(['a', 'b']));
			await deliveries.note(['e'], desk.now + 8 * DAY + 1);
			expect(await deliveries.done(['a', 'b', 'c'])).toEqual(new Set(['c']));
		});
	});

	describe('the tags that contacts had', () => {
		it('are not known at first, and then tell what is new', async () => {
			const { contactTags } = store;
			expect(await contactTags.unseen('nora', ['vip'], desk.now)).toBeNull();
			await contactTags.remember('nora', known('nora'), ['vip', 'web'], desk.now, desk.now);
			const later = desk.now + MINUTE;
			expect(await contactTags.unseen('nora', ['web', 'gold', 'vip'], later)).toEqual(['gold']);
			expect(await contactTags.unseen('nora', [], later)).toEqual([]);
			expect(await contactTags.unseen('ben', ['vip'], later)).toBeNull();
		});

		it('that were removed are new when they come back', async () => {
			const { contactTags } = store;
			await contactTags.remember('nora', known('nora'), ['vip'], desk.now, desk.now);
			await contactTags.remember('nora', known('nora'), [], desk.now + 1, desk.now);
			expect(await contactTags.unseen('nora', ['vip'], desk.now + 2)).toEqual(['vip']);
		});

		it('are the latest, whatever comes late', async () => {
			const { contactTags } = store;
			await contactTags.remember('nora', known('nora'), ['vip', 'web'], desk.now, desk.now);
			expect(await contactTags.unseen('nora', ['old'], desk.now - 1)).toEqual([]);
			await contactTags.remember('nora', known('nora'), ['old'], desk.now - 1, desk.now);
			expect(await contactTags.unseen('nora', ['vip', 'old'], desk.now)).toEqual(['old']);
		});

		it('are kept without saying whose and which they are', async () => {
			const { contactTags } = store;
			await contactTags.remember('nora', known('nora'), ['vip'], desk.now, desk.now);
			await contactTags.remember('ben', known('ben'), ['vip'], desk.now, desk.now);
			const database = await connect();
			const rows = await database.transaction(
				'test',
				async (sql) =>
					await sql.all<{ tags: string }>('SELECT * FROM contact_assignment_contact_tags'),
			);
			expect(JSON.stringify(rows)).not.toMatch(/nora|ben|vip/);
			expect(rows[0]?.tags).not.toBe(rows[1]?.tags);
			await database.close();
		});

		it('go on demand, and when nothing was heard of the contact for 400 days', async () => {
			const { contactTags } = store;
			await contactTags.remember('nora', known('nora'), ['vip'], desk.now, desk.now);
			expect(await contactTags.forget(known('nora'))).toBe(true);
			expect(await contactTags.forget(known('nora'))).toBe(false);
			expect(await contactTags.unseen('nora', ['vip'], desk.now)).toBeNull();

			await contactTags.remember('nora', known('nora'), ['vip'], desk.now, desk.now);
			await contactTags.remember('ben', known('ben'), ['vip'], desk.now, desk.now + 399 * DAY);
			await contactTags.remember('cleo', known('cleo'), ['vip'], desk.now, desk.now + 401 * DAY);
			expect(await contactTags.unseen('nora', ['vip'], desk.now)).toBeNull();
			expect(await contactTags.unseen('ben', ['vip'], desk.now)).toEqual([]);
		});

		it.each([
			['HighLevel’s ID', 'highLevel:nora', 'location', null],
			['the number', 'phone:nora', 'location', null],
			['either, when the sub-account was not told', 'phone:nora', null, null],
			['no ID of somebody else', 'highLevel:ben', 'location', []],
			['no number in another sub-account', 'phone:nora', 'elsewhere', []],
		])('are forgotten at all triggers by %s', async (_what, identity, locationId, left) => {
			const { contactTags } = store;
			for (const trigger of ['one', 'two']) {
				await contactTags.remember(trigger, known('nora', locationId), ['vip'], 1, 1);
			}
			await contactTags.forget({ locationId: 'location', identities: [identity] });
			for (const trigger of ['one', 'two']) {
				expect(await contactTags.unseen(trigger, ['vip'], 2)).toEqual(left);
			}
		});
	});

	describe('the tags of many contacts', () => {
		it('are told apart and kept together', async () => {
			const { contactTags } = store;
			const at = desk.now;
			await contactTags.rememberAll(
				[
					{ contact: 'nora', person: known('nora'), tags: ['vip'], at },
					{ contact: 'ben', person: known('ben'), tags: [], at },
				],
				at,
			);
			expect(
				await contactTags.unseenOfAll([
					{ contact: 'cleo', tags: ['vip'], at },
					{ contact: 'ben', tags: ['vip'], at },
					{ contact: 'nora', tags: ['vip', 'web'], at },
				]),
			).toEqual([null, ['vip'], ['web']]);
			expect(await contactTags.unseenOfAll([])).toEqual([]);
			await contactTags.rememberAll([], at);
		});

		it('are learnt only of those who were not seen yet', async () => {
			const { contactTags } = store;
			const at = desk.now;
			await contactTags.remember('nora', known('nora'), ['vip'], at, at);
			await contactTags.learn(
				['nora', 'ben'].map((contact) => ({
					contact,
					person: known(contact),
					tags: ['web'],
					at: at + 1,
				})),
				at,
			);
			expect(await contactTags.unseen('nora', ['vip', 'web'], at + 2)).toEqual(['web']);
			expect(await contactTags.unseen('ben', ['vip', 'web'], at + 2)).toEqual(['vip']);
		});
	});

	describe('positions', () => {
		it('are what was written last, under each name', async () => {
			const { positions } = store;
			expect(await positions.read('search')).toBeUndefined();
			await positions.write('search', { from: 1 });
			await positions.write('search', { from: 2, rest: null });
			await positions.write('version', { from: 3 });
			expect(await positions.read('search')).toEqual({ from: 2, rest: null });
			expect(await positions.read('version')).toEqual({ from: 3 });
		});

		it('do not say at which contact a search has come to a stop', async () => {
			await store.positions.write('search', { rest: { after: [1, 'hl-1'] } });
			const database = await connect();
			const rows = await database.transaction(
				'test',
				async (sql) => await sql.all('SELECT * FROM contact_assignment_meta'),
			);
			expect(rows).toHaveLength(3);
			expect(JSON.stringify(rows)).not.toContain('hl-1');
			await database.close();
		});
	});

	describe('the schema', () => {
		it('is made once when workers start at the same time', async () => {
			const workers = await Promise.all([worker(), worker(), worker(), worker()]);
			await desk.decide(desk.person('1'), null);
			for (const one of workers) {
				expect(await new LedgerFixture(one.ledger('location')).open()).toEqual([1, 0, 0]);
				await one.close();
			}
		});

		it("of the first version with tags becomes today's, with its owners", async () => {
			await desk.settle(
				await desk.decide(desk.person('x', { contact: MEXICO.before })),
				'confirmed',
			);
			const database = await connect();
			const secrets = new Secrets(await migrate(database));
			await database.transaction('test', async (sql) => {
				// As it was: each form of a number was a number of its own, and nothing could be moved.
				await sql.run('DELETE FROM contact_assignment_identities');
				await sql.run(
					`INSERT INTO contact_assignment_identities (scope, hash, contact)
					SELECT scope, ?, id FROM contact_assignment_contacts`,
					secrets.hash(`phone:${MEXICO.before.phone}`),
				);
				await sql.run('DROP TABLE contact_assignment_moves');
				await sql.run('DROP INDEX contact_assignment_contact_tags_known');
				await sql.run('DROP INDEX contact_assignment_contact_tags_also');
				for (const column of ['known_as', 'also_known_as']) {
					await sql.run(`ALTER TABLE contact_assignment_contact_tags DROP COLUMN ${column}`);
				}
				await sql.run(
					`INSERT INTO contact_assignment_contact_tags (contact, tags, at, seen_at)
					VALUES (?, '[]', 1, 1)`,
					secrets.hash('nora'),
				);
				await sql.run(`UPDATE contact_assignment_meta SET value = '3' WHERE name = 'version'`);
			});
			await database.close();
			const today = await worker();
			const now = new LedgerFixture(today.ledger('location'));
			expect(await now.write('y', { contact: { phone: '+14155550100' } })).toBe('assigned Ben');
			expect(await now.write('x', { contact: MEXICO.today })).toBe('kept Ann');
			expect(await now.write('x', { contact: MEXICO.before })).toBe('kept Ann');
			expect(await now.ledger.reassignments.handOvers()).toEqual([]);
			expect(await today.contactTags.unseen('nora', ['vip'], 2)).toEqual(['vip']);
			await today.contactTags.remember('nora', known('nora'), ['vip'], 2, desk.now);
			expect(await today.contactTags.forget(known('nora'))).toBe(true);
			await today.close();
		});

		it('of a newer version is refused', async () => {
			const database = await connect();
			await database.transaction('test', async (sql) => {
				await sql.run(`UPDATE contact_assignment_meta SET value = '99' WHERE name = 'version'`);
			});
			await expect(migrate(database)).rejects.toMatchObject({
				name: 'LedgerError',
				message: expect.stringContaining('newer version') as string,
				description: expect.stringContaining('Update this package') as string,
			});
			await database.close();
		});
	});
}
