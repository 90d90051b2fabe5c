import { identitiesOf } from '../../../routing/model/touch';
import { SALES, SUPPORT } from '../../routing/builders';
import { LedgerFixture } from '../ledgerFixture';
import { MINUTE } from '../../../routing/model/durations';
import { SEPARATE_PLAN, type Suite } from './suite';

/** Who is one person, and who turns out to be. */
export function identities(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('one person', () => {
		const bsuid = { phone: null, whatsappUserId: 'US.1' };

		it('is known by HighLevel’s ID once the assignment was confirmed', async () => {
			const recorded = await fixture.decide(fixture.person('1'));
			await fixture.settle(recorded, 'confirmed', ['highLevel:c77']);
			expect(await fixture.write('x', { contact: { id: 'c77', phone: null } })).toBe('kept Ann');
		});

		it('is known by nothing of another contact, though that was assigned', async () => {
			await fixture.write('2', { contact: { id: 'c78' } });
			fixture.now += MINUTE;
			const recorded = await fixture.decide(fixture.person('1'));
			const snapshot = {
				contactId: 'c78',
				ownerId: 'u2',
				tags: [],
				followers: null,
				at: fixture.now,
			};
			const shownAs = fixture.named('2', { id: 'c78' });
			for (const outcome of ['confirmed', 'released'] as const) {
				await fixture.settle(recorded, outcome, ['highLevel:c78'], snapshot, shownAs);
				await fixture.settle(recorded, outcome, ['highLevel:c78'], snapshot, []);
			}
			expect(recorded.decision.user?.name).toBe('Ben');
			expect(await fixture.write('1')).toBe('kept Ben');
			expect(await fixture.write('2')).toBe('kept Ann');
			const names = [fixture.named('1'), ['highLevel:c78']];
			expect(await fixture.ledger.contactSnapshots(names, 0)).toEqual([null, null]);
		});

		it('is known by HighLevel’s ID when another form of the number is shown', async () => {
			const mexican = { contact: { phone: '+5215512345678' } };
			const recorded = await fixture.decide(fixture.person('x', mexican));
			const shownAs = identitiesOf({ id: 'c77', phone: '+525512345678' });
			await fixture.settle(recorded, 'confirmed', ['highLevel:c77'], null, shownAs);
			expect(await fixture.write('y', { contact: { id: 'c77', phone: null } })).toBe('kept Ann');
		});

		it('is known by phone and by WhatsApp user ID', async () => {
			await fixture.write('1', { contact: { whatsappUserId: 'US.1' } });
			expect(await fixture.write('x', { contact: bsuid })).toBe('kept Ann');
			expect(await fixture.write('1')).toBe('kept Ann');
		});

		it('stays the same when WhatsApp announces a new user ID or number', async () => {
			await fixture.write('1', { contact: { whatsappUserId: 'US.1' } });
			await fixture.write('1', {
				contact: {
					whatsappUserId: 'US.1',
					alsoKnownAs: { whatsappUserId: 'US.2', phone: '+14155550199' },
				},
			});
			expect(await fixture.write('x', { contact: { phone: null, whatsappUserId: 'US.2' } })).toBe(
				'kept Ann',
			);
			expect(await fixture.write('x', { contact: { phone: '+14155550199' } })).toBe('kept Ann');
		});

		it('who turns out to be two contacts becomes one: the last owner stays', async () => {
			await fixture.write('1');
			fixture.now += MINUTE;
			expect(await fixture.write('x', { contact: bsuid })).toBe('assigned Ben');
			fixture.now += MINUTE;
			expect(await fixture.write('1', { contact: { whatsappUserId: 'US.1' } })).toBe('kept Ben');
			expect(await fixture.open()).toEqual([0, 1, 0]);
			expect(await fixture.write('x', { contact: bsuid })).toBe('kept Ben');
		});

		it('who turns out to be two contacts within one batch becomes one', async () => {
			const results = await fixture.ledger.decide(
				[
					fixture.request(fixture.person('1')),
					fixture.request(fixture.person('x', { contact: bsuid })),
					fixture.request(fixture.person('1', { contact: { whatsappUserId: 'US.1' } })),
				],
				fixture.now,
				null,
			);
			expect(results.map(({ decision }) => decision.user?.name)).toEqual(['Ann', 'Ann', 'Ann']);
		});

		it('without any identity is somebody new each time', async () => {
			const contact = { id: null, phone: null };
			expect(await fixture.write('x', { contact })).toBe('assigned Ann');
			expect(await fixture.write('x', { contact })).toBe('assigned Ben');
		});

		it('may have an owner for each account', async () => {
			const separate = new LedgerFixture(suite.ledger('separate'), SEPARATE_PLAN);
			await separate.write('1');
			await separate.write('1', { account: SUPPORT });
			const { owners } = await separate.look('1');
			expect(owners?.primary).toBe(`account:${SALES.id}`);
			expect(Object.values(owners?.slots ?? {}).map((slot) => slot.user)).toEqual(['u1', 'u2']);
			expect(await separate.open()).toEqual([1, 1, 0]);
		});
	});
}
