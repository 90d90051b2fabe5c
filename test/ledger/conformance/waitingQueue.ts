import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { Touch } from '../../../routing/model/touch';
import { SALES, SUPPORT } from '../../routing/builders';
import { WaitsFixture } from '../waitsFixture';
import { SMALL_PLAN, type Suite } from './suite';

/** Contacts who wait for somebody to be available. */
export function waitingQueue(suite: Suite): void {
	let fixture: WaitsFixture;
	const AGAIN = 2 * MINUTE;
	const waiting = async () => await fixture.ledger.queue.waiting(fixture.now, 10, AGAIN);
	const phones = async () => (await waiting()).map(({ touch }) => touch.contact.phone?.slice(5));

	/** The touch of the queue's trigger, decided. */
	async function drain(touch: Touch, queued: { id: string; since: number }) {
		const since = new Date(queued.since).toISOString();
		const request = fixture.request({ ...touch, queued: { id: queued.id, since } });
		const [recorded] = await fixture.ledger.decide([request], fixture.now, null);
		return recorded?.decision.outcome;
	}

	beforeEach(() => {
		fixture = new WaitsFixture(suite.ledger('queue'), SMALL_PLAN);
	});

	describe('the queue', () => {
		it('has who was told to wait, by the rule and then by when they came', async () => {
			for (const [name, account] of [
				...([
					['0', SALES],
					['9', SUPPORT],
					['1', SALES],
				] as const),
				...([
					['2', SALES],
					['3', SUPPORT],
				] as const),
			]) {
				fixture.now += MINUTE;
				await fixture.ask(name, undefined, { account, message: { text: 'My secret' } });
			}
			const [first, ...others] = await waiting();
			expect(first).toMatchObject({
				...{ priority: 1, teams: ['Support'], since: fixture.now },
				...{ plan: fixture.kept.hash, staff: fixture.kept.staffHash },
				touch: { event: 'message', account: { id: SUPPORT.id }, contact: { phone: '+14153' } },
			});
			expect(others.map(({ priority, touch }) => [priority, touch.contact.phone])).toEqual([
				[2, '+14151'],
				[2, '+14152'],
			]);
			expect(JSON.stringify(first)).not.toMatch(/secret|Maria/);
			expect(await suite.store().locationsWaiting()).toEqual(['queue']);
		});

		it('shows as many of each team, when there are more than are asked for', async () => {
			for (const name of ['9', '3', '4', '5']) {
				await fixture.ask(name, undefined, { account: SUPPORT });
				fixture.now += 1;
			}
			for (const name of ['0', '1', '2']) await fixture.ask(name);
			const some = await fixture.ledger.queue.waiting(fixture.now, 3, AGAIN);
			expect(some.map(({ touch }) => touch.contact.phone)).toEqual(['+14153', '+14154', '+14151']);
		});

		it('keeps the place of who writes again, and has them once', async () => {
			await fixture.ask('0');
			for (const [minute, name] of [
				[1, '1'],
				[2, '2'],
				[3, '1'],
			] as const) {
				fixture.now = fixture.at(minute);
				await fixture.ask(name);
			}
			expect(await phones()).toEqual(['1', '2']);
			expect((await waiting())[0]?.since).toBe(fixture.at(1));
		});

		it('gives each again only after a while', async () => {
			await fixture.ask('0');
			await fixture.ask('1');
			const [one] = await waiting();
			await fixture.ledger.queue.given([one?.id ?? ''], fixture.now);
			expect(await waiting()).toEqual([]);
			fixture.now += AGAIN;
			expect(await phones()).toEqual(['1']);
		});

		it('lets go of who is decided, however soon somebody was expected', async () => {
			await fixture.ask('0');
			const waits = await fixture.ask('1');
			expect(waits.decision.outcome).toBe('waiting');
			const [queued] = await waiting();
			if (!queued) throw new Error('Nobody waits');
			expect(await drain(queued.touch, queued)).toBe('waiting');
			expect(await phones()).toEqual(['1']);
			await fixture.ledger.close(fixture.named('0'), fixture.now);
			expect(await drain(queued.touch, queued)).toBe('assigned');
			expect(await waiting()).toEqual([]);
			expect(await fixture.waits('1')).toMatchObject([
				{ user: null, asked: 0, ended: 'moved' },
				{ user: 'u1', asked: 0, ended: null },
			]);
		});

		it('lets go of who is closed, and of who is forgotten', async () => {
			for (const name of ['0', '1', '2', '3']) await fixture.ask(name);
			await fixture.ledger.close(fixture.named('1'), fixture.now);
			await fixture.ledger.forget(fixture.named('2'), fixture.now);
			expect(await phones()).toEqual(['3']);
		});

		it('has somebody once who turns out to be two, since the first time', async () => {
			await fixture.ask('0');
			await fixture.ask('1');
			fixture.now += MINUTE;
			await fixture.ask('x', undefined, { contact: { phone: null, whatsappUserId: 'US.1' } });
			fixture.now += MINUTE;
			await fixture.ask('1', undefined, { contact: { whatsappUserId: 'US.1' } });
			expect(await waiting()).toMatchObject([{ since: fixture.at(0) }]);
		});

		it('goes first while somebody drains it, and only for its teams', async () => {
			await fixture.ask('0');
			await fixture.ask('1');
			expect((await fixture.look('2')).queued).toBeUndefined();
			await fixture.ledger.queue.drains(fixture.now);
			expect((await fixture.look('2')).queued).toEqual(['Sales']);
			await fixture.ledger.close(fixture.named('0'), fixture.now);
			expect((await fixture.ask('2')).decision.outcome).toBe('waiting');
			const support = await fixture.ask('3', undefined, { account: SUPPORT });
			expect(support.decision.outcome).toBe('assigned');
			fixture.now += HOUR;
			expect((await fixture.look('2')).queued).toBeUndefined();
		});

		it('has nobody of whom nothing is kept', async () => {
			await fixture.ask('0');
			const request = { ...fixture.request(fixture.person('1')), kept: null };
			await fixture.ledger.decide([request], fixture.now, null);
			expect(await waiting()).toEqual([]);
		});
	});
}
