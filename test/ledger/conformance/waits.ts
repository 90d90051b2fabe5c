import { HOUR, MINUTE } from '../../../routing/model/durations';
import { SUPPORT } from '../../routing/builders';
import { ANSWER_PLAN, WaitsFixture } from '../waitsFixture';
import { SEPARATE_PLAN, type Suite } from './suite';

/** Contacts who wait for an answer, and what ends that. */
export function waits(suite: Suite): void {
	let fixture: WaitsFixture;
	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('location'));
	});

	describe('a wait', () => {
		it('opens with a question, and later ones do not begin it anew', async () => {
			await fixture.ask('1');
			fixture.now += MINUTE;
			await fixture.ask('1');
			expect(await fixture.waits('1')).toEqual([{ user: 'u1', asked: 0, ended: null, at: null }]);
			const [wait] = await fixture.ledger.waits.open(10);
			expect(wait).toMatchObject({
				user: 'u1',
				team: 'Sales',
				rule: 'Sales',
				account: '1001',
				level: 0,
				laterAsks: [fixture.at(1)],
				dueAt: fixture.at(10),
				had: ['u1'],
				plan: fixture.kept.hash,
				noticedAt: null,
			});
		});

		it('keeps the touch without what was written and who wrote', async () => {
			await fixture.ask('1', 0, { message: { text: 'My secret', id: 'm', time: null }, note: 'x' });
			const [wait] = await fixture.ledger.waits.open(1);
			expect(wait?.touch).toMatchObject({
				account: { id: '1001' },
				note: 'x',
				message: { id: 'm' },
			});
			expect(wait?.touch.contact).toMatchObject({ phone: '+14151' });
			expect(JSON.stringify(wait?.touch)).not.toMatch(/secret|Maria/);
			expect(await suite.everything()).not.toMatch(/My secret|Maria|14151/);
		});

		it('does not open by what is not kept: a preview, a run on the canvas', async () => {
			const request = { ...fixture.request(fixture.person('1')), kept: null };
			await fixture.ledger.preview([request], fixture.now, 'series');
			await fixture.ledger.decide([request], fixture.now, null);
			expect(await fixture.waits('1')).toEqual([]);
			expect(await fixture.ledger.waits.areOpen()).toBe(false);
		});

		it('ends with the answer of a human, whoever it was, and of nobody else', async () => {
			await fixture.ask('1');
			for (const verdict of ['bot', 'unclear', 'none'] as const)
				expect(await fixture.answer('1', 1, { verdict })).toBe(0);
			expect(await fixture.answer('1', 2, { user: 'u3' })).toBe(1);
			expect(await fixture.answer('1', 3)).toBe(0);
			expect(await fixture.waits('1')).toEqual([
				{ user: 'u1', asked: 0, ended: 'answered', at: 2 },
			]);
			const { waits } = await fixture.look('1');
			expect(waits).toEqual({
				open: [],
				lastReply: { at: fixture.at(3), user: null, how: 'highLevel' },
			});
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			expect(history?.waits[0]).toMatchObject({
				answeredBy: 'u3',
				answeredAt: fixture.at(2),
				workingMs: 2 * MINUTE,
			});
			expect(await fixture.ledger.waits.unclearSince(fixture.at(0))).toBe(1);
			expect(await fixture.ledger.waits.unclearSince(fixture.at(2))).toBe(0);
		});

		it('is answered by a phone for whoever has it, and that is marked', async () => {
			await fixture.ask('1');
			await fixture.answer('1', 1, { how: 'phone' });
			const history = await fixture.ledger.records.historyOf(fixture.named('1'));
			expect(history?.waits[0]).toMatchObject({ answeredBy: 'u1', answeredHow: 'phone' });
		});

		it('is not answered by what was written before the question', async () => {
			await fixture.ask('1', 0);
			expect(await fixture.answer('1', -1)).toBe(0);
			expect(await fixture.waits('1')).toMatchObject([{ ended: null }]);
		});

		it('of a part ends by the account that the answer names, or else of its writer', async () => {
			fixture = new WaitsFixture(suite.ledger('parts'), { ...ANSWER_PLAN, ...SEPARATE_PLAN });
			const both = async (name: string) => {
				await fixture.ask(name);
				await fixture.ask(name, 0, { account: SUPPORT });
			};
			const openOf = async (name: string) =>
				(await fixture.waits(name)).flatMap(({ user, ended }) => (ended ? [] : [user]));
			await both('1');
			expect(await fixture.answer('1', 1, { account: SUPPORT.id })).toBe(1);
			expect(await openOf('1')).toEqual(['u1']);
			await both('2');
			expect(await fixture.answer('2', 1, { user: 'u1' })).toBe(1);
			expect(await openOf('2')).toEqual(['u2']);
			await both('3');
			expect(await fixture.answer('3', 1, { user: 'u7' })).toBe(2);
			await both('4');
			expect(await fixture.answer('4', 1)).toBe(2);
		});

		it('of a later question begins with it, when the answer came in between', async () => {
			await fixture.ask('1', 0);
			fixture.now = fixture.at(5);
			await fixture.ask('1', 5);
			expect(await fixture.answer('1', 3)).toBe(1);
			expect(await fixture.waits('1')).toEqual([
				{ user: 'u1', asked: 0, ended: 'answered', at: 3 },
				{ user: 'u1', asked: 5, ended: null, at: null },
			]);
			const [wait] = await fixture.ledger.waits.open(1);
			expect(wait?.touch.contact.phone).toBe('+14151');
		});

		it('ends when the contact is closed, or worth no turn, or forgotten', async () => {
			for (const name of ['1', '2', '3']) await fixture.ask(name);
			fixture.now = fixture.at(4);
			await fixture.ledger.close(fixture.named('1'), fixture.now);
			await fixture.ledger.giveTurnBack(fixture.named('2'), 'spam', fixture.now);
			const closed = { asked: 0, ended: 'closed', at: 4 };
			expect(await fixture.waits('1')).toEqual([{ user: 'u1', ...closed }]);
			expect(await fixture.waits('2')).toEqual([{ user: 'u2', ...closed }]);
			await fixture.ledger.forget(fixture.named('3'), fixture.now);
			expect(await fixture.waits('3')).toEqual([]);
			expect(await fixture.ledger.waits.areOpen()).toBe(false);
		});

		it('ends by itself when the contact was silent for as long as the plan says', async () => {
			const plan = { ...ANSWER_PLAN, replies: { silentAfterHours: 24 } };
			fixture = new WaitsFixture(suite.ledger('silent'), plan);
			await fixture.ask('1');
			fixture.now += HOUR;
			await fixture.ask('1');
			expect(await fixture.ledger.waits.endSilent(fixture.now + 24 * HOUR - 1)).toBe(0);
			expect(await fixture.ledger.waits.endSilent(fixture.now + 30 * HOUR)).toBe(1);
			expect(await fixture.waits('1')).toEqual([
				{ user: 'u1', asked: 0, ended: 'silent', at: 1500 },
			]);
		});

		it('is of whichever location it was opened in', async () => {
			await fixture.ask('1');
			const other = suite.ledger('other');
			expect(await other.waits.areOpen()).toBe(false);
			expect(await other.waits.open(5)).toEqual([]);
			expect(await suite.store().locationsWaiting()).toEqual(['location']);
		});
	});
}
