import type { WaitPart } from '../../../ledger/facts';
import type { Reading } from '../../../ledger/reading';
import { HOUR, MINUTE } from '../../../routing/model/durations';
import { ANSWER_PLAN, WaitsFixture } from '../waitsFixture';
import type { Suite } from './suite';

async function collected<T>(blocks: AsyncIterable<readonly T[]>): Promise<T[]> {
	const all: T[] = [];
	for await (const block of blocks) all.push(...block);
	return all;
}

/** Looking back, beside those who decide. */
export function reading({ connect, ledger, worker }: Suite): void {
	describe('what is read for reports', () => {
		let fixture: WaitsFixture;
		beforeEach(() => {
			fixture = new WaitsFixture(ledger('location'), ANSWER_PLAN);
		});

		const whenever = { from: 0, to: Number.MAX_SAFE_INTEGER };
		const waits = async (from: Reading = fixture.ledger.reading): Promise<WaitPart[]> =>
			await collected(from.waits(whenever, fixture.now));

		it('waits for nobody who writes, and sees only what lasts', async () => {
			await fixture.ask('1');
			const other = await connect();
			await other.transaction('location', async (sql) => {
				await sql.run('DELETE FROM contact_assignment_waits');
				// Nobody decides meanwhile, and who reads sees nothing of it yet.
				expect(await waits()).toHaveLength(1);
			});
			expect(await waits()).toHaveLength(0);
			await other.close();
		});

		it('keeps nobody from writing', async () => {
			for (const name of ['1', '2']) await fixture.ask(name);
			for await (const parts of fixture.ledger.reading.waits(whenever, fixture.now)) {
				expect(parts.length).toBeGreaterThan(0);
				await fixture.ask('3');
			}
			expect(await waits()).toHaveLength(3);
		});

		it('is the same for every worker', async () => {
			await fixture.ask('1');
			const other = await worker();
			expect(await waits(other.ledger('location').reading)).toEqual(await waits());
			await other.close();
		});

		it('gives the parts of a question together, with the working time of each', async () => {
			const [ann, ben] = ['u1', 'u2'];
			await fixture.ask('1');
			await fixture.ask('2');
			fixture.now += 10 * MINUTE;
			await fixture.escalate();
			fixture.now += 4 * MINUTE;
			await fixture.answer('1', 14);
			const parts = await waits();
			expect(
				parts.map(({ user, level, ended, workingMs }) => [user, level, ended, workingMs / MINUTE]),
			).toEqual([
				[ann, 0, 'escalated', 10],
				['u3', 1, 'answered', 4],
				[ben, 0, 'escalated', 10],
				['u3', 1, null, 4],
			]);
			const open = await collected(fixture.ledger.reading.openWaits(fixture.now));
			expect(open).toEqual(parts.slice(2));
		});

		it('counts the time until an answer that became known late', async () => {
			await fixture.ask('1');
			fixture.now += 10 * MINUTE;
			await fixture.escalate();
			fixture.now += 5 * MINUTE;
			await fixture.answer('1', 7, { user: 'u1' });
			const [first] = await waits();
			expect(first).toMatchObject({ ended: 'escalated', answeredBy: 'u1', workingMs: 7 * MINUTE });
		});

		it('says when a reservation has expired, though nobody has ended it', async () => {
			const { expires } = await reserved();
			const { reading: read } = fixture.ledger;
			expect(await collected(read.assignments(whenever, expires - 1))).toHaveLength(1);
			expect(await collected(read.assignments(whenever, expires))).toEqual([]);
			const turns = async (now: number) =>
				(await collected(read.turns(whenever, now))).map(({ undoneAt }) => undoneAt);
			expect(await turns(expires - 1)).toEqual([null]);
			expect(await turns(expires)).toEqual([expires]);
		});

		async function reserved(): Promise<{ expires: number }> {
			await fixture.decide(fixture.person('1'), HOUR);
			return { expires: fixture.now + HOUR };
		}

		it('says how it stands now as the ledger does', async () => {
			for (const name of ['1', '2', '3', '4']) await fixture.ask(name);
			await fixture.ledger.pauses.pause('u2', null, fixture.now);
			const { reading: read, plans } = fixture.ledger;
			expect(await read.openContacts(0)).toEqual({ u1: 2, u2: 1, u3: 1 });
			expect(await read.openContacts(fixture.now)).toEqual({});
			expect(await read.paused(fixture.now)).toEqual({ u2: null });
			const { turns } = await fixture.look('nobody');
			expect(await read.turnsOf(['Sales', 'none'])).toEqual({ Sales: turns?.Sales, none: {} });
			expect(await read.latestPlan()).toEqual(await plans.latest());
			const { hash, staffHash } = fixture.kept;
			expect(await read.plan(hash, staffHash)).toEqual(await plans.find(hash, staffHash));
			expect(await read.plan('none', staffHash)).toBeNull();
			expect(await read.accounts()).toHaveLength(1);
		});

		it('counts the queue by the teams that are waited for', async () => {
			const waiting = { ...ANSWER_PLAN, whenNobody: 'wait' };
			for (const user of ['u1', 'u2', 'u3'])
				await fixture.ledger.pauses.pause(user, null, fixture.now);
			const other = new WaitsFixture(fixture.ledger, waiting);
			await other.ask('1');
			other.now += MINUTE;
			await other.ask('2');
			expect(await fixture.ledger.reading.queued()).toEqual([
				{ teams: ['Sales'], count: 2, since: fixture.now },
			]);
		});

		it('says since when there is anything', async () => {
			const { reading: read } = fixture.ledger;
			const none = { assignments: null, waits: null, kept: null, outcomes: {} };
			expect(await read.since()).toEqual(none);
			const began = fixture.now;
			await fixture.ask('1');
			fixture.now += HOUR;
			await fixture.ask('1');
			await fixture.ledger.close(fixture.named('1'), fixture.now);
			expect(await read.since()).toMatchObject({
				...{ assignments: began, waits: began },
				outcomes: { closed: fixture.now },
			});
		});

		it("names HighLevel's contacts of waits, but none that was forgotten", async () => {
			await fixture.ask('1', 0, { contact: { id: 'contact-1' } });
			await fixture.ask('2', 0, { contact: { id: null } });
			await fixture.ask('3', 0, { contact: { id: 'contact-3' } });
			const ids = (await waits()).map(({ id }) => id);
			await fixture.ledger.forget(fixture.named('3'), fixture.now);
			const named = await fixture.ledger.reading.contactIds(ids);
			expect(Object.values(named)).toEqual(['contact-1']);
		});
	});
}
