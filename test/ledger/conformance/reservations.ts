import { byId, user } from '../../routing/builders';
import { LedgerFixture, RESERVED_MS, TEAM_PLAN } from '../ledgerFixture';
import type { Suite } from './suite';

/** What becomes of an assignment that waits to be confirmed. */
export function reservations(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('reservations', () => {
		it('count until they expire; then everything is as before', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
			const before = await fixture.look('2');
			await fixture.decide(fixture.person('2'));
			expect(await fixture.open()).toEqual([1, 1, 0]);
			fixture.now += RESERVED_MS - 1;
			expect(await fixture.open()).toEqual([1, 1, 0]);
			fixture.now += 1;
			const after = await fixture.look('2');
			expect(after.owners).toBeNull();
			expect(after.loads).toEqual(before.loads);
			expect(await fixture.credits()).toEqual([-667, 333, 333]);
			expect(await fixture.write('3')).toBe('assigned Ben');
		});

		it('stay when they are confirmed', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
			fixture.now += 10 * RESERVED_MS;
			expect(await fixture.open()).toEqual([1, 0, 0]);
			expect(await fixture.write('1')).toBe('kept Ann');
		});

		it('count for good at once, when nobody is to confirm', async () => {
			await fixture.decide(fixture.person('1'), null);
			fixture.now += 10 * RESERVED_MS;
			expect(await fixture.open()).toEqual([1, 0, 0]);
		});

		it('go back when the assignment failed', async () => {
			const recorded = await fixture.decide(fixture.person('1'));
			await fixture.settle(recorded, 'released');
			expect(await fixture.open()).toEqual([0, 0, 0]);
			expect((await fixture.look('1')).owners).toBeNull();
			expect((await fixture.look('1')).loads?.u1?.lastAssignedAt).toBeNull();
			expect(await fixture.write('2')).toBe('assigned Ann');
		});

		it('cannot be released once they are confirmed, nor by who only kept the owner', async () => {
			const first = await fixture.decide(fixture.person('1'));
			const second = await fixture.decide(fixture.person('1'));
			await fixture.settle(second, 'released');
			expect(await fixture.open()).toEqual([1, 0, 0]);
			await fixture.settle(second, 'confirmed');
			await fixture.settle(first, 'released');
			fixture.now += 10 * RESERVED_MS;
			expect(await fixture.open()).toEqual([1, 0, 0]);
		});

		it('live again when they are confirmed late', async () => {
			const first = await fixture.decide(fixture.person('1'));
			fixture.now += RESERVED_MS;
			expect(await fixture.write('2')).toBe('assigned Ann');
			await fixture.settle(first, 'confirmed');
			expect(await fixture.open()).toEqual([2, 0, 0]);
			expect(await fixture.write('3')).toBe('assigned Ben');
			expect(await fixture.write('4')).toBe('assigned Cleo');
			expect(await fixture.write('1')).toBe('kept Ann');
		});

		it('confirmed late do not take the contact from who was decided on since', async () => {
			const ruleFor = (id: string) => {
				const rules = [{ ...TEAM_PLAN.rules[0], target: user(id) }];
				const one = new LedgerFixture(suite.ledger('late'), { rules, owners: null });
				one.now = fixture.now;
				return one;
			};
			const first = ruleFor('u1');
			const expired = await first.decide(first.person('1'));
			fixture.now += RESERVED_MS;
			const second = ruleFor('u2');
			const stands = await second.decide(second.person('1'));
			first.now = fixture.now;
			await first.settle(expired, 'confirmed');
			const owner = async () => (await second.look('1')).owners?.slots['*']?.user;
			expect(await owner()).toBe('u2');
			await second.settle(stands, 'released');
			expect(await owner()).toBe('u1');
		});

		it('give the contact back to the owner of before', async () => {
			const leave = { ...TEAM_PLAN, owners: { mode: 'first', whenUnavailable: 'reassign' } };
			const before = new LedgerFixture(suite.ledger('before'), leave);
			await before.settle(await before.decide(before.person('1')), 'confirmed');
			const away = new LedgerFixture(suite.ledger('before'), {
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
			const first = await fixture.decide(fixture.person('1'));
			const elsewhere = new LedgerFixture(fixture.ledger, { ...TEAM_PLAN, owners: null });
			const second = await elsewhere.decide(elsewhere.person('1', { key: 'second' }));
			expect(second.decision.user?.name).toBe('Ben');
			await fixture.settle(first, 'released');
			expect((await fixture.look('1')).owners?.slots['*']?.user).toBe('u2');
			await elsewhere.settle(second, 'released');
			expect((await fixture.look('1')).owners).toBeNull();
		});

		it('are unknown to who never made them', async () => {
			await fixture.ledger.settle(
				[{ id: 'no such id', shownAs: [], snapshot: null, outcome: 'confirmed', alsoKnownAs: [] }],
				0,
			);
			expect(await fixture.open()).toEqual([0, 0, 0]);
		});
	});
}
