import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { copyLedger } from '../../ledger/copy';
import { noteBeginning } from '../../ledger/beginning';
import { noteOlder, olderLedgers } from '../../ledger/olderLedger';
import type { LedgerStore } from '../../ledger/store';
import { TABLE_NAMES } from '../../ledger/tables';
import { ledgerScope } from '../../nodes/shared/ledger/open';
import { useCopyFixture } from './copyFixture';
import { LedgerFixture } from './ledgerFixture';
import {
	LOCATIONS,
	NORTH_PLAN,
	RECORDED_AT,
	SOUTH_PLAN,
	goOn,
	readAll,
	type Ledgers,
} from './recordedLedger';

// Some hundred transactions, each of them on disk.
jest.setTimeout(60_000);

const FIXTURES = join(__dirname, '..', 'fixtures', 'ledger');
const read = (name: string) => readFileSync(join(FIXTURES, name), 'utf8');

function ledgersOf(store: LedgerStore): Ledgers {
	const { north, south } = LOCATIONS;
	const ledgers = {
		north: new LedgerFixture(store.ledger(ledgerScope(north, 'live')), NORTH_PLAN),
		testRuns: new LedgerFixture(store.ledger(ledgerScope(north, 'test runs')), NORTH_PLAN),
		south: new LedgerFixture(store.ledger(ledgerScope(south, 'live')), SOUTH_PLAN),
	};
	for (const fixture of Object.values(ledgers)) fixture.now = RECORDED_AT;
	return ledgers;
}

describe('a ledger that is copied to Postgres', () => {
	const stores = useCopyFixture();
	const inFile = (sql: string) => {
		const connection = new DatabaseSync(stores.file);
		connection.exec(sql);
		connection.close();
	};
	const copy = async () => await copyLedger(await stores.from(), stores.to());
	const write = async (store: LedgerStore, name: string) =>
		await new LedgerFixture(store.ledger('location')).write(name);

	it('decides what the old one would have decided, whatever it knows', async () => {
		inFile(read('sqlite.sql'));
		const { isRepeated } = await copy();
		expect(isRepeated).toBe(false);
		const expected = JSON.parse(read('expected.json')) as { reads: unknown; next: unknown };
		const store = await stores.copy();
		expect(await readAll(store, ledgersOf(store))).toEqual(expected.reads);
		expect(await goOn(store, ledgersOf(store))).toEqual(expected.next);
	});

	it('has the same rows, as many as it says', async () => {
		inFile(read('sqlite.sql'));
		const { rows } = await copy();
		const copied = await stores.rowsOfPostgres();
		expect(copied).toEqual(stores.rowsOfFile());
		expect(rows).toEqual(
			Object.fromEntries(TABLE_NAMES.map((name) => [name, copied[name]?.length])),
		);
		expect(rows).toMatchObject({ moves: expect.any(Number) as number });
		for (const name of ['decisions', 'contacts', 'identities', 'slots', 'moves', 'turns'] as const)
			expect(rows[name]).toBeGreaterThan(1);
	});

	const strange = [
		...['', ' ', "'", '"', '\\', '{', '}', ',', 'NULL', 'null', '{"a":null}', '\t\n\r', '?', '$1'],
		...['\uFDD00000', '\uFDD0d800', 'Ä', 'A\u0308', '🙂', '\u{10FFFF}', '\uFEFF', '\u202E'],
		...['ı', 'i', 'I', 'İ', 'ß', 'ss', 'Z', 'a', '_', '%', 'é', 'e\u0301', 'x'.repeat(100_000)],
	];

	it('has whatever text and number there is', async () => {
		await stores.old();
		const connection = new DatabaseSync(stores.file);
		const delivery = connection.prepare(
			'INSERT INTO contact_assignment_deliveries (key, at) VALUES (?, ?)',
		);
		const turn = connection.prepare(
			`INSERT INTO contact_assignment_turns (scope, team, user_id, credit, lift, away)
			VALUES ('location', ?, ?, ?, ?, ?)`,
		);
		const preview = connection.prepare(
			`INSERT INTO contact_assignment_users (scope, user_id, state, at) VALUES (?, ?, ?, ?)`,
		);
		for (const [i, text] of strange.entries()) {
			// An index of Postgres takes no longer ones; nor are ours longer, which are hashes.
			const key = text.slice(0, 2_000);
			delivery.run(key, [0, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER][i % 4] ?? 0);
			const numbers = [0.1 + 0.2, 5e-324, Number.MAX_VALUE, -1 / 3, -0, 1e21, 123_456_789.5];
			turn.run(key, text, numbers[i % 7] ?? 0, numbers[(i + 3) % 7] ?? 0, i % 2);
			preview.run(key, `${i}`, text, i);
		}
		connection.close();
		const { rows } = await copy();
		expect(rows).toMatchObject({ deliveries: strange.length, turns: strange.length });
		expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
	});

	it('is copied page by page, none of which is left out', async () => {
		await stores.old();
		inFile(
			`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2499)
			INSERT INTO contact_assignment_identities (scope, hash, contact)
			SELECT 'location ' || (i / 1100), char(65 + i % 60) || i, i FROM n`,
		);
		inFile(
			`INSERT INTO contact_assignment_contacts (id, scope, seen_at) VALUES ('c', 'location', 1)`,
		);
		expect((await copy()).rows.identities).toBe(2_500);
		expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
	});

	it('says so when there is nothing to copy', async () => {
		await stores.old();
		await expect(copy()).rejects.toMatchObject({
			name: 'LedgerError',
			message: `There is nothing to copy: the ledger in the SQLite file ${stores.file} knows nothing yet`,
		});
		await write(await stores.old(), 'goes on');
	});

	it('is not copied into one that was begun, whichever way', async () => {
		const old = await stores.old();
		await write(old, 'nora');
		const new1 = await stores.copy();
		const others = new LedgerFixture(new1.ledger('other'));
		await others.write('ben');
		const before = await stores.rowsOfPostgres();
		await expect(copy()).rejects.toMatchObject({
			message: expect.stringMatching(/is not new: decisions were made in it already$/) as string,
			description: expect.stringContaining('Nothing was copied') as string,
		});
		for (const [how, words] of [
			['empty', /begun empty on purpose/],
			['copied', /another ledger was copied/],
		] as const) {
			await stores.to().transaction('test', async (sql) => {
				await noteBeginning(sql, { how, other: null, at: 1 });
			});
			await expect(copy()).rejects.toThrow(words);
		}
		expect(await stores.rowsOfPostgres()).toEqual(before);
		expect(await write(old, 'nora')).toMatch(/^kept/);
	});

	it('goes over test runs, and what only saves work', async () => {
		await write(await stores.old(), 'nora');
		const store = await stores.copy();
		await new LedgerFixture(store.ledger('location test runs')).write('ben');
		await store.idempotencyKeys.note(['msg:1'], Date.now());
		await copy();
		expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
	});

	it('keeps in mind which other ones were seen', async () => {
		await write(await stores.old(), 'nora');
		const seen = { file: '/disk/of/b', process: 'worker', host: 'b' };
		await stores.copy();
		const to = stores.to();
		await to.transaction('test', async (sql) => await noteOlder(sql, seen));
		await copy();
		expect(await stores.to().transaction('test', olderLedgers)).toEqual([seen]);
	});
});
