import { DAY, MINUTE } from '../../../routing/model/durations';
import { WaitsFixture, ANSWER_PLAN } from '../waitsFixture';
import type { Suite } from './suite';

/** What is kept of plans and people, for nodes that have none. */
export function keptPlans(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'));
	});
	/** As another worker, that has held nothing ready. */
	async function elsewhere<T>(work: (other: WaitsFixture) => Promise<T>): Promise<T> {
		const worker = await suite.worker();
		const result = await work(new WaitsFixture(worker.ledger('location')));
		await worker.close();
		return result;
	}

	describe('plans', () => {
		it('are kept from their first use, with what was known of people', async () => {
			const { hash, staffHash } = fixture.kept;
			expect(await fixture.ledger.plans.latest()).toBeNull();
			expect(await fixture.ledger.plans.find(hash, staffHash)).toBeNull();
			await fixture.ask('1');
			await elsewhere(async ({ ledger }) => {
				expect(await ledger.plans.find(hash, staffHash)).toEqual(fixture.kept);
				expect(await ledger.plans.latest()).toEqual(fixture.kept);
				expect(await ledger.plans.find(hash, 'other')).toBeNull();
				expect(await suite.ledger('other').plans.latest()).toBeNull();
			});
		});

		it('are the same objects each time, by which others know what they have compiled', async () => {
			await fixture.ask('1');
			await elsewhere(async ({ ledger }) => {
				const [one, other] = [await ledger.plans.latest(), await ledger.plans.latest()];
				expect(one?.plan).toBe(other?.plan);
				expect(one?.staff).toBe(other?.staff);
			});
		});

		it('that decided last are the latest, also when they did before', async () => {
			const other = new WaitsFixture(fixture.ledger, { ...ANSWER_PLAN, timeZone: 'Europe/Paris' });
			const latest = async () => (await fixture.ledger.plans.latest())?.plan.timeZone;
			await fixture.ask('1');
			other.now = fixture.now += 1000;
			await other.ask('2');
			expect(await latest()).toBe('Europe/Paris');
			fixture.now += 1000;
			await fixture.ask('3');
			expect(await latest()).toBe('UTC');
		});

		it('name the locations in which they have decided, but no test runs', async () => {
			await fixture.ask('1');
			await new WaitsFixture(suite.ledger('location test runs')).ask('2');
			expect(await suite.store().locations()).toEqual(['location']);
		});

		it('tell what those were called who have left since', async () => {
			const { users } = fixture.kept.staff;
			const [gone, ...rest] = users;
			const learn = async (left: typeof users, readAt: number) =>
				await suite.store().users.learn('location', {
					listed: left.map(({ id }) => id),
					deleted: [],
					complete: true,
					readAt,
				});
			await learn(users, fixture.now);
			await fixture.ask('1');
			expect(await fixture.ledger.plans.departedNames()).toEqual({});
			await learn(rest, fixture.now + 1000);
			const names = gone && { [gone.id]: gone.name };
			expect(await fixture.ledger.plans.departedNames()).toEqual(names);
			expect(await suite.ledger('other').plans.departedNames()).toEqual({});
		});

		it('go when they have not decided for as long as assignments are kept', async () => {
			await fixture.ask('1');
			fixture.now += 300 * DAY;
			await fixture.ask('2');
			fixture.now += 399 * DAY;
			await new WaitsFixture(suite.ledger('other')).ledger.decide([], fixture.now, null);
			await fixture.ledger.preview([fixture.request(fixture.person('3'))], fixture.now, 'series');
			expect(await elsewhere(async ({ ledger }) => await ledger.plans.latest())).not.toBeNull();
			fixture.now += 2 * DAY;
			await fixture.ledger.preview([fixture.request(fixture.person('3'))], fixture.now, 'series');
			await suite.store().idle();
			expect(await elsewhere(async ({ ledger }) => await ledger.plans.latest())).toBeNull();
		});
	});

	describe('a pause', () => {
		it('lasts until its time, or until somebody ends it', async () => {
			const { pauses } = fixture.ledger;
			await pauses.pause('u1', fixture.at(10), fixture.now);
			await pauses.pause('u2', null, fixture.at(1));
			expect(await pauses.all(fixture.at(2))).toEqual([
				{ user: 'u1', until: fixture.at(10), since: fixture.at(0) },
				{ user: 'u2', until: null, since: fixture.at(1) },
			]);
			expect((await fixture.look('1')).paused).toEqual({ u1: fixture.at(10), u2: null });
			expect((await fixture.ask('1')).decision.user?.name).toBe('Cleo');
			fixture.now = fixture.at(10);
			expect((await fixture.look('1')).paused).toEqual({ u2: null });
			expect(await pauses.resume('u1', fixture.now)).toBe(false);
			expect(await pauses.resume('u2', fixture.now)).toBe(true);
			expect((await fixture.look('1')).paused).toBeUndefined();
		});

		it('of the same person takes the place of the one before, and is of its location', async () => {
			const { pauses } = fixture.ledger;
			await pauses.pause('u1', null, fixture.now);
			await pauses.pause('u1', fixture.at(5), fixture.at(1));
			expect(await pauses.all(fixture.at(2))).toEqual([
				{ user: 'u1', until: fixture.at(5), since: fixture.at(1) },
			]);
			expect(await suite.ledger('other').pauses.all(fixture.at(2))).toEqual([]);
		});
	});

	describe('records', () => {
		it('have the last decisions and the history of a contact', async () => {
			expect(await fixture.ledger.records.historyOf(fixture.named('1'))).toBeNull();
			const first = await fixture.ask('1');
			fixture.now += MINUTE;
			const second = await fixture.ask('2');
			await fixture.settle(second, 'confirmed', ['highLevel:c2'], {
				...{ contactId: 'c2', ownerId: 'u2', tags: [], followers: [], at: fixture.now },
			});
			const { records } = fixture.ledger;
			const latest = {
				...{ id: second.id, at: fixture.at(1), contactId: 'c2', carriedOutAt: fixture.at(1) },
				decision: { outcome: 'assigned', user: { id: 'u2' } },
			};
			expect(await records.lastDecisions(1)).toMatchObject([latest]);
			expect(await records.lastDecisions(5)).toMatchObject([
				latest,
				{ id: first.id, contactId: null, carriedOutAt: null, decision: { user: { id: 'u1' } } },
			]);
			expect(await records.historyOf(['highLevel:c2'])).toMatchObject({
				decisions: [latest],
				waits: [{ user: 'u2', team: 'Sales', rule: 'Sales', ended: null, workingMs: null }],
			});
		});

		it('tell how long a part was worked on that ended by itself', async () => {
			await fixture.ask('1');
			const off = { contact: fixture.named('1'), user: null, contactId: 'c1' };
			await fixture.ledger.clearOwners([off], fixture.at(3));
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			expect(history?.waits).toMatchObject([
				{ user: null, workingMs: null },
				{ user: 'u1', ended: 'moved', workingMs: 3 * MINUTE },
			]);
		});

		it('name the touch that opened a wait by HighLevel’s ID, once that is known', async () => {
			const recorded = await fixture.ask('1');
			expect((await fixture.ledger.waits.open(1))[0]?.touch.contact.id).toBeNull();
			await fixture.settle(recorded, 'confirmed', ['highLevel:c1'], {
				...{ contactId: 'c1', ownerId: 'u1', tags: [], followers: [], at: fixture.now },
			});
			expect((await fixture.ledger.waits.open(1))[0]?.touch.contact.id).toBe('c1');
		});

		it('name the locations of an account', async () => {
			await fixture.ask('1');
			const [ledger] = await suite.store().ledgersOfAccount('1001');
			expect(ledger).toBe(fixture.ledger);
			expect(await suite.store().ledgersOfAccount('1002')).toEqual([]);
		});
	});
}
