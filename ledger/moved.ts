import { saidBeginning, type Beginning, type SaidBeginning } from './beginning';
import type { Database, Queries, Reader, Transaction } from './database';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';

/** That what a store held is used elsewhere by now. */
export interface Moved extends SaidBeginning {
	how: 'moved';
}

/** Whether what the store held is used elsewhere by now. */
export function isMoved(begun: Beginning | null): begun is Moved {
	return begun?.how === 'moved';
}

/** What is said to whoever still decides by a store that was copied. */
export class LedgerMovedError extends LedgerError {
	constructor(name: string, { other, at }: Moved) {
		super(
			`The ledger in ${name} was copied to ${other}, and decides nothing any more`,
			`It was copied at ${new Date(at).toISOString()}. In nodes that still use it, change Options > Ledger to Automatic or Postgres, whichever leads there. If copying was interrupted, run the operation Copy Ledger of Assignment Ledger again: it finishes the rest.`,
		);
	}
}

/**
 * The store as long as what it holds is not used elsewhere: from then on it refuses everything.
 * @throws {LedgerError} when it is already
 */
export async function unmoved(database: Database): Promise<Database> {
	if (!database.isMovable) return database;
	const watched = new UnmovedDatabase(database);
	await watched.transaction(LOCKS.schema, async () => await Promise.resolve());
	return watched;
}

/** Asks in each transaction, because another process may have copied it. */
class UnmovedDatabase implements Database {
	readonly isMovable = true;
	private refusal: LedgerError | null = null;
	/** Whether somebody was told so. */
	private isTold = false;

	constructor(private readonly database: Database) {}

	get name() {
		return this.database.name;
	}

	get clock() {
		return this.database.clock;
	}

	get isLost(): boolean {
		return this.isTold || this.database.isLost;
	}

	async transaction<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.tellingRefusal(
			async () =>
				await this.whileHere(
					async (checked) => await this.database.transaction(lock, checked),
					work,
				),
		);
	}

	async unwaited<T>(lock: string, work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.whileHere(
			async (checked) => await this.database.unwaited(lock, checked),
			work,
		);
	}

	async reading<T>(work: (sql: Reader) => Promise<T>): Promise<T> {
		return await this.tellingRefusal(
			async () =>
				await this.whileHere(async (checked) => await this.database.reading(checked), work),
		);
	}

	async wipe(): Promise<void> {
		await this.database.wipe();
	}

	async close(): Promise<void> {
		await this.database.close();
	}

	private async tellingRefusal<T>(action: () => Promise<T>): Promise<T> {
		try {
			return await action();
		} catch (error) {
			this.isTold ||= error === this.refusal;
			throw error;
		}
	}

	private async whileHere<Sql extends Queries, T>(
		run: (checked: (sql: Sql) => Promise<T>) => Promise<T>,
		work: (sql: Sql) => Promise<T>,
	): Promise<T> {
		if (this.refusal) throw this.refusal;
		try {
			return await run(async (sql) => {
				await this.refuseMoved(sql);
				return await work(sql);
			});
		} finally {
			// Whoever opens it anew does not find it held.
			if (this.refusal) await this.database.close();
		}
	}

	private async refuseMoved(sql: Queries): Promise<void> {
		const said = await saidBeginning(sql);
		if (isMoved(said)) throw (this.refusal ??= new LedgerMovedError(this.name, said));
	}
}
