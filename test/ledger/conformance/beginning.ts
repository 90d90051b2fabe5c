import { beginningOf, noteBeginning } from '../../../ledger/beginning';
import type { Database } from '../../../ledger/database';
import { LedgerFixture } from '../ledgerFixture';
import { tagged, type Suite } from './suite';

const HERE = { file: '/data/ledger.sqlite', process: 'main', host: 'a' };
const THERE = { ...HERE, process: 'webhook', host: 'b' };

/** How a store was begun. */
export function beginning(suite: Suite): void {
	const now = () => suite.fixture().now;

	describe('the beginning', () => {
		it('is nothing as long as nobody has used the store, whatever test runs and previews do', async () => {
			const { store } = suite;
			expect(await store().beginning()).toBeNull();
			const testRuns = new LedgerFixture(suite.ledger('location host test runs'));
			await testRuns.decide(testRuns.person('1'), null);
			const { ledger, ...fixture } = suite.fixture();
			await ledger.preview([suite.fixture().request(testRuns.person('2'))], fixture.now, 'series');
			await store().idempotencyKeys.note(['delivery'], now());
			expect(await store().beginning()).toBeNull();
		});

		it.each<[what: string, use: () => Promise<unknown>]>([
			[
				'a decision',
				async () => {
					const fixture = suite.fixture();
					await fixture.decide(fixture.person('1'), null);
				},
			],
			[
				'tags that a trigger saw',
				async () =>
					await suite.store().contactTags.remember('node', tagged('nora'), ['vip'], now(), now()),
			],
			[
				'how far a search has come',
				async () => await suite.store().cursors.write('search', { at: 1 }, now()),
			],
		])('is use after %s, on every worker', async (_what, use) => {
			await use();
			const other = await suite.worker();
			expect(await other.beginning()).toEqual({ how: 'used' });
			await other.close();
		});

		it('is what was said, before and after it is used', async () => {
			const said = { how: 'copied', other: 'the SQLite file x', at: 5 } as const;
			await inTransaction(await suite.connect(), async (sql) => await noteBeginning(sql, said));
			expect(await suite.store().beginning()).toEqual(said);
			const fixture = suite.fixture();
			await fixture.decide(fixture.person('1'), null);
			expect(await suite.store().beginning()).toEqual(said);
			const moved = { how: 'moved', other: 'elsewhere', at: 6 } as const;
			await inTransaction(await suite.connect(), async (sql) => {
				await noteBeginning(sql, moved);
				expect(await beginningOf(sql)).toEqual(moved);
			});
		});

		it('tells every worker of an older ledger, until the process that sees it sees it no more', async () => {
			const other = await suite.worker();
			expect(await suite.store().tellOlder(HERE, true)).toEqual([HERE]);
			expect(await suite.store().tellOlder(HERE, true)).toEqual([HERE]);
			expect(await other.tellOlder(THERE, false)).toEqual([HERE]);
			expect(await other.tellOlder(THERE, true)).toHaveLength(2);
			expect(await suite.store().tellOlder(HERE, false)).toEqual([THERE]);
			expect(await other.beginning()).toBeNull();
			await other.close();
		});
	});
}

async function inTransaction(
	database: Database,
	work: Parameters<Database['transaction']>[1],
): Promise<void> {
	await database.transaction('test', work);
	await database.close();
}
