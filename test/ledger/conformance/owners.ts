import { SUPPORT } from '../../routing/builders';
import { LedgerFixture, TEAM_PLAN } from '../ledgerFixture';
import { SEPARATE_PLAN, type Suite } from './suite';

/** Contacts that HighLevel shows without an owner. */
export function owners(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('a contact whose owner was taken off', () => {
		const off = async (user: string | null, name = '1') =>
			await fixture.ledger.clearOwners(
				[{ contact: fixture.named(name), user, contactId: 'c1' }],
				fixture.now,
			);

		it('is decided as somebody new, and does not go back', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
			await off(null);
			expect((await fixture.look('1')).owners).toBeNull();
			expect(await fixture.open()).toEqual([0, 0, 0]);
			const next = await fixture.decide(fixture.person('1'));
			expect(next.decision).toMatchObject({ outcome: 'assigned', user: { id: 'u2' } });
			await fixture.settle(next, 'released');
			expect((await fixture.look('1')).owners).toBeNull();
		});

		it.each([null, 'u1'])(
			'does not come back when a decision on its way fails (%s)',
			async (user) => {
				await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
				const other = new LedgerFixture(fixture.ledger, { ...TEAM_PLAN, owners: null });
				const next = await other.decide(fixture.person('1', { excludedUsers: ['u1'] }));
				expect(next.decision).toMatchObject({ outcome: 'assigned', owner: { previous: 'u1' } });
				await off(user);
				await fixture.settle(next, 'released');
				expect((await fixture.look('1')).owners).toBeNull();
			},
		);

		it('was a turn all the same', async () => {
			await fixture.decide(fixture.person('1'), null);
			const credits = await fixture.credits();
			await off(null);
			expect(await fixture.credits()).toEqual(credits);
			expect(
				await fixture.ledger.giveTurnBack(fixture.named('1'), 'spam', fixture.now),
			).toMatchObject({
				user: 'u1',
			});
		});

		it('keeps the owners of its other parts, who were not taken off', async () => {
			fixture = new LedgerFixture(suite.ledger('separate'), SEPARATE_PLAN);
			await fixture.write('1');
			await fixture.write('1', { account: SUPPORT });
			await off('u3');
			expect(await fixture.open()).toEqual([1, 1, 0]);
			await off('u1');
			const { owners } = await fixture.look('1');
			expect(owners?.primary).toBeNull();
			expect(Object.values(owners?.slots ?? {}).map((slot) => slot.user)).toEqual(['u2']);
			await off(null);
			expect((await fixture.look('1')).owners).toBeNull();
		});

		it('is shown without an owner, and others are not touched', async () => {
			await fixture.decide(fixture.person('1'));
			await fixture.decide(fixture.person('2'));
			await off(null);
			const [one, two] = await fixture.ledger.contactSnapshots(
				[fixture.named('1'), fixture.named('2')],
				0,
			);
			expect(one).toMatchObject({ contactId: 'c1', ownerId: null, tags: null });
			expect(two).toBeNull();
			expect((await fixture.look('2')).owners).not.toBeNull();
		});

		it('may be unknown', async () => {
			await off(null, 'nobody');
			expect(await fixture.ledger.contactSnapshots([fixture.named('nobody')], 0)).toEqual([null]);
		});
	});
}
