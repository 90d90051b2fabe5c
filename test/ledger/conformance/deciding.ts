import { OFFICE, byId } from '../../routing/builders';
import { LedgerFixture, TEAM_PLAN } from '../ledgerFixture';
import { DAY, MINUTE } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** A key is decided once, whoever asks. */
export function deciding(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('decides once', () => {
		it('gives the same decision to the same key and moves nothing', async () => {
			const message = fixture.person('1');
			const first = await fixture.decide(message);
			const credits = await fixture.credits();
			fixture.now += MINUTE;
			const second = await fixture.decide(message);
			expect(second).toMatchObject({ id: first.id, repeated: true });
			expect(second.decision).toMatchObject({
				outcome: 'assigned',
				user: first.decision.user,
				receipt: { sentence: first.decision.receipt.sentence },
			});
			expect(await fixture.credits()).toEqual(credits);
			expect(await fixture.open()).toEqual([1, 0, 0]);
		});

		it('remembers what was decided, without being asked again', async () => {
			const message = fixture.person('1');
			const { id } = await fixture.decide(message);
			const known = await suite.ledger('location').recall([message.key, 'other'], fixture.now);
			expect([...known.keys()]).toEqual([message.key]);
			expect(known.get(message.key)).toMatchObject({ id, repeated: true });
		});

		it('decides a key once when it comes twice in a batch', async () => {
			const message = fixture.person('1');
			const results = await fixture.ledger.decide(
				[fixture.request(message), fixture.request(fixture.person('2')), fixture.request(message)],
				fixture.now,
				null,
			);
			expect(results.map(({ repeated }) => repeated)).toEqual([false, false, true]);
			expect(results[2]?.decision.user).toEqual(results[0]?.decision.user);
			expect(await fixture.open()).toEqual([1, 1, 0]);
		});

		it('decides a key once when several workers get it at once', async () => {
			const workers = await Promise.all([suite.worker(), suite.worker(), suite.worker()]);
			const messages = Array.from({ length: 30 }, (_, i) => fixture.person(String(i % 10)));
			const results = await Promise.all(
				messages.map(async (_, i) => {
					const ledger = workers[i % 3]?.ledger('location');
					const request = fixture.request({ ...(messages[i % 10] ?? messages[0]!) });
					return (await ledger?.decide([request], fixture.now, null))?.[0];
				}),
			);
			const firsts = results.filter((result) => result?.repeated === false);
			expect(firsts).toHaveLength(10);
			for (let i = 0; i < 10; i++) {
				const users = [0, 10, 20].map((more) => results[i + more]?.decision.user?.id);
				expect(new Set(users).size).toBe(1);
			}
			expect((await fixture.open()).sort()).toEqual([3, 3, 4]);
			await Promise.all(workers.map(async (one) => await one.close()));
		});

		it('keeps nothing of a batch in which a decision cannot be made', async () => {
			const broken = {
				...fixture.request(fixture.person('2')),
				decide: () => {
					// As Node's own errors have it, which come of no store.
					throw Object.assign(new RangeError('broken'), { code: 'ERR_OUT_OF_RANGE' });
				},
			};
			const first = fixture.person('1');
			await expect(
				fixture.ledger.decide([fixture.request(first), broken], fixture.now, null),
			).rejects.toThrow(RangeError);
			expect(await fixture.open()).toEqual([0, 0, 0]);
			expect((await fixture.decide(first)).repeated).toBe(false);
		});

		it('decides anew about who was told to wait, once somebody may be there', async () => {
			const planned = new LedgerFixture(suite.ledger('office'), {
				...TEAM_PLAN,
				whenNobody: 'wait',
				schedules: [OFFICE],
				people: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id), works: 'Office' })),
			});
			planned.now = Date.parse('2026-03-04T08:00:00-05:00');
			const message = planned.person('1');
			const first = await planned.decide(message);
			expect(first.decision).toMatchObject({
				outcome: 'waiting',
				availableAt: '2026-03-04T14:00:00.000Z',
			});
			planned.now += 30 * MINUTE;
			expect(await planned.decide(message)).toMatchObject({ repeated: true });
			planned.now += 30 * MINUTE;
			const second = await planned.decide(message);
			expect(second).toMatchObject({
				id: first.id,
				repeated: false,
				decision: { outcome: 'assigned', user: { name: 'Ann' } },
			});
			expect(await planned.decide(message)).toMatchObject({ repeated: true });
			await planned.settle(second, 'confirmed');
			expect(await planned.open()).toEqual([1, 0, 0]);
		});

		it('decides anew about who was told to wait while somebody is only full', async () => {
			const planned = new LedgerFixture(suite.ledger('full'), {
				...TEAM_PLAN,
				whenNobody: 'wait',
				schedules: [OFFICE],
				people: [
					{ user: byId('u1'), capacity: 1 },
					{ user: byId('u2'), works: 'Office' },
					{ user: byId('u3'), works: 'Office' },
				],
			});
			planned.now = Date.parse('2026-03-04T08:00:00-05:00');
			await planned.decide(planned.person('1'));
			const message = planned.person('2');
			const first = await planned.decide(message);
			expect(first.decision).toMatchObject({
				outcome: 'waiting',
				availableAt: '2026-03-04T14:00:00.000Z',
			});
			planned.now += MINUTE;
			await planned.ledger.close(planned.named('1'), planned.now);
			expect(await planned.decide(message)).toMatchObject({
				id: first.id,
				repeated: false,
				decision: { outcome: 'assigned', user: { name: 'Ann' } },
			});
		});

		it('decides anew about who was told to wait once a limit has ended', async () => {
			const planned = new LedgerFixture(suite.ledger('limit'), {
				...TEAM_PLAN,
				whenNobody: 'wait',
				people: ['u1', 'u2', 'u3'].map((id, i) => ({
					user: byId(id),
					limits: [{ max: i === 0 ? 1 : 0, per: 'hour', window: 'rolling' }],
				})),
			});
			await planned.settle(await planned.decide(planned.person('1')), 'confirmed');
			planned.now += 20 * MINUTE;
			const message = planned.person('2');
			const { decision } = await planned.decide(message);
			const availableAt = new Date(planned.now + 40 * MINUTE).toISOString();
			expect(decision).toMatchObject({ outcome: 'waiting', availableAt });
			planned.now += 39 * MINUTE;
			expect(await planned.decide(message)).toMatchObject({ repeated: true });
			planned.now += MINUTE;
			expect((await planned.decide(message)).decision.user?.name).toBe('Ann');
		});

		it('keeps locations apart', async () => {
			const message = fixture.person('1');
			await fixture.decide(message);
			const other = new LedgerFixture(suite.ledger('other location'));
			expect((await other.decide(message)).repeated).toBe(false);
			expect(await other.open()).toEqual([1, 0, 0]);
		});
	});

	it('remembers whom HighLevel showed as the owner when it was decided', async () => {
		const message = fixture.person('1', { contact: { ownerId: 'u4' } });
		expect((await fixture.decide(message)).decision).toMatchObject({ seenOwner: 'u4' });
		// Delivered again, before anybody asked HighLevel.
		const again = { ...message, contact: { ...message.contact, ownerId: undefined } };
		expect((await fixture.decide(again)).decision).toMatchObject({ seenOwner: 'u4' });
		const known = await suite.worker();
		const recalled = await known.ledger('location').recall([message.key], fixture.now);
		expect(recalled.get(message.key)?.decision).toMatchObject({ seenOwner: 'u4' });
		await known.close();
	});

	it('decides anew what was decided so long ago that only its assignment is kept', async () => {
		const rules = new LedgerFixture(suite.ledger('rules'), { ...TEAM_PLAN, owners: null });
		const message = rules.person('1');
		await rules.decide(message, null);
		rules.now += 31 * DAY;
		await rules.decide(rules.person('2'), null);
		expect(await rules.decide(message, null)).toMatchObject({
			repeated: false,
			decision: { outcome: 'assigned', user: { name: 'Cleo' } },
		});
	});
}
