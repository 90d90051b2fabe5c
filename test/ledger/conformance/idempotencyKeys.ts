import type { LedgerFixture } from '../ledgerFixture';
import { DAY } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** What triggers have done with. */
export function idempotencyKeys(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('idempotency keys', () => {
		it('are known once they were noted, for a week', async () => {
			const { idempotencyKeys } = suite.store();
			await idempotencyKeys.note(['a', 'b', 'a'], fixture.now);
			await idempotencyKeys.note(['b', 'c'], fixture.now + DAY);
			expect(await idempotencyKeys.done(['a', 'b', 'd'])).toEqual(new Set(['a', 'b']));
			await idempotencyKeys.note(['e'], fixture.now + 8 * DAY + 1);
			expect(await idempotencyKeys.done(['a', 'b', 'c'])).toEqual(new Set(['c']));
		});
	});
}
