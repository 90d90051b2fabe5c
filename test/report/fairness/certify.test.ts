import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import { certify } from '../../../report/fairness/certify';
import { STRATEGY_NAMES } from '../../../routing/strategies';
import { TeamHistory, spanOf } from './teamHistory';

jest.setTimeout(600_000);

const NO_NAMES = { users: {}, accounts: {} };

describe('10,000 contacts with absences, by the real engine over a real ledger', () => {
	let folder: string;
	let store: LedgerStore;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'contact-assignment-fair-'));
		store = await LedgerStore.open(await SqliteDatabase.open(join(folder, 'ledger.sqlite')));
	});
	afterEach(async () => {
		await store.close();
		rmSync(folder, { recursive: true, force: true });
	});

	it.each(STRATEGY_NAMES)('%s keeps its promise', async (strategy) => {
		const history = new TeamHistory(store.ledger('location'), strategy);
		const t0 = Date.now();
		await history.run(Number(process.env.N ?? 10_000));
		const t1 = Date.now();
		const { reading } = history.ledger;
		const { sections } = await certify(
			spanOf(history),
			history.now,
			'location',
			null,
			reading,
			NO_NAMES,
		);
		console.log(
			t1 - t0,
			Date.now() - t1,
			JSON.stringify(
				sections.map((s) => [
					s.contacts,
					s.judgement.result,
					s.judgement.because,
					s.members.map((m) => [
						m.name,
						m.got,
						m.expected.toFixed(1),
						m.could,
						m.longestDrought,
						m.longestRun,
						m.givenBack,
					]),
				]),
				null,
				1,
			),
		);
		expect(sections.map(({ judgement }) => judgement.result)).toEqual(['held']);
	});
});
