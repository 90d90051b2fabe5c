import { DAY } from '../../../routing/model/durations';
import { WEDNESDAY } from '../../routing/builders';
import type { Suite } from './suite';

/** What triggers have last received. */
export function lastSeen(suite: Suite): void {
	const seen = (workflow: number, at: number, what = 'ContactTagUpdate') => ({
		at,
		workflowId: `w${workflow}`,
		workflowName: `Workflow ${workflow}`,
		what,
	});

	describe('what was last seen', () => {
		it('is the latest of each workflow, under each name', async () => {
			const { lastSeen } = suite.store();
			expect(await lastSeen.read('webhook')).toEqual([]);
			await lastSeen.note('webhook', seen(1, WEDNESDAY));
			await lastSeen.note('webhook', seen(2, WEDNESDAY + 1));
			await lastSeen.note('webhook', seen(1, WEDNESDAY + 2, 'ContactCreate'));
			await lastSeen.note('search', seen(3, WEDNESDAY));
			expect(await lastSeen.read('webhook')).toEqual([
				seen(1, WEDNESDAY + 2, 'ContactCreate'),
				seen(2, WEDNESDAY + 1),
			]);
			expect(await lastSeen.read('search')).toEqual([seen(3, WEDNESDAY)]);
		});

		it('loses nothing when two workers note at once, and keeps a bounded number', async () => {
			const other = await suite.worker();
			for (let i = 0; i < 30; i += 2) {
				await Promise.all([
					suite.store().lastSeen.note('webhook', seen(i, WEDNESDAY + i)),
					other.lastSeen.note('webhook', seen(i + 1, WEDNESDAY + i + 1)),
				]);
				if (i === 2) expect(await other.lastSeen.read('webhook')).toHaveLength(4);
			}
			await other.close();
			const kept = await suite.store().lastSeen.read('webhook');
			expect(kept).toHaveLength(20);
			expect(kept[0]).toEqual(seen(29, WEDNESDAY + 29));
		});

		it('is no plain text, no position of a search, and goes after its time', async () => {
			const { lastSeen, cursors, idempotencyKeys } = suite.store();
			await lastSeen.note('webhook', seen(1, WEDNESDAY));
			expect(await suite.everything()).not.toContain('Workflow 1');
			expect(await cursors.read('webhook')).toBeUndefined();
			await idempotencyKeys.note(['x'], WEDNESDAY + 401 * DAY);
			await suite.store().idle();
			expect(await lastSeen.read('webhook')).toEqual([]);
		});
	});
}
