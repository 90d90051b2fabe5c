import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import { STRATEGY_NAMES } from '../../../routing/strategies';
import { certifiedHistory } from './teamHistory';

jest.setTimeout(180_000);

describe('contacts with absences, by the real engine over a real ledger', () => {
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
		const section = await certifiedHistory(store.ledger('here'), strategy, 600);
		expect(section?.judgement).toMatchObject({ result: 'held', because: null });
		expect(section?.notRecorded).toBe(0);
		// Some come to nothing, or are given back.
		expect(section?.contacts).toBeGreaterThan(0.9 * 600);
	});
});
