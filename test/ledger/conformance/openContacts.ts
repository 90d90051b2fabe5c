import { LedgerFixture, TEAM_PLAN } from '../ledgerFixture';
import { DAY } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** Which contacts their owners still carry. */
export function openContacts(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('open contacts', () => {
		it('are closed by hand, and open again when they write', async () => {
			await fixture.decide(fixture.person('1'), null);
			expect(await fixture.ledger.close(fixture.named('1'), fixture.now)).toBe(true);
			expect(await fixture.open()).toEqual([0, 0, 0]);
			expect(await fixture.write('1')).toBe('kept Ann');
			expect(await fixture.open()).toEqual([1, 0, 0]);
			expect(await fixture.ledger.close(fixture.named('unknown'), fixture.now)).toBe(false);
		});

		it('stop counting when they have been silent for as long as the plan says', async () => {
			const short = new LedgerFixture(suite.ledger('stale'), { ...TEAM_PLAN, staleAfterDays: 3 });
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

	describe('contacts that are open', () => {
		it('are those that somebody has, that are not closed, and that were heard of', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
			await fixture.settle(await fixture.decide(fixture.person('2')), 'confirmed');
			await fixture.ledger.close(fixture.named('2'), fixture.now);
			const asked = ['1', '2', '3'].map((name) => fixture.named(name));
			expect(await fixture.ledger.areOpen(asked, fixture.now - DAY)).toEqual([true, false, false]);
			expect(await fixture.ledger.areOpen(asked, fixture.now)).toEqual([false, false, false]);
			expect(await fixture.ledger.areOpen([], fixture.now)).toEqual([]);
			const other = suite.ledger('other location');
			expect(await other.areOpen(asked, fixture.now - DAY)).toEqual([false, false, false]);
		});
	});
}
