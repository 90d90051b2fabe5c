import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
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

	const deeper = () => join(folder, 'deeper');
	conformance(
		async () => await SqliteDatabase.open(join(deeper(), 'ledger.sqlite')),
		// Also what was deleted, where it still stands on the disk.
		async () =>
			await Promise.resolve(
				readdirSync(deeper())
					.map((name) => readFileSync(join(deeper(), name), 'latin1'))
					.join(' '),
			),
	);
});
