import type { ContactSnapshot } from '../../../routing/model/contactSnapshot';
import type { LedgerFixture } from '../ledgerFixture';
import { MINUTE } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** What HighLevel showed of contacts. */
export function snapshots(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('what HighLevel showed', () => {
		let snapshot: ContactSnapshot;
		beforeEach(() => {
			snapshot = {
				contactId: 'c77',
				ownerId: 'u1',
				tags: ['vip'],
				followers: null,
				at: fixture.now,
			};
		});
		const ask = async (since: number, ...names: string[]) =>
			await fixture.ledger.contactSnapshots(
				names.map((name) => fixture.named(name)),
				since,
			);

		it('is known for a while, by any identity', async () => {
			await fixture.settle(
				await fixture.decide(fixture.person('1')),
				'confirmed',
				['highLevel:c77'],
				snapshot,
			);
			const at = fixture.now;
			await fixture.settle(await fixture.decide(fixture.person('2')), 'released', [], {
				...snapshot,
				ownerId: null,
			});
			expect(await ask(at - 1, '1', 'unknown', '2')).toEqual([
				snapshot,
				null,
				{ ...snapshot, ownerId: null },
			]);
			expect(await fixture.ledger.contactSnapshots([['highLevel:c77']], at - 1)).toEqual([
				snapshot,
			]);
			expect(await ask(at, '1')).toEqual([null]);
		});

		it('is still known when the contact turns out to be another one as well', async () => {
			const number = await fixture.decide(fixture.person('1'));
			await fixture.settle(number, 'confirmed', [], { ...snapshot, ownerId: 'u2' });
			fixture.now += MINUTE;
			const byId = { contact: { phone: null, whatsappUserId: 'US.1' } };
			const userId = await fixture.decide(fixture.person('x', byId));
			const later = { ...snapshot, contactId: 'c78', at: fixture.now };
			await fixture.settle(userId, 'confirmed', [], later);
			await fixture.decide(fixture.person('1', { contact: { whatsappUserId: 'US.1' } }));
			expect(await ask(0, '1')).toEqual([later]);
			// What came earlier than that is still too early.
			await fixture.settle(number, 'confirmed', [], snapshot);
			expect(await ask(0, '1')).toEqual([later]);
		});

		it('is replaced by what it showed last, and forgotten with the contact', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed', [], snapshot);
			fixture.now += MINUTE;
			const later = { ...snapshot, ownerId: 'u2', at: fixture.now };
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed', [], later);
			await fixture.decide(fixture.person('1'));
			expect(await ask(0, '1')).toEqual([later]);
			// What was seen before that comes too late, and is no reason to trust it for longer.
			fixture.now += MINUTE;
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed', [], snapshot);
			expect(await ask(0, '1')).toEqual([later]);
			await fixture.ledger.forget(fixture.named('1'), fixture.now);
			expect(await ask(0, '1')).toEqual([null]);
		});
	});
}
