import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database, Queries, Reader, Transaction } from './database';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import type { PostgresConnection, PostgresLogin } from './postgresConnection';
import { PostgresConnections } from './postgresConnections';
import { mayRepeat, nameOf } from './postgresErrors';
import { ANSWER_MS, readerOf, STATEMENT_MS, statementsOf } from './postgresStatements';
import { TABLES_MADE, tablesNumber, tablesSelected, type TablesPlace } from './postgresTables';
import { StoreClock } from './storeClock';
import { readingAnyText, withAnyText } from './storedText';

/** A database, how to get into it, and where in it the ledger is. */
export interface PostgresPlace extends PostgresLogin {
	/** At most, for this process. */
	connections: number;
	/** Default: where the user's search path leads. */
	tables?: TablesPlace;
}

/** How long a transaction waits for another one under the same lock. */
const LOCK_MS = 20_000;
/**
 * How long a transaction may say nothing while others wait for it: a process that was stopped inside
 * one, or whose machine has vanished. Longer with each try, for one that only computes long.
 */
const SILENCE_MS = 5_000;
/** How long it waits for who makes the tables anew, and they for it: within `ANSWER_MS`. */
const REPLACING_MS = 5_000;
/** How long a transaction may say nothing while it is alone with the store. */
const ALONE_MS = 60_000;
/** Of Postgres' advisory locks with two numbers, the first one. */
const TABLES_LOCK = 0x77_61_68_6c;

/** How often a transaction is tried that Postgres has rolled back. */
const TRIES = 5;
const PAUSE_MS = 50;

/**
 * Whether somebody waits for a transaction, whether others may use the store meanwhile, and whether it
 * only reads.
 */
type Kind = 'waited for' | 'unwaited' | 'alone' | 'reading';

type Work<T> = (connection: PostgresConnection) => Promise<T>;

/** Postgres, for n8n's queue mode and several machines. */
export class PostgresDatabase implements Database {
	readonly name: string;
	readonly isMovable = false;
	readonly clock = new StoreClock();
	private readonly login: PostgresLogin;
	private readonly most: number;
	private readonly place: TablesPlace | null;
	private readonly readers: PostgresConnections;
	/** Names the tables since they were first seen: made anew, they have another name. */
	private tables: string | null = null;
	private areOthers = false;

	/**
	 * Connects when it is first used.
	 * @param connections those of this process to the database
	 */
	constructor(
		{ connections: most, tables, ...login }: PostgresPlace,
		private readonly connections = PostgresConnections.to(login),
	) {
		this.name = nameOf(login, tables);
		this.login = login;
		this.most = most;
		this.place = tables ?? null;
		this.readers = PostgresConnections.toRead(login, most);
	}

	/** Connections that break are replaced; tables that were, hold another ledger. */
	get isLost(): boolean {
		return this.areOthers;
	}

	async transaction<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.repeating(lock, this.writing(work), 'waited for');
	}

	async unwaited<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.repeating(lock, this.writing(work), 'unwaited');
	}

	async reading<T>(work: (sql: Reader) => Promise<T>): Promise<T> {
		return await this.repeating(
			LOCKS.reading,
			async (connection) => await work(readingAnyText(readerOf(connection, this.place))),
			'reading',
		);
	}

	/**
	 * Runs work that makes the tables anew, while nobody else uses the store. Whoever has it open is
	 * told afterwards that it is another one, and opens it anew.
	 */
	async replacing<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		try {
			return await this.repeating(LOCKS.schema, this.writing(work), 'alone');
		} finally {
			// Whether it went well or not: a connection that breaks at the end does not tell.
			this.tables = null;
		}
	}

	private writing<T>(work: (sql: Transaction) => Promise<T>): Work<T> {
		return async (connection) => await work(withAnyText(statementsOf(connection, this.place)));
	}

	private async repeating<T>(name: string, work: Work<T>, kind: Kind): Promise<T> {
		// Of two ledgers in one database, none waits for the other.
		const lock = this.place ? JSON.stringify([this.place, name]) : name;
		for (let number = 1; ; number += 1) {
			const attempt = new Attempt(number, lock, this.clock, this.place, kind);
			try {
				return await this.once(attempt, lock, work, kind);
			} catch (error) {
				if (number >= TRIES || !mayRepeat(error, attempt.isCommitting)) throw error;
			}
			// Not at the same time as whoever was in the way.
			await wait(PAUSE_MS * number * Math.random());
		}
	}

	private async once<T>(attempt: Attempt, lock: string, work: Work<T>, kind: Kind): Promise<T> {
		let { tables } = this;
		const connections = kind === 'reading' ? this.readers : this.connections;
		const result = await connections.use(
			lock,
			this.login,
			this.most,
			async (connection) => this.recognise(await attempt.begin(connection), kind),
			async (connection) =>
				await attempt.run(connection, async () => {
					const done = await work(connection);
					// It may have made them.
					tables ??= await tablesIn(statementsOf(connection, this.place));
					return done;
				}),
		);
		this.tables ??= tables;
		return result;
	}

	/** @throws {LedgerError} when the tables are not those of before */
	private recognise(tables: string | null, kind: Kind): void {
		this.tables ??= tables;
		if (tables === this.tables) return;
		// Else it is left to be told to the next who asks.
		this.areOthers = kind !== 'unwaited';
		throw new LedgerError(
			`The ledger in ${this.name} cannot be used: its tables were removed or replaced while n8n used them`,
			'Nothing was written this time. The next run goes on with the tables that are there then, or makes new ones, which know nothing of before: restore a backup to keep what was decided.',
		);
	}

	/** Postgres does it by itself, when it vacuums. */
	async wipe(): Promise<void> {
		await Promise.resolve();
	}

	async close(): Promise<void> {
		await this.connections.close(this.login);
		await this.readers.close(this.login);
	}
}

/** One try of a transaction. */
class Attempt {
	private committing = false;

	constructor(
		private readonly number: number,
		private readonly lock: string,
		private readonly clock: StoreClock,
		private readonly place: TablesPlace | null,
		private readonly kind: Kind,
	) {}

	/** Whether Postgres was told to commit, and may have. */
	get isCommitting(): boolean {
		return this.committing;
	}

	/**
	 * Says all that the transaction depends on, whatever the defaults of server, database and user, and
	 * for this transaction only: behind PgBouncer the next one may get another session. READ COMMITTED,
	 * because what was written while the lock was waited for has to be seen.
	 * @returns what names the tables of the ledger; null when there are none
	 */
	async begin(connection: PostgresConnection): Promise<string | null> {
		const askedAt = Date.now();
		const [silence, sharing] =
			this.kind === 'alone' ? [ALONE_MS, ''] : [SILENCE_MS * this.number, '_shared'];
		const may = this.kind === 'reading' ? 'READ ONLY' : 'READ WRITE';
		const row = await connection.last(
			ANSWER_MS,
			`BEGIN ISOLATION LEVEL READ COMMITTED ${may};
			SELECT set_config('lock_timeout', '${REPLACING_MS}', true);
			SELECT pg_advisory_xact_lock${sharing}(${TABLES_LOCK}, ${tablesNumber(this.place)});
			SELECT set_config('statement_timeout', '${STATEMENT_MS}', true),
				set_config('lock_timeout', '${LOCK_MS}', true),
				set_config('idle_in_transaction_session_timeout', '${silence}', true),
				(extract(epoch FROM clock_timestamp()) * 1000)::double precision AS told,
				${tablesSelected(this.place)}`,
		);
		this.clock.compare({ askedAt, answeredAt: Date.now() }, Number(row?.told));
		return typeof row?.tables === 'string' ? row.tables : null;
	}

	/** Runs work in the transaction that was begun, and ends it. */
	async run<T>(connection: PostgresConnection, work: () => Promise<T>): Promise<T> {
		try {
			if (this.kind !== 'reading') await this.takeLock(connection);
			const result = await work();
			this.committing = true;
			await connection.query(STATEMENT_MS + ANSWER_MS, 'COMMIT');
			return result;
		} catch (error) {
			await this.rollBack(connection);
			throw error;
		}
	}

	private async takeLock(connection: PostgresConnection): Promise<void> {
		await connection.query(LOCK_MS + ANSWER_MS, 'SELECT pg_advisory_xact_lock($1)', [
			lockNumber(this.lock),
		]);
	}

	private async rollBack(connection: PostgresConnection): Promise<void> {
		if (connection.isBroken) return;
		// Without a connection Postgres rolls back by itself.
		await connection.query(ANSWER_MS, 'ROLLBACK').catch(async () => await connection.close());
	}
}

async function tablesIn(sql: Queries): Promise<string | null> {
	const [row] = await sql.all<{ tables: string | null }>(TABLES_MADE);
	return row?.tables ?? null;
}

/** Advisory locks have numbers of 64 bits. */
function lockNumber(lock: string): string {
	const hash = createHash('sha256').update(`n8n-nodes-contact-assignment ${lock}`).digest();
	return hash.readBigInt64BE().toString();
}
