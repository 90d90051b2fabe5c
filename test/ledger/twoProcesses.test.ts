import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Database } from '../../ledger/database';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { hasEnded, killProcess, startProcess } from '../../sandbox/processes';
import { LedgerFixture } from './ledgerFixture';

const EACH = 50;
/** Every so many messages all processes get the same one, as when Meta delivers it again. */
const SHARED = 5;
/** How many decisions one process makes before it is killed in the middle of one. */
const KILLED_AFTER = 15;

/**
 * Opens the file, says so, waits for a line, and decides a message of somebody new for each name,
 * one after the other, saying what came out. It may be told to kill itself when all of a decision is
 * written and nothing committed: the worst moment there is.
 */
const WORKER = `
	const { SqliteDatabase } = require(${JSON.stringify(join(__dirname, '../../ledger/sqlite'))});
	const { LedgerStore } = require(${JSON.stringify(join(__dirname, '../../ledger/store'))});
	const { LedgerFixture } = require(${JSON.stringify(join(__dirname, 'ledgerFixture'))});
	const [file, decisions, ...names] = process.argv.slice(1);
	(async () => {
		const database = await SqliteDatabase.open(file);
		const store = await LedgerStore.open(database);
		const transaction = database.transaction.bind(database);
		let made = 0;
		database.transaction = (lock, work) =>
			transaction(lock, async (sql) => {
				const result = await work(sql);
				// Old entries are looked for in transactions of their own.
				const decides = Array.isArray(result);
				if (decides && made++ === Number(decisions)) process.kill(process.pid, 'SIGKILL');
				return result;
			});
		const fixture = new LedgerFixture(store.ledger('location'));
		console.log('ready');
		await new Promise((go) => process.stdin.once('data', go));
		for (const name of names) {
			const { decision } = await fixture.decide(fixture.person(name, { key: name }), null);
			console.log(name + ' ' + decision.user.id);
		}
		await store.close();
		process.exit(0);
	})();
`;

/** Writes to a new file, which is not in WAL mode yet, and commits a little later. */
const MAKER = `
	const { DatabaseSync } = require('node:sqlite');
	const connection = new DatabaseSync(process.argv[1]);
	connection.exec('BEGIN IMMEDIATE; CREATE TABLE made (it TEXT)');
	console.log('begun');
	setTimeout(() => connection.exec('COMMIT'), 200);
`;

/** The names of one process: some are its own, some come to all of them. */
function namesOf(process: number): string[] {
	return Array.from({ length: EACH }, (_, i) =>
		i % SHARED === 0 ? `all-${i}` : `process-${process}-${i}`,
	);
}

/** What a process said about each name so far. */
interface Worker {
	child: ReturnType<typeof startProcess>;
	decided: Map<string, string>;
	ready: Promise<unknown>;
}

describe('processes that share one SQLite file', () => {
	const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-processes-'));
	const file = join(folder, 'ledger.sqlite');
	const workers: Worker[] = [];
	let database: Database;
	let store: LedgerStore;

	function start(number: number): Worker {
		const decisions = String(number === 0 ? KILLED_AFTER : Infinity);
		const child = startProcess(
			process.execPath,
			['--import', 'tsx', '--eval', WORKER, '--', file, decisions, ...namesOf(number)],
			{ stdio: ['pipe', 'pipe', 'inherit'] },
		);
		if (!child.stdout) throw new Error('its output is a pipe');
		const decided = new Map<string, string>();
		const lines = createInterface(child.stdout);
		const ready = once(lines, 'line');
		lines.on('line', (line) => {
			const [name = '', user] = line.split(' ');
			if (user) decided.set(name, user);
		});
		return { child, decided, ready };
	}

	beforeAll(async () => {
		database = await SqliteDatabase.open(file);
		store = await LedgerStore.open(database);
		workers.push(...[0, 1, 2].map(start));
		await Promise.all(workers.map(async ({ ready }) => await ready));
		const ends = workers.map(async ({ child }) => await once(child, 'close'));
		// All at once: nobody has a start.
		for (const { child } of workers) child.stdin?.write('go\n');
		await Promise.all(ends);
	}, 30_000);
	afterAll(async () => {
		await store.close();
		for (const { child } of workers) if (!hasEnded(child)) await killProcess(child);
		rmSync(folder, { recursive: true, force: true });
	});

	async function rows<Row>(sql: string): Promise<Row[]> {
		return await database.transaction('test', async (transaction) => await transaction.all(sql));
	}

	it('decide all there is to decide, but for the one that is killed', () => {
		expect(workers.map(({ decided }) => decided.size)).toEqual([KILLED_AFTER, EACH, EACH]);
		expect(workers.map(({ child }) => child.signalCode)).toEqual(['SIGKILL', null, null]);
	});

	it('leave a file without fault', async () => {
		expect(await rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
	});

	it('decide no message twice, forget none, and keep nothing that is half done', async () => {
		const kept = await rows<{ id: string }>('SELECT id FROM contact_assignment_decisions');
		const said = workers.flatMap(({ decided }) => [...decided]);
		expect(kept).toHaveLength(new Set(said.map(([name]) => name)).size);
		const fixture = new LedgerFixture(store.ledger('location'));
		for (const [name, user] of said) {
			const again = await fixture.decide(fixture.person(name, { key: name }), null);
			expect(again).toMatchObject({ repeated: true, decision: { user: { id: user } } });
		}
	});

	it('share turns fairly within one', async () => {
		const counts = await rows<{ user_id: string; count: number }>(
			'SELECT user_id, COUNT(*) AS count FROM contact_assignment_assignments GROUP BY user_id',
		);
		const numbers = ['u1', 'u2', 'u3'].map(
			(user) => counts.find(({ user_id }) => user_id === user)?.count ?? 0,
		);
		expect(Math.max(...numbers) - Math.min(...numbers)).toBeLessThanOrEqual(1);
		const fixture = new LedgerFixture(store.ledger('location'));
		expect(await fixture.open()).toEqual(numbers);
		const mean = numbers.reduce((sum, number) => sum + number, 0) / 3;
		for (const [i, credit] of (await fixture.credits()).entries()) {
			// In whole thousandths of a turn.
			expect(Math.abs(credit - 1_000 * (mean - (numbers[i] ?? 0)))).toBeLessThanOrEqual(0.5);
		}
	});

	it('wait for the one that is just making the file', async () => {
		const other = join(folder, 'other.sqlite');
		const maker = startProcess(process.execPath, ['--eval', MAKER, '--', other], {
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		if (!maker.stdout) throw new Error('its output is a pipe');
		const ended = once(maker, 'exit');
		await once(maker.stdout, 'data');
		try {
			const opened = await SqliteDatabase.open(other);
			await opened.close();
		} finally {
			await ended;
		}
	});
});
