import { once } from 'node:events';
import { join } from 'node:path';
import { setImmediate as immediate, setTimeout as wait } from 'node:timers/promises';
import { copyLedger } from '../../ledger/copy';
import type { Transaction } from '../../ledger/database';
import { LedgerError } from '../../ledger/ledger';
import { PostgresDatabase } from '../../ledger/postgres';
import type { LedgerStore } from '../../ledger/store';
import { startProcess } from '../../sandbox/processes';
import { useCopyFixture } from './copyFixture';
import { LedgerFixture } from './ledgerFixture';

jest.setTimeout(60_000);

/**
 * Copies, and kills itself: with `insert` at the insert of that number, with `commit` when the old one
 * refuses already and the new one does not have the copy yet.
 */
const COPIER = `
	const { copyLedger } = require(${JSON.stringify(join(__dirname, '../../ledger/copy'))});
	const { SqliteDatabase } = require(${JSON.stringify(join(__dirname, '../../ledger/sqlite'))});
	const { PostgresDatabase } = require(${JSON.stringify(join(__dirname, '../../ledger/postgres'))});
	const [file, place, moment] = process.argv.slice(1);
	(async () => {
		const to = new PostgresDatabase(JSON.parse(place));
		const die = () => process.kill(process.pid, 'SIGKILL');
		const replacing = to.replacing.bind(to);
		let inserts = 0;
		to.replacing = async (work) =>
			await replacing(async (sql) => {
				const insert = async (...all) => {
					if ((inserts += 1) === Number(moment)) die();
					await sql.insert(...all);
				};
				const result = await work({ ...sql, insert });
				if (moment === 'commit') die();
				return result;
			});
		await copyLedger(await SqliteDatabase.open(file), to);
		process.exit(0);
	})();
`;

describe('while a ledger is copied, and afterwards', () => {
	const stores = useCopyFixture();
	const fixtureOf = (store: LedgerStore) => new LedgerFixture(store.ledger('location'));
	const write = async (store: LedgerStore, name: string) => await fixtureOf(store).write(name);
	const copy = async (to: PostgresDatabase = stores.to()) =>
		await copyLedger(await stores.from(), to);
	const nameOfPostgres = () => new PostgresDatabase(stores.place).name;
	const refusal = () => ({
		name: 'LedgerError',
		message: `The ledger in the SQLite file ${stores.file} was copied to ${nameOfPostgres()}, and decides nothing any more`,
		description: expect.stringContaining('Options > Ledger') as string,
	});
	const tablesInPostgres = async () =>
		await stores.inPostgres("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");

	beforeEach(async () => {
		for (const name of ['0001', '0002', '0003', '0004']) await write(await stores.old(), name);
	});

	it('the old one refuses all, says where it went, and is opened anew', async () => {
		const open = await stores.old();
		const other = await stores.old();
		await copy();
		expect(open.isLost).toBe(false);
		await expect(write(open, '0001')).rejects.toMatchObject(refusal());
		expect(open.isLost).toBe(true);
		await expect(other.cursors.write('search', {}, 1)).rejects.toMatchObject(refusal());
		await expect(other.idempotencyKeys.done(['msg:1'])).rejects.toMatchObject(refusal());
		await expect(stores.old()).rejects.toMatchObject(refusal());
		await open.idle();
	});

	it('the new one goes on with the same owners and turns', async () => {
		const before = await fixtureOf(await stores.old()).credits();
		await copy();
		const store = await stores.copy();
		expect(await fixtureOf(store).credits()).toEqual(before);
		expect(await write(store, '0002')).toBe('kept Ben');
		expect(await write(store, '0005')).toBe('assigned Ben');
	});

	it('whoever has the empty new one open learns its key, and never writes with another', async () => {
		const open = await stores.copy();
		const pending: Array<Promise<string>> = [];
		const to = stores.to();
		const replacing = to.replacing.bind(to);
		to.replacing = async (work) =>
			await replacing(async (sql) => {
				const result = await work(sql);
				// It begins in the middle of the copying and waits for its end.
				pending.push(write(open, '0001'));
				pending.push(write(open, '0009'));
				return result;
			});
		await copy(to);
		for (const one of pending) {
			await expect(one).rejects.toThrow(/tables were removed or replaced/);
		}
		expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
		expect(open.isLost).toBe(true);
		expect(await write(await stores.copy(), '0001')).toBe('kept Ann');
	});

	it('a second time says that it is done, and changes nothing', async () => {
		const first = await copy();
		const store = await stores.copy();
		await write(store, '0005');
		expect(await copy()).toEqual({ rows: first.rows, isRepeated: true });
		expect(await write(store, '0005')).toMatch(/^kept/);
	});

	it('two at once copy once', async () => {
		const copied = await Promise.all([copy(), copy()]);
		expect(copied.map(({ isRepeated }) => isRepeated).sort()).toEqual([false, true]);
		expect(copied[0].rows).toEqual(copied[1].rows);
		expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
	});

	it('it is not copied to a second place', async () => {
		await stores.inPostgres('CREATE DATABASE second_place');
		await copy();
		const second = new PostgresDatabase({ ...stores.place, database: 'second_place' });
		await expect(copy(second)).rejects.toMatchObject(refusal());
		await second.close();
		await stores.inPostgres('DROP DATABASE second_place');
	});

	async function killedAt(moment: string): Promise<void> {
		const place = JSON.stringify(stores.place);
		const child = startProcess(
			process.execPath,
			['--import', 'tsx', '--eval', COPIER, '--', stores.file, place, moment],
			{ stdio: 'inherit' },
		);
		await once(child, 'close');
		expect(child.signalCode).toBe('SIGKILL');
	}

	it.each(['2', '6', '11'])(
		'killed in the middle, at insert %s, all is as before',
		async (moment) => {
			const before = stores.rowsOfFile();
			await killedAt(moment);
			expect(await tablesInPostgres()).toEqual([]);
			expect(stores.rowsOfFile()).toEqual(before);
			expect(await write(await stores.old(), '0002')).toBe('kept Ben');
			expect((await copy()).isRepeated).toBe(false);
			expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
		},
	);

	it('killed at the worst moment, nobody decides until it is done again', async () => {
		await killedAt('commit');
		expect(await tablesInPostgres()).toEqual([]);
		await expect(stores.old()).rejects.toMatchObject({
			...refusal(),
			description: expect.stringContaining('run the operation Copy Ledger') as string,
		});
		expect((await copy()).isRepeated).toBe(false);
		expect(await stores.rowsOfPostgres()).toEqual(stores.rowsOfFile());
		expect(await write(await stores.copy(), '0002')).toBe('kept Ben');
	});

	/** One whose transaction ends otherwise than the work. */
	function failing(fail: (commit: () => Promise<unknown>) => Promise<never>): PostgresDatabase {
		const to = stores.to();
		const replacing = to.replacing.bind(to);
		to.replacing = async (work) => await fail(async () => await replacing(work));
		return to;
	}

	it('when Postgres takes it and the answer is lost, it counts as copied', async () => {
		const to = failing(async (commit) => {
			await commit();
			throw new LedgerError('Connection terminated unexpectedly', '');
		});
		expect(await copy(to)).toMatchObject({ isRepeated: false, rows: { contacts: 4 } });
		expect(await write(await stores.copy(), '0002')).toBe('kept Ben');
	});

	it('when Postgres refuses at the end, the old one goes on', async () => {
		const open = await stores.old();
		const to = stores.to();
		const replacing = to.replacing.bind(to);
		to.replacing = async (work) =>
			await replacing(async (sql) => {
				await work(sql);
				throw new LedgerError('disk full', 'Make room');
			});
		await expect(copy(to)).rejects.toThrow('disk full');
		expect(await write(open, '0002')).toBe('kept Ben');
		expect((await copy()).isRepeated).toBe(false);
	});

	it('when Postgres vanishes at the end, it is said that nobody decides until it is back', async () => {
		const to = failing(async (commit) => {
			await commit();
			to.transaction = async () => {
				throw new LedgerError('no connection', '');
			};
			throw new LedgerError('Connection terminated unexpectedly', '');
		});
		await expect(copy(to)).rejects.toMatchObject({
			message: expect.stringContaining('before it told whether the ledger was copied') as string,
			description: expect.stringContaining('Run it again') as string,
		});
		expect((await copy()).isRepeated).toBe(true);
	});

	it.each<[string, (sql: Transaction) => Transaction]>([
		[
			'a row is missing',
			(sql) => ({ ...sql, insert: async (table, rows) => await sql.insert(table, rows.slice(1)) }),
		],
		[
			'a letter differs',
			(sql) => ({
				...sql,
				insert: async (table, rows) =>
					await sql.insert(
						table,
						rows.map((row) => ('contact' in row ? { ...row, contact: `${row.contact} ` } : row)),
					),
			}),
		],
	])('when %s, nothing is copied and the old one goes on', async (_, spoilt) => {
		const to = stores.to();
		const replacing = to.replacing.bind(to);
		to.replacing = async (work) => await replacing(async (sql) => await work(spoilt(sql)));
		await expect(copy(to)).rejects.toThrow(/what arrived of the table .* is not what was there/);
		expect(await tablesInPostgres()).toEqual([]);
		expect(await write(await stores.old(), '0002')).toBe('kept Ben');
	});

	it('decisions that go on meanwhile are copied or refused, none is lost', async () => {
		const store = await stores.old();
		const answered = new Map<string, string>();
		let refused = 0;
		const decide = async (name: string) => {
			try {
				answered.set(name, (await write(store, name)).split(' ')[1] ?? '');
			} catch (error) {
				expect(error).toMatchObject(refusal());
				refused += 1;
			}
		};
		const deciding = (async () => {
			// On until the copy is done and somebody meets the ledger that was moved.
			for (let i = 0; refused === 0; i++) {
				await decide(`5${String(i).padStart(4, '0')}`);
				// As between the messages of n8n: all else gets its turn.
				await immediate();
			}
		})();
		await wait(300);
		const { rows } = await copy();
		await deciding;
		expect(answered.size).toBeGreaterThan(0);
		expect(rows.contacts).toBe(4 + answered.size);
		const now = await stores.copy();
		for (const [name, user] of answered) expect(await write(now, name)).toBe(`kept ${user}`);
	});
});
