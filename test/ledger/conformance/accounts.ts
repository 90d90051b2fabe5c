import type { AccountRecord } from '../../../routing/model/accounts';
import type { Touch } from '../../../routing/model/touch';
import { SALES, SUPPORT } from '../../routing/builders';
import { LedgerFixture } from '../ledgerFixture';
import type { Suite } from './suite';

/** What a ledger knows of accounts. */
export function accounts(suite: Suite): void {
	const known = async (fixture: LedgerFixture): Promise<readonly AccountRecord[] | undefined> => {
		const { needs } = fixture.request(fixture.person('nobody', { account: null }));
		return (await fixture.ledger.read(needs, fixture.now)).accounts;
	};
	const message = async (change: Partial<Touch>, fixture = suite.fixture()) =>
		await fixture.decide(fixture.person('1', change), null);

	describe('an account', () => {
		it('is known from its first message, by number, name and tag', async () => {
			expect(await known(suite.fixture())).toEqual([]);
			await message({ account: SALES });
			await message({ account: SUPPORT });
			expect(await known(suite.fixture())).toEqual([SALES, SUPPORT]);
		});

		it('has the name and the tag of its last message, and keeps what that does not say', async () => {
			await message({ account: SALES });
			await message({ account: { id: SALES.id, name: 'Sales', tag: 'wa-s' } });
			const now = { ...SALES, name: 'Sales', tag: 'wa-s' };
			expect(await known(suite.fixture())).toEqual([now]);
			await message({ account: SALES });
			expect(await known(suite.fixture())).toEqual([SALES]);
		});

		it('is known in its own location only, and on every worker', async () => {
			await message({ account: SALES });
			const other = await suite.worker();
			expect(await known(new LedgerFixture(other.ledger('location')))).toEqual([SALES]);
			expect(await known(new LedgerFixture(other.ledger('elsewhere')))).toEqual([]);
			await other.close();
		});

		it('is known to touches of the same batch that do not say theirs', async () => {
			const fixture = suite.fixture();
			const touches = [
				fixture.person('1', { account: SALES }),
				fixture.person('2', { account: null, event: 'contact', contact: { tags: [SALES.tag] } }),
			];
			const requests = touches.map((one) => fixture.request(one));
			const decided = await fixture.ledger.decide(requests, fixture.now, null);
			expect(decided.map(({ decision }) => decision.rule?.name)).toEqual(['Sales', 'Sales']);
		});

		it.each([
			['a sample of the App Dashboard', { test: true }],
			['a tag that was added', { event: 'tag' as const, tag: 'vip' }],
			['contacts that move together', { event: 'reassign' as const }],
			['a message of which only the number is told', { account: { ...SALES, id: '' } }],
		])('is not learnt from %s', async (_what, change) => {
			await message({ account: SALES, ...change });
			expect(await known(suite.fixture())).toEqual([]);
		});

		it('is not learnt from a preview', async () => {
			const fixture = suite.fixture();
			const request = fixture.request(fixture.person('1', { account: SALES }));
			await fixture.ledger.preview([request], fixture.now, 'a series');
			expect(await known(fixture)).toEqual([]);
		});

		it('that did not last, because the batch failed, is written with the next message', async () => {
			const fixture = suite.fixture();
			const request = fixture.request(fixture.person('1', { account: SALES }));
			const failing = {
				...request,
				decide: () => {
					throw new Error('no decision');
				},
			};
			await expect(fixture.ledger.decide([failing], fixture.now, null)).rejects.toThrow();
			expect(await known(fixture)).toEqual([]);
			await message({ account: SALES }, fixture);
			expect(await known(fixture)).toEqual([SALES]);
		});
	});
}
