import { setImmediate as turn } from 'node:timers/promises';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { LedgerFixture } from './ledgerFixture';

const MANY = 1_000;

jest.setTimeout(60_000);

describe('a batch of thousands in SQLite, which works while n8n waits', () => {
	let store: LedgerStore;
	beforeEach(async () => {
		store = await LedgerStore.open(await SqliteDatabase.open(':memory:'));
	});
	afterEach(async () => await store.close());

	/** How often n8n got to anything else meanwhile. */
	async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
		let done = false;
		let turns = 0;
		const counted = (async () => {
			for (; !done; turns++) await turn();
		})();
		await work();
		done = true;
		await counted;
		return turns;
	}

	it.each(['decide', 'preview', 'settle', 'remember tags'] as const)(
		'lets it get to everything else (%s)',
		async (what) => {
			const fixture = new LedgerFixture(store.ledger('location'));
			const { ledger, now } = fixture;
			const people = Array.from({ length: MANY }, (_, i) => fixture.person(`${5550000 + i}`));
			const requests = people.map((person) => fixture.request(person));
			const recorded = what === 'settle' ? await ledger.decide(requests, now, 1_000) : [];
			const work = {
				decide: async () => await ledger.decide(requests, now, 1_000),
				preview: async () => await ledger.preview(requests, now, 'series'),
				settle: async () =>
					await ledger.settle(
						recorded.map(({ id }, i) => ({
							...{ id, outcome: 'confirmed' as const, snapshot: null, alsoKnownAs: [] },
							shownAs: requests[i]?.needs.contact ?? [],
						})),
						now,
					),
				'remember tags': async () =>
					await store.contactTags.learn(
						requests.map(({ key, needs }) => ({
							contact: key,
							tags: Array.from({ length: 20 }, (_, tag) => `tag ${tag}`),
							at: now,
							person: { locationId: 'location', identities: needs.contact },
						})),
						now,
					),
			}[what];
			expect(await turnsDuring(work)).toBeGreaterThan(2);
		},
	);
});
