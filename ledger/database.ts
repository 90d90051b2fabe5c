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
		table: string,
		rows: ReadonlyArray<Record<string, string | number | null>>,
		conflict?: string,
	): Promise<void>;
}

/** A store with transactions: SQLite or Postgres. */
export interface Database {
	/** As people call it, for messages. */
	readonly name: string;
	/** It cannot be used any more, and may be opened anew. */
	readonly isLost: boolean;
	/**
	 * Runs work in a transaction of its own; of two with the same lock, one waits for the other.
	 * Rolled back when the work throws.
	 * @throws {LedgerError} when the store fails
	 */
	transaction<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T>;
	/** Takes what was deleted off the disk, as far as that is in the hands of who uses the store. */
	wipe(): Promise<void>;
	close(): Promise<void>;
}
