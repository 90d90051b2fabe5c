import { MINUTE } from '../../../routing/model/durations';
import { RESERVED_MS } from '../ledgerFixture';
import { WaitsFixture } from '../waitsFixture';
import type { Suite } from './suite';

/** Waits that nobody ends in time, and that change hands. */
export function escalations(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'));
	});
	const AGAIN = 2 * MINUTE;

	describe('an answer that is overdue', () => {
		it('is given once, and again when nothing came of it', async () => {
			await fixture.ask('1');
			const { waits } = fixture.ledger;
			expect(await waits.takeOverdue(fixture.at(10) - 1, 5, AGAIN)).toEqual([]);
			const [first] = await waits.takeOverdue(fixture.at(10), 5, AGAIN);
			expect(first).toMatchObject({ user: 'u1', noticedAt: null });
			expect(await waits.takeOverdue(fixture.at(11), 5, AGAIN)).toEqual([]);
			expect(await waits.takeOverdue(fixture.at(12), 5, AGAIN)).toMatchObject([
				{ id: first?.id, noticedAt: fixture.at(10) },
			]);
		});

		it('comes after those that have been overdue for longer, and not more than asked for', async () => {
			for (const minute of [3, 1, 2]) {
				fixture.now = fixture.at(minute);
				await fixture.ask(`${minute}`);
			}
			const some = await fixture.ledger.waits.takeOverdue(fixture.at(99), 2, AGAIN);
			expect(some.map(({ askedAt }) => askedAt)).toEqual([fixture.at(1), fixture.at(2)]);
			const others = await fixture.ledger.waits.takeOverdue(fixture.at(99), 2, AGAIN);
			expect(others.map(({ askedAt }) => askedAt)).toEqual([fixture.at(3)]);
		});

		it('is told before it is, once', async () => {
			await fixture.ask('1');
			const { waits } = fixture.ledger;
			expect(await waits.takeDueSoon(fixture.at(4), 5 * MINUTE, 5)).toEqual([]);
			expect(await waits.takeDueSoon(fixture.at(5), 5 * MINUTE, 5)).toMatchObject([{ user: 'u1' }]);
			expect(await waits.takeDueSoon(fixture.at(6), 5 * MINUTE, 5)).toEqual([]);
			expect(await waits.takeOverdue(fixture.at(10), 5, AGAIN)).toHaveLength(1);
		});

		it('goes on to who has not had it, and the parts of the chain add up', async () => {
			await fixture.ask('1');
			fixture.now = fixture.at(10);
			expect(await fixture.escalate()).toEqual(['assigned Ben']);
			expect(await fixture.escalate()).toEqual([]);
			fixture.now = fixture.at(20);
			expect(await fixture.escalate()).toEqual(['assigned Cleo']);
			fixture.now = fixture.at(25);
			expect(await fixture.answer('1', 24, { user: 'u3' })).toBe(1);
			expect(await fixture.waits('1')).toEqual([
				{ user: 'u1', asked: 0, ended: 'escalated', at: 10 },
				{ user: 'u2', asked: 0, ended: 'escalated', at: 20 },
				{ user: 'u3', asked: 0, ended: 'answered', at: 24 },
			]);
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			const parts = history?.waits ?? [];
			expect(new Set(parts.map(({ chain }) => chain)).size).toBe(1);
			const sum = parts.reduce((all, part) => all + (part.endedAt ?? 0) - part.givenAt, 0);
			expect(sum).toBe(24 * MINUTE);
		});

		it('is decided once, however often it is given', async () => {
			await fixture.ask('1');
			fixture.now = fixture.at(10);
			const [wait] = await fixture.ledger.waits.takeOverdue(fixture.now, 5, AGAIN);
			if (!wait) throw new Error('Nothing is overdue');
			const first = await fixture.decide(fixture.overdue(wait), null);
			const second = await fixture.decide(fixture.overdue(wait), null);
			expect(second).toMatchObject({ repeated: true, decision: { user: first.decision.user } });
			expect(await fixture.waits('1')).toHaveLength(2);
		});

		it('was given before it went on, which becomes known afterwards', async () => {
			await fixture.ask('1');
			fixture.now = fixture.at(10);
			await fixture.escalate();
			fixture.now = fixture.at(12);
			expect(await fixture.answer('1', 9, { user: 'u1' })).toBe(1);
			expect(await fixture.waits('1')).toEqual([
				{ user: 'u1', asked: 0, ended: 'escalated', at: 10 },
				{ user: 'u2', asked: 0, ended: 'answered', at: 10 },
			]);
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			const noted = { answeredAt: fixture.at(9), answeredBy: 'u1' };
			expect(history?.waits).toMatchObject([noted, noted]);
			expect(await fixture.ledger.waits.areOpen()).toBe(false);
		});
	});

	describe('an answer of the phone of before it went on', () => {
		it('is taken for that of whoever had the question then', async () => {
			await fixture.ask('1');
			fixture.now = fixture.at(10);
			await fixture.escalate();
			fixture.now = fixture.at(12);
			expect(await fixture.answer('1', 9, { how: 'phone' })).toBe(1);
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			const noted = { answeredAt: fixture.at(9), answeredBy: 'u1', answeredHow: 'phone' };
			expect(history?.waits).toMatchObject([noted, noted]);
		});
	});

	describe('a wait whose owner changes', () => {
		it('goes back with the contact when nobody carries the escalation out', async () => {
			await fixture.ask('1');
			fixture.now = fixture.at(10);
			const [wait] = await fixture.ledger.waits.takeOverdue(fixture.now, 5, AGAIN);
			if (!wait) throw new Error('Nothing is overdue');
			await fixture.decide(fixture.overdue(wait));
			fixture.now += RESERVED_MS;
			expect((await fixture.look('1')).owners?.slots['*']?.user).toBe('u1');
			expect(await fixture.waits('1')).toEqual([
				{ user: 'u1', asked: 0, ended: 'escalated', at: 10 },
				{ user: 'u2', asked: 0, ended: 'moved', at: 25 },
				{ user: 'u1', asked: 0, ended: null, at: null },
			]);
		});

		it('is nobody’s when nothing comes of the only assignment, and theirs when it does after all', async () => {
			const recorded = await fixture.decide(
				fixture.person('1', { message: { type: 'text', text: 'Hello?' } }),
			);
			fixture.now += RESERVED_MS;
			await fixture.look('1');
			expect(await fixture.waits('1')).toMatchObject([
				{ user: 'u1', ended: 'moved', at: 15 },
				{ user: null, ended: null },
			]);
			fixture.now = fixture.at(20);
			await fixture.settle(recorded, 'confirmed');
			expect(await fixture.waits('1')).toMatchObject([
				...[{ user: 'u1' }, { user: null, ended: 'moved', at: 20 }],
				{ user: 'u1', ended: null },
			]);
			expect(await fixture.ledger.waits.open(5)).toMatchObject([
				{ user: 'u1', askedAt: fixture.at(0), dueAt: fixture.at(10), had: ['u1'] },
			]);
		});

		it('is nobody’s when HighLevel shows none, and of who comes next then', async () => {
			await fixture.ask('1');
			fixture.now = fixture.at(2);
			const off = { contact: fixture.named('1'), user: null, contactId: 'c1' };
			await fixture.ledger.clearOwners([off], fixture.now);
			fixture.now = fixture.at(3);
			await fixture.ask('1');
			expect(await fixture.waits('1')).toMatchObject([
				{ user: 'u1', ended: 'moved', at: 2 },
				{ user: null, asked: 0, ended: 'moved', at: 3 },
				{ user: 'u2', asked: 0, ended: null },
			]);
		});

		it('ends when somebody else got the contact by hand', async () => {
			await fixture.ask('1');
			const [wait] = await fixture.ledger.waits.open(1);
			await fixture.ledger.waits.moved(wait?.id ?? '', fixture.at(4));
			expect(await fixture.waits('1')).toEqual([{ user: 'u1', asked: 0, ended: 'moved', at: 4 }]);
		});

		it('joins that of a contact who turns out to be the same: the earliest question counts', async () => {
			const other = { phone: null, whatsappUserId: 'US.1' };
			await fixture.ask('1', 0);
			fixture.now = fixture.at(2);
			await fixture.ask('x', 2, { contact: other });
			fixture.now = fixture.at(4);
			await fixture.ask('1', 4, { contact: { whatsappUserId: 'US.1' } });
			const open = await fixture.ledger.waits.open(5);
			expect(open).toMatchObject([
				{
					...{ user: 'u2', askedAt: fixture.at(0), laterAsks: [fixture.at(2), fixture.at(4)] },
					...{ dueAt: fixture.at(10), had: ['u1', 'u2'] },
				},
			]);
			expect(await fixture.waits('1')).toMatchObject([
				{ user: 'u1', ended: 'moved', at: 4 },
				{ user: 'u2', asked: 0, ended: null },
				{ user: 'u2', asked: 2, ended: 'moved', at: 4 },
			]);
			fixture.now = fixture.at(10);
			expect(await fixture.escalate()).toEqual(['assigned Cleo']);
		});
	});
}
