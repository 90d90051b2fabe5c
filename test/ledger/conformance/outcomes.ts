import type { NewOutcome } from '../../../ledger/outcomes';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import { SUPPORT } from '../../routing/builders';
import { TEAM_PLAN } from '../ledgerFixture';
import { rowsOf, type StoredRow } from '../rowsOf';
import { WaitsFixture } from '../waitsFixture';
import { SEPARATE_PLAN, type Suite } from './suite';

/** What became of contacts. */
export function outcomes(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'), TEAM_PLAN);
	});

	const won = (name: string, change: Partial<NewOutcome> = {}): NewOutcome => ({
		id: `opportunity:${name}:won`,
		kind: 'won',
		contact: fixture.named(name),
		at: fixture.now,
		by: 'highLevel',
		...change,
	});
	const note = async (...told: NewOutcome[]) =>
		await fixture.ledger.outcomes.note(told, fixture.now);
	const rows = async () => await rowsOf(suite.connect, 'outcomes', 'at', 'kind', 'id');
	const assignmentOf = async (user: string): Promise<StoredRow | undefined> =>
		(await rowsOf(suite.connect, 'assignments', 'at')).findLast((row) => row.user_id === user);

	describe('an outcome', () => {
		it('is of whoever had the contact then, with what says how they got it', async () => {
			await fixture.ask('1', 0, { contact: { source: ' Facebook ' } });
			fixture.now += HOUR;
			expect(await note(won('1'))).toEqual([true]);
			const assignment = await assignmentOf('u1');
			expect(await rows()).toMatchObject([
				{
					...{ scope: 'location', kind: 'won', at: fixture.now, noted_by: 'highLevel' },
					...{ user_id: 'u1', team: 'Sales', rule: 'Sales', account: '1001', source: 'Facebook' },
					...{ assignment: assignment?.id, contact: assignment?.contact },
					...{ value: null, question: null, takes_number: null },
				},
			]);
		});

		it('counts once, however often it is told', async () => {
			await fixture.ask('1');
			expect(await note(won('1'), won('1'))).toEqual([true, false]);
			fixture.now += DAY;
			expect(await note(won('1', { at: fixture.now }))).toEqual([false]);
			expect(await note(won('1', { id: 'another' }))).toEqual([true]);
			expect(await rows()).toHaveLength(2);
		});

		it('counts once when several workers are told at once', async () => {
			await fixture.ask('1');
			const workers = [await suite.worker(), await suite.worker()];
			const results = await Promise.all(
				workers.map(
					async (one) =>
						await one
							.ledger('location')
							.outcomes.note([won('1'), won('1', { id: 'x' })], fixture.now),
				),
			);
			expect(results.flat().filter(Boolean)).toHaveLength(2);
			expect(await rows()).toHaveLength(2);
			for (const one of workers) await one.close();
		});

		it('of whom the ledger does not know is not noted, and is once it does', async () => {
			await fixture.ask('1');
			expect(await note(won('2'), won('1'), won('3', { contact: [] }))).toEqual([null, true, null]);
			expect(await rows()).toHaveLength(1);
			await fixture.ask('2');
			expect(await note(won('2'))).toEqual([true]);
			expect(await note()).toEqual([]);
		});

		it('is of the last assignment until then, whenever it becomes known', async () => {
			await fixture.ask('1');
			const first = fixture.now;
			fixture.now += HOUR;
			await fixture.ledger.clearOwners(
				[{ contact: fixture.named('1'), user: null, contactId: 'c' }],
				fixture.now,
			);
			await fixture.ask('1');
			fixture.now += HOUR;
			await note(
				won('1', { id: 'before all', at: first - 1 }),
				won('1', { id: 'first', at: first }),
				won('1', { id: 'just before the second', at: first + HOUR - 1 }),
				won('1', { id: 'second', at: first + HOUR }),
			);
			expect((await rows()).map(({ user_id }) => user_id)).toEqual([null, 'u1', 'u1', 'u2']);
			expect((await rows())[0]).toMatchObject({ assignment: null, team: null, rule: null });
		});

		it('is of nobody by what came to nothing, and of the one by whom it was worth no turn', async () => {
			const released = await fixture.decide(fixture.person('1'));
			await fixture.settle(released, 'released');
			await fixture.decide(fixture.person('2'));
			fixture.now += DAY;
			await fixture.ask('3');
			await fixture.ledger.giveTurnBack(fixture.named('3'), 'spam', fixture.now);
			for (const name of ['1', '2', '3']) await note(won(name, { at: fixture.now }));
			const users = (await rows()).map(({ user_id, assignment }) => [user_id, assignment]);
			expect(users).toHaveLength(3);
			expect(users.filter(([user]) => user === null)).toEqual([
				[null, null],
				[null, null],
			]);
		});

		it('is of whom HighLevel shows as the owner by hand since, of no team and rule of ours', async () => {
			await fixture.ask('1');
			const before = fixture.now;
			fixture.now += HOUR;
			const seen = { contact: { id: null, phone: '+14151', ownerId: 'u3', existed: true } };
			await fixture.ask('1', undefined, seen);
			fixture.now += HOUR;
			await note(won('1', { id: 'now' }), won('1', { id: 'then', at: before + MINUTE }));
			const assignment = (await assignmentOf('u1'))?.id;
			expect(await rows()).toMatchObject([
				{ user_id: 'u1', team: 'Sales', rule: 'Sales', assignment },
				{ user_id: 'u3', team: null, rule: null, assignment },
			]);
		});

		it('of parts of a contact is of whoever got one last', async () => {
			fixture = new WaitsFixture(suite.ledger('parts'), SEPARATE_PLAN);
			await fixture.ask('1');
			fixture.now += MINUTE;
			await fixture.ask('1', undefined, { account: SUPPORT });
			await note(won('1'), won('1', { id: 'earlier', at: fixture.now - 1 }));
			expect(await rows()).toMatchObject([
				{ user_id: 'u1', rule: 'Sales' },
				{ user_id: 'u2', rule: 'Support', account: SUPPORT.id },
			]);
		});

		it('is not later than it is', async () => {
			await fixture.ask('1');
			await note(won('1', { at: fixture.now + DAY }));
			expect(await rows()).toMatchObject([{ at: fixture.now }]);
		});

		it('stays with a contact that turns out to be another one, too', async () => {
			await fixture.ask('1');
			const second = { contact: { id: 'c2', phone: null } };
			await fixture.decide(fixture.person('2', second), null);
			await note(won('1'));
			await note(won('2', { contact: ['highLevel:c2'], kind: 'lost' }));
			await fixture.decide(fixture.person('1', { contact: { id: 'c2', phone: '+14151' } }), null);
			const contacts = new Set((await rows()).map(({ contact }) => contact));
			expect(contacts.size).toBe(1);
			expect(await rowsOf(suite.connect, 'contacts')).toMatchObject([{ id: [...contacts][0] }]);
		});

		it('is of whichever location it was noted in', async () => {
			await fixture.ask('1');
			const other = suite.ledger('other');
			expect(await other.outcomes.note([won('1')], fixture.now)).toEqual([null]);
		});

		it('does not tell what it was told by', async () => {
			await fixture.ask('1');
			await note(won('1', { id: 'opportunity:SECRET:won' }));
			expect(await suite.everything()).not.toMatch(/SECRET/);
		});
	});

	describe('a contact that is closed', () => {
		const close = async (name: string) =>
			await fixture.ledger.close(fixture.named(name), fixture.now);

		it('has that as an outcome, once until more is heard of it', async () => {
			await fixture.ask('1');
			fixture.now += HOUR;
			for (let i = 0; i < 2; i++) expect(await close('1')).toBe(true);
			const closed = { kind: 'closed', user_id: 'u1', team: 'Sales', noted_by: 'byHand' };
			expect(await rows()).toMatchObject([{ ...closed, at: fixture.now }]);
			fixture.now += HOUR;
			await close('1');
			expect(await rows()).toHaveLength(1);
			await fixture.ask('1');
			await close('1');
			expect(await rows()).toMatchObject([closed, { ...closed, at: fixture.now }]);
		});

		it('is one also when nobody had it', async () => {
			const nobody = { ...TEAM_PLAN, rules: [], fallback: null };
			fixture = new WaitsFixture(suite.ledger('nobody'), nobody);
			await fixture.ask('1');
			for (let i = 0; i < 2; i++) await close('1');
			expect(await rows()).toMatchObject([{ kind: 'closed', user_id: null, assignment: null }]);
		});

		it('that the ledger does not know has none', async () => {
			expect(await close('1')).toBe(false);
			expect(await rows()).toEqual([]);
		});
	});

	describe('an outcome of a contact that was forgotten', () => {
		it('stays with whoever had it, and names neither the contact nor the event', async () => {
			await fixture.ask('1', 0, { contact: { source: 'A friend of Dana' } });
			await note(won('1'));
			const asked = await fixture.ledger.outcomes.ask(fixture.named('1'), true, fixture.now);
			await fixture.ledger.outcomes.rate(asked?.id ?? '', 4, fixture.now, fixture.now);
			const before = await rows();
			await fixture.ledger.forget(fixture.named('1'), fixture.now);
			const after = await rows();
			expect(after).toHaveLength(3);
			const assignment = (await assignmentOf('u1'))?.id;
			const left = { user_id: 'u1', assignment, contact: null, source: null, team: 'Sales' };
			for (const row of after) expect(row).toMatchObject(left);
			const [question, other, ...more] = new Set(after.map((row) => row.question));
			expect([question, other, more]).toEqual([expect.any(String), null, []]);
			const kept = await suite.everything();
			for (const { id } of before) expect(kept).not.toContain(id);
			for (const text of ['Dana', asked?.id]) expect(kept).not.toContain(text);
		});

		it('is not told again, and no rating of it', async () => {
			await fixture.ask('1');
			await note(won('1'));
			const asked = await fixture.ledger.outcomes.ask(fixture.named('1'), true, fixture.now);
			await fixture.ledger.forget(fixture.named('1'), fixture.now);
			expect(await note(won('1'))).toEqual([null]);
			const { outcomes: noted } = fixture.ledger;
			expect(await noted.rate(asked?.id ?? '', 5, fixture.now, fixture.now)).toBeNull();
			expect(await noted.lastQuestion(fixture.named('1'), fixture.now)).toBeNull();
		});

		it('goes after its time, also where nothing is decided any more', async () => {
			await fixture.ask('1');
			await note(won('1'));
			const later = fixture.now + 401 * DAY;
			await suite.store().idempotencyKeys.note(['delivery'], later);
			await suite.store().idle();
			expect(await rows()).toEqual([]);
		});
	});
}
