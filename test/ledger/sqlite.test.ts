import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDatabase } from '../../ledger/sqlite';
import { conformance } from './conformance';

describe('a ledger in SQLite', () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'contact-assignment-sqlite-'));
	});
	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	conformance(async () => await SqliteDatabase.open(join(folder, 'deeper', 'ledger.sqlite')));
});
