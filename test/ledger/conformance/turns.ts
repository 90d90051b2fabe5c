import { SALES, byId, user } from '../../routing/builders';
import { LedgerFixture, TEAM_PLAN } from '../ledgerFixture';
import type { Suite } from './suite';

/** Turns are fair, and can be given back. */
export function turns(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('turns', () => {
		it('are fair within one, whichever workers take them', async () => {
			const workers = await Promise.all([suite.worker(), suite.worker()]);
			await Promise.all(
				Array.from({ length: 100 }, async (_, i) => {
					const ledger = workers[i % 2]?.ledger('location');
					await ledger?.decide([fixture.request(fixture.person(String(i)))], fixture.now + i, null);
				}),
			);
			expect((await fixture.open()).sort()).toEqual([33, 33, 34]);
			await Promise.all(workers.map(async (one) => await one.close()));
		});

		it('come out the same in one batch as one by one', async () => {
			const messages = Array.from({ length: 12 }, (_, i) => fixture.person(String(i % 8)));
			const batch = await fixture.ledger.decide(
				messages.map((message) => fixture.request(message)),
				fixture.now,
				null,
			);
			const other = new LedgerFixture(suite.ledger('other'));
			const single = [];
			for (const message of messages) single.push(await other.decide(message, null));
			expect(batch.map(({ decision }) => decision)).toEqual(single.map(({ decision }) => decision));
			expect(await fixture.credits()).toEqual(await other.credits());
			expect(await fixture.look('3')).toEqual(await other.look('3'));
		});

		it('see the capacity that a batch itself uses up', async () => {
			const full = new LedgerFixture(suite.ledger('capacity'), {
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

	describe('a turn that was worth nothing', () => {
		it('goes back with a reason, once, and can be taken again', async () => {
			await fixture.settle(await fixture.decide(fixture.person('1')), 'confirmed');
			const taken = await fixture.credits();
			const given = await fixture.ledger.giveTurnBack(
				fixture.named('1'),
				'Wrong Number',
				fixture.now,
			);
			expect(given).toEqual({
				user: 'u1',
				team: 'Sales',
				assignedAt: fixture.now,
				reason: 'Wrong Number',
			});
			expect(await fixture.open()).toEqual([0, 0, 0]);
			expect(await fixture.credits()).toEqual([0, 0, 0]);
			expect((await fixture.look('1')).owners?.slots['*']?.user).toBe('u1');
			expect(
				await fixture.ledger.giveTurnBack(fixture.named('1'), 'Again', fixture.now),
			).toBeNull();

			const again = await fixture.ledger.takeTurnAgain(fixture.named('1'), fixture.now);
			expect(again).toEqual(given);
			expect(await fixture.credits()).toEqual(taken);
			expect(await fixture.open()).toEqual([1, 0, 0]);
			expect(await fixture.ledger.takeTurnAgain(fixture.named('1'), fixture.now)).toBeNull();
		});

		it('counts for no limit', async () => {
			const limited = new LedgerFixture(suite.ledger('limits'), {
				rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') }],
				people: [{ user: byId('u1'), limits: [{ max: 1, per: 'day', window: 'rolling' }] }],
			});
			await limited.decide(limited.person('1'), null);
			expect(await limited.write('2')).toBe('waiting -');
			await limited.ledger.giveTurnBack(limited.named('1'), 'Spam', limited.now);
			expect(await limited.write('3')).toBe('assigned Ann');
		});

		it('is nobody’s when the contact is unknown', async () => {
			expect(await fixture.ledger.giveTurnBack(fixture.named('1'), 'Spam', fixture.now)).toBeNull();
		});
	});
}
