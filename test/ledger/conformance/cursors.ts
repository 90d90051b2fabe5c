import { WEDNESDAY } from '../../routing/builders';
import type { Suite } from './suite';

/** How far something has come. */
export function cursors(suite: Suite): void {
	describe('cursors', () => {
		it('are what was written last, under each name', async () => {
			const { cursors } = suite.store();
			expect(await cursors.read('search')).toBeUndefined();
			await cursors.write('search', { from: 1 }, WEDNESDAY);
			await cursors.write('search', { from: 2, rest: null }, WEDNESDAY);
			await cursors.write('version', { from: 3 }, WEDNESDAY);
			expect(await cursors.read('search')).toEqual({ from: 2, rest: null });
			expect(await cursors.read('version')).toEqual({ from: 3 });
		});

		it('do not say at which contact a search has come to a stop', async () => {
			await suite.store().cursors.write('search', { rest: { after: [1, 'hl-1'] } }, WEDNESDAY);
			const database = await suite.connect();
			const rows = await database.transaction(
				'test',
				async (sql) => await sql.all('SELECT * FROM contact_assignment_meta'),
			);
			expect(rows).toHaveLength(3);
			expect(JSON.stringify(rows)).not.toContain('hl-1');
			await database.close();
		});
	});
}
