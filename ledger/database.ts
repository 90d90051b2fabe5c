import type { StoreClock } from './storeClock';
import type { SqlTable } from './tables';

/** What can be a parameter; a list goes with `EACH(?)`. */
export type Value = string | number | null | readonly string[];

/**
 * SQL that both engines understand, with two additions: `?` for parameters, and `EACH(?)` for a
 * list of texts as a table `list(value)`.
 */
export interface Transaction {
	all<Row>(sql: string, ...values: Value[]): Promise<Row[]>;
	/** @returns how many rows changed */
	run(sql: string, ...values: Value[]): Promise<number>;
	/** @param conflict what to do with rows that exist, from `ON CONFLICT` on */
	insert(
		table: SqlTable,
		rows: ReadonlyArray<Record<string, string | number | null>>,
		conflict?: string,
	): Promise<void>;
}

/** What only asks. */
export type Queries = Pick<Transaction, 'all'>;

/** Who only reads, while others write. Each statement finds what stands just then. */
export interface Reader extends Queries {
	/** How many rows a statement should find at most, so that nobody is kept waiting. */
	readonly atOnce: number;
	/**
	 * Rows as lists of their columns: faster than {@link Transaction.all} for many of them.
	 * @param columns SQL of each
	 * @param from SQL after the columns, from `FROM` on
	 */
	lists<List extends readonly unknown[]>(
		columns: readonly string[],
		from: string,
		...values: Value[]
	): Promise<List[]>;
}

/** How many values one statement looks up: SQLite works while n8n waits. */
const LOOKED_UP = 1_000;

/**
 * What a query finds for any number of values, in no order.
 * @param sql with the list, `EACH(?)`, as its last parameter, and nothing that adds rows up
 */
export async function allOf<Row>(
	transaction: Queries,
	sql: string,
	values: readonly Value[],
	list: readonly string[],
): Promise<Row[]> {
	const found: Row[] = [];
	for (let i = 0; i < list.length; i += LOOKED_UP) {
		const slice = list.slice(i, i + LOOKED_UP);
		for (const row of await transaction.all<Row>(sql, ...values, slice)) found.push(row);
	}
	return found;
}

/** A store with transactions: SQLite or Postgres. */
export interface Database {
	/** As people call it, for messages. */
	readonly name: string;
	/** The clock that all who use the store go by; without one, this machine's. */
	readonly clock?: StoreClock;
	/** Whether what it holds may be copied elsewhere while it is open, to be used there from then on. */
	readonly isMovable: boolean;
	/** It cannot be used any more, whoever asked was told, and it may be opened anew. */
	readonly isLost: boolean;
	/**
	 * Runs work in a transaction of its own; of two with the same lock, one waits for the other.
	 * Rolled back when the work throws.
	 * @throws {LedgerError} when the store fails
	 */
	transaction<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T>;
	/**
	 * The same for work that nobody waits for: that the store is lost is left to be told to the next who
	 * asks.
	 */
	unwaited<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T>;
	/**
	 * Runs work that only reads, over a connection of its own: it waits for nobody who writes, and nobody
	 * who writes waits for it. To be short, and fit to be done again.
	 * @throws {LedgerError} when the store fails
	 */
	reading<T>(work: (sql: Reader) => Promise<T>): Promise<T>;
	/** Takes what was deleted off the disk, as far as that is in the hands of who uses the store. */
	wipe(): Promise<void>;
	close(): Promise<void>;
}
