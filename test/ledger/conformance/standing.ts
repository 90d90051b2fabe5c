import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { Recorded } from '../../../ledger/ledger';
import { user } from '../../routing/builders';
import { LedgerFixture, RESERVED_MS, TEAM_PLAN } from '../ledgerFixture';
import type { Suite } from './suite';

/** How decisions stand when they are carried out late, again, or in another order. */
export function standing(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});
	/** The rule names this person, and decides every time. */
	const ruleFor = (id: string) => {
		const rules = [{ ...TEAM_PLAN.rules[0], target: user(id) }];
		const ruled = new LedgerFixture(fixture.ledger, { rules, owners: null });
		ruled.now = fixture.now;
		return ruled;
	};
	/** The next message of somebody, which the rules give to this person. */
	const give = async (id: string, name = '1') => {
		fixture.now += MINUTE;
		return await ruleFor(id).decide(fixture.person(name));
	};
	/** The next message of somebody whom the owner keeps, or who is nobody's. */
	const next = async () => {
		fixture.now += MINUTE;
		return await fixture.decide(fixture.person('1'));
	};
	const standingOf = async ({ id }: Recorded) => await fixture.ledger.standing(id, fixture.now);

	describe('a decision', () => {
		it('stands open until it was carried out, and then it was, for good', async () => {
			const first = await give('u1');
			expect(await standingOf(first)).toBe('open');
			await fixture.settle(first, 'confirmed');
			expect(await standingOf(first)).toBe('carriedOut');
			await fixture.settle(first, 'released');
			expect(await standingOf(first)).toBe('carriedOut');
			expect(await standingOf({ ...first, id: 'unknown' })).toBe('open');
		});

		it('that counts at once was not carried out for that reason', async () => {
			expect(await standingOf(await fixture.decide(fixture.person('1'), null))).toBe('open');
		});

		it('is overtaken by the next one for somebody else, carried out or not', async () => {
			const first = await give('u1');
			const other = await give('u2', '2');
			const second = await give('u2');
			expect(await standingOf(first)).toBe('overtaken');
			expect(await standingOf(other)).toBe('open');
			expect(await standingOf(second)).toBe('open');
			await fixture.settle(second, 'confirmed');
			expect(await standingOf(first)).toBe('overtaken');
		});

		it('stands open again when nothing came of the next one', async () => {
			const first = await give('u1');
			await fixture.settle(await give('u2'), 'released');
			expect(await standingOf(first)).toBe('open');
			await give('u2');
			fixture.now += RESERVED_MS;
			expect(await standingOf(first)).toBe('open');
		});

		it('that expired stands open, unless somebody else came later', async () => {
			const first = await give('u1');
			fixture.now += HOUR;
			expect(await standingOf(first)).toBe('open');
			await give('u2');
			expect(await standingOf(first)).toBe('overtaken');
		});

		it('is not overtaken by one for the same person', async () => {
			const first = await give('u1');
			const second = await next();
			expect(second.decision.outcome).toBe('kept');
			expect(await standingOf(first)).toBe('open');
			await fixture.settle(second, 'confirmed');
			expect(await standingOf(first)).toBe('open');
			expect(await standingOf(second)).toBe('carriedOut');
		});

		it('to keep the owner is overtaken, too', async () => {
			await give('u1');
			const kept = await next();
			await give('u3');
			expect(await standingOf(kept)).toBe('overtaken');
		});

		it('of the same instant is overtaken once the last one was carried out', async () => {
			const requests = ['u1', 'u2', 'u3'].map((id) => ruleFor(id).request(fixture.person('1')));
			const decided = await fixture.ledger.decide(requests, fixture.now, RESERVED_MS);
			const all = async () => {
				const standings: string[] = [];
				for (const one of decided) standings.push(await standingOf(one));
				return standings;
			};
			expect(await all()).toEqual(['open', 'open', 'open']);
			await fixture.settle(decided[2] as Recorded, 'confirmed');
			expect(await all()).toEqual(['overtaken', 'overtaken', 'carriedOut']);
		});
	});

	describe('a decision that is withdrawn', () => {
		it('gives its turn and the owner back, and is made anew', async () => {
			const one = fixture.person('1');
			for (const reserveFor of [RESERVED_MS, null]) {
				const first = await fixture.decide(one, reserveFor);
				expect(first).toMatchObject({ repeated: false, decision: { user: { name: 'Ann' } } });
				await fixture.settle(first, 'withdrawn');
				expect(await fixture.open()).toEqual([0, 0, 0]);
				expect(await fixture.credits()).toEqual([0, 0, 0]);
			}
			expect(await fixture.ledger.recall([one.key], fixture.now)).toEqual(new Map());
			expect(await fixture.write('2')).toBe('assigned Ann');
			const again = await fixture.decide(one);
			expect(again).toMatchObject({ repeated: false, decision: { user: { name: 'Ben' } } });
			await fixture.settle(again, 'confirmed');
			expect(await fixture.write('1')).toBe('kept Ben');
		});

		it('to keep the owner leaves the owner alone', async () => {
			await fixture.settle(await next(), 'confirmed');
			const one = fixture.person('1');
			await fixture.settle(await fixture.decide(one), 'withdrawn');
			expect(await fixture.open()).toEqual([1, 0, 0]);
			expect(await fixture.decide(one)).toMatchObject({
				repeated: false,
				decision: { outcome: 'kept', user: { name: 'Ann' } },
			});
		});

		it('stays when it was carried out', async () => {
			const one = fixture.person('1');
			const first = await fixture.decide(one);
			await fixture.settle(first, 'confirmed');
			await fixture.settle(first, 'withdrawn');
			expect(await fixture.decide(one)).toMatchObject({ repeated: true });
		});
	});
}
