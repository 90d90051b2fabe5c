import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Database, Reader, Transaction, Value } from './database';
import { FileTurns } from './fileTurns';
import { LedgerError } from './ledger';
import { isBusy, LOSSES, sqliteFailure } from './sqliteErrors';
import { SqliteFile, type FileLoss } from './sqliteFile';
import { sqliteParameter, SqliteReader, sqliteStatement } from './sqliteReader';
import { readingAnyText, withAnyText } from './storedText';

/** How long to wait for another process that writes. A transaction takes about a millisecond. */
const BUSY_MS = 10_000;
const RETRY_MS = 5;

/** How long another process may take to bring its log into the file: 4 MB at the most. */
const TIDYING_MS = 1_000;

const MEMORY = ':memory:';

/** SQLite in a file that all processes of one machine may share; `:memory:` is for tests. */
export class SqliteDatabase implements Database {
	readonly name: string;
	readonly isMovable = true;
	private readonly statements = new Map<string, StatementSync>();
	private readonly turns: FileTurns;
	/** Null in memory. */
	private readonly file: SqliteFile | null;
	/** Opened when somebody reads. */
	private reader: SqliteReader | null = null;
	private lost: LedgerError | null = null;
	/** Whether somebody was told so. */
	private isLossTold = false;
	/** How long it may look overwritten before it is taken for that, milliseconds. */
	private patience = TIDYING_MS;

	private constructor(
		private readonly path: string,
		private readonly connection: DatabaseSync,
		private readonly Connection: typeof DatabaseSync,
	) {
		this.name = `the SQLite file ${path}`;
		this.turns = new FileTurns(path === MEMORY ? null : path);
		this.file = path === MEMORY ? null : new SqliteFile(path, connection);
		this.file?.note();
	}

	get isLost(): boolean {
		return this.lost !== null && this.isLossTold;
	}

	/** @throws {LedgerError} when the file cannot be opened or made */
	static async open(file: string): Promise<SqliteDatabase> {
		try {
			// Loaded when it is needed: who uses Postgres needs no Node with SQLite.
			const { DatabaseSync } = await import('node:sqlite');
			if (file !== MEMORY) mkdirSync(dirname(file), { recursive: true });
			// Waiting is ours: SQLite would wait with the whole process, and while another process makes
			// the file, it does not wait at all.
			const connection = new DatabaseSync(file, { timeout: 0 });
			// FULL: a decision that HighLevel was told about must not be lost when the power fails.
			await onceFree(() => connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL'));
			// What is deleted may name a person: it does not stay on the disk until something else needs
			// the place.
			connection.exec('PRAGMA secure_delete = ON');
			return new SqliteDatabase(file, connection, DatabaseSync);
		} catch (error) {
			throw sqliteFailure(`the SQLite file ${file}`, error);
		}
	}

	async transaction<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.tellingLoss(async () => await this.unwaited(lock, work));
	}

	async unwaited<T>(_lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.turns.take(async () => await this.run(work));
	}

	async reading<T>(work: (sql: Reader) => Promise<T>): Promise<T> {
		// Whoever writes finds out what became of the file.
		if (!this.connection.isOpen || this.file?.isGone()) await this.transaction('', doNothing);
		return await work(readingAnyText((this.reader ??= this.openReader())));
	}

	private openReader(): SqliteReader {
		// Nobody else can reach what is in memory: who reads it takes turns with who writes.
		if (this.path === MEMORY) {
			return new SqliteReader(
				this.connection,
				async (action) =>
					await this.turns.take(
						async () => await this.orLedgerError(async () => await Promise.resolve(action())),
					),
			);
		}
		try {
			return new SqliteReader(
				new this.Connection(this.path, { readOnly: true, timeout: 0 }),
				async (action) => await this.orLedgerError(async () => await onceFree(action)),
			);
		} catch (error) {
			throw sqliteFailure(this.name, error);
		}
	}

	private closeReader(): void {
		this.reader?.close();
		this.reader = null;
	}

	async wipe(): Promise<void> {
		await this.tellingLoss(async () => await this.turns.take(async () => await this.truncateLog()));
	}

	private async truncateLog(): Promise<void> {
		await this.orLedgerError(async () => {
			await this.refuseLoss();
			// Another process that reads just now keeps the log until it ends.
			this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
			this.file?.note();
		});
	}

	private async tellingLoss<T>(action: () => Promise<T>): Promise<T> {
		try {
			return await action();
		} catch (error) {
			if (error === this.lost) this.isLossTold = true;
			throw error;
		}
	}

	async close(): Promise<void> {
		await this.turns.ended();
		this.closeReader();
		this.statements.clear();
		if (this.connection.isOpen) this.connection.close();
		this.file?.release();
		this.turns.release();
	}

	private async run<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		if (this.lost) throw this.lost;
		try {
			await this.orLedgerError(async () => await this.begin());
			const result = await work(withAnyText(this.statementsOf()));
			await this.orLedgerError(async () => this.commit());
			return result;
		} catch (error) {
			if (this.connection.isOpen && this.connection.isTransaction) {
				this.connection.exec('ROLLBACK');
			}
			throw error;
		}
	}

	private async begin(): Promise<void> {
		await this.refuseLoss();
		// IMMEDIATE: what is read stays true until it is written, whatever other processes do.
		await onceFree(() => this.connection.exec('BEGIN IMMEDIATE'));
		// Whoever had the turn before may have taken a long time.
		if (this.file?.isGone()) throw this.loseTo('gone');
	}

	private commit(): void {
		if (this.file?.isGone()) throw this.loseTo('gone');
		this.connection.exec('COMMIT');
		this.file?.note();
	}

	/** @throws {LedgerError} when something else than SQLite has touched the file */
	private async refuseLoss(): Promise<void> {
		const deadline = Date.now() + this.patience;
		for (;;) {
			const loss = this.file?.loss() ?? null;
			if (loss === null) break;
			// Another process may be about to tidy up, and not done yet.
			if (loss !== 'overwritten' || Date.now() >= deadline) throw this.loseTo(loss);
			await wait(RETRY_MS);
		}
		this.patience = TIDYING_MS;
	}

	/** Saves what can be saved, and leaves the file to whoever opens it next. */
	private loseTo(loss: FileLoss): LedgerError {
		const { isOver, message, wayOut } = LOSSES[loss];
		const error = new LedgerError(`The ledger in ${this.name} cannot be used: ${message}`, wayOut);
		this.patience = 0;
		if (!isOver) return error;
		this.lost = error;
		if (this.connection.isTransaction) this.connection.exec('ROLLBACK');
		try {
			// What stands in the log belongs to the file, wherever that is now.
			this.connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
			this.closeReader();
			this.statements.clear();
			this.connection.close();
			this.file?.release();
			this.turns.release();
			if (loss === 'gone') this.file?.removeLeftovers();
		} catch (cause) {
			error.cause = cause;
		}
		return error;
	}

	/** What fails here is the store; what the work itself throws is not. */
	private async orLedgerError<T>(action: () => Promise<T>): Promise<T> {
		return await action().catch((error: unknown) => {
			throw sqliteFailure(this.name, error);
		});
	}

	private statementsOf(): Transaction {
		return {
			all: async <Row>(sql: string, ...values: Value[]) =>
				await this.orLedgerError(
					async () => this.prepare(sql).all(...values.map(sqliteParameter)) as Row[],
				),
			run: async (sql, ...values) =>
				await this.orLedgerError(async () =>
					Number(this.prepare(sql).run(...values.map(sqliteParameter)).changes),
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
			statement = this.connection.prepare(sqliteStatement(sql));
			this.statements.set(sql, statement);
		}
		return statement;
	}
}

async function doNothing(): Promise<void> {
	await Promise.resolve();
}

/** Does it once no other process is in the way. */
async function onceFree<T>(action: () => T): Promise<T> {
	const deadline = Date.now() + BUSY_MS;
	for (;;) {
		try {
			return action();
		} catch (error) {
			if (!isBusy(error) || Date.now() > deadline) throw error;
		}
		await wait(RETRY_MS);
	}
}
