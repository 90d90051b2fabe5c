import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Database, Transaction, Value } from './database';
import { LedgerError } from './ledger';

/** How long to wait for another process that writes. A transaction takes about a millisecond. */
const BUSY_MS = 10_000;
const RETRY_MS = 5;

/** https://www.sqlite.org/rescode.html#busy; extended codes keep it in their lowest byte. */
const SQLITE_BUSY = 5;

/** SQLite in a file that all processes of one machine may share; `:memory:` is for tests. */
export class SqliteDatabase implements Database {
	readonly name: string;
	private readonly statements = new Map<string, StatementSync>();
	private last: Promise<unknown> = Promise.resolve();

	private constructor(
		file: string,
		private readonly connection: DatabaseSync,
	) {
		this.name = `the SQLite file ${file}`;
	}

	/** @throws {LedgerError} when the file cannot be opened or made */
	static async open(file: string): Promise<SqliteDatabase> {
		try {
			// Loaded when it is needed: who uses Postgres needs no Node with SQLite.
			const { DatabaseSync } = await import('node:sqlite');
			if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
			// Waiting is ours: SQLite would wait with the whole process, and while another process makes
			// the file, it does not wait at all.
			const connection = new DatabaseSync(file, { timeout: 0 });
			// FULL: a decision that HighLevel was told about must not be lost when the power fails.
			await onceFree(() => connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'));
			return new SqliteDatabase(file, connection);
		} catch (error) {
			throw failure(`the SQLite file ${file}`, error);
		}
	}

	async transaction<T>(_lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		// One connection: a second transaction of this process begins when the first has ended.
		const mine = this.last.then(async () => await this.run(work));
		this.last = mine.catch(() => undefined);
		return await mine;
	}

	async close(): Promise<void> {
		await this.last;
		this.statements.clear();
		if (this.connection.isOpen) this.connection.close();
	}

	private async run<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		try {
			// IMMEDIATE: what is read stays true until it is written, whatever other processes do.
			await this.orLedgerError(async () => {
				await onceFree(() => this.connection.exec('BEGIN IMMEDIATE'));
			});
			const result = await work(this.statementsOf());
			await this.orLedgerError(async () => this.connection.exec('COMMIT'));
			return result;
		} catch (error) {
			if (this.connection.isOpen && this.connection.isTransaction) {
				this.connection.exec('ROLLBACK');
			}
			throw error;
		}
	}

	/** What fails here is the store; what the work itself throws is not. */
	private async orLedgerError<T>(action: () => Promise<T>): Promise<T> {
		return await action().catch((error: unknown) => {
			throw failure(this.name, error);
		});
	}

	private statementsOf(): Transaction {
		return {
			all: async <Row>(sql: string, ...values: Value[]) =>
				await this.orLedgerError(
					async () => this.prepare(sql).all(...values.map(parameter)) as Row[],
				),
			run: async (sql, ...values) =>
				await this.orLedgerError(async () =>
					Number(this.prepare(sql).run(...values.map(parameter)).changes),
				),
			insert: async (table, rows, conflict = '') => {
				const [first] = rows;
				if (!first) return;
				const columns = Object.keys(first);
				const places = columns.map(() => '?').join(', ');
				await this.orLedgerError(async () => {
					const statement = this.prepare(
						`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ${conflict}`,
					);
					for (const row of rows) statement.run(...columns.map((column) => row[column] ?? null));
				});
			},
		};
	}

	private prepare(sql: string): StatementSync {
		let statement = this.statements.get(sql);
		if (!statement) {
			statement = this.connection.prepare(sql.replaceAll('EACH(?)', 'json_each(?) AS list'));
			this.statements.set(sql, statement);
		}
		return statement;
	}
}

/** Does it once no other process is in the way. */
async function onceFree(action: () => void): Promise<void> {
	const deadline = Date.now() + BUSY_MS;
	for (;;) {
		try {
			action();
			return;
		} catch (error) {
			if (!isBusy(error) || Date.now() > deadline) throw error;
		}
		await wait(RETRY_MS);
	}
}

function isBusy(error: unknown): boolean {
	return (
		isNativeError(error) && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
	);
}

function parameter(value: Value): string | number | null {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

/** SQLite's own errors, and those of its file, become ours. */
function failure(name: string, error: unknown): unknown {
	if (!isNativeError(error) || !('code' in error)) return error;
	return new LedgerError(
		`The ledger in ${name} cannot be used: ${error.message}`,
		error.code === 'ERR_UNKNOWN_BUILTIN_MODULE'
			? "n8n needs Node.js 24 for a ledger in SQLite. Update Node.js, or set 'Ledger' to 'Postgres'."
			: 'n8n must be able to write this file and its folder, on a disk of its own machine with space left. An environment variable of n8n, CONTACT_ASSIGNMENT_SQLITE_FILE, names another file.',
		{ cause: error },
	);
}
