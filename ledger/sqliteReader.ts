import { setImmediate as turn } from 'node:timers/promises';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Reader, Value } from './database';

/** Of the rows that a report reads, SQLite finds so many within 2 ms, in which n8n waits. */
const AT_ONCE = 400;

/** What comes before and after a statement, such as to wait until SQLite is free. */
type Around = <T>(action: () => T) => Promise<T>;

/**
 * A connection to a file that only reads. With SQLite's log, it sees what stands there when a statement
 * begins, whoever writes meanwhile.
 */
export class SqliteReader implements Reader {
	readonly atOnce = AT_ONCE;
	private readonly statements = new Map<string, StatementSync>();

	constructor(
		private readonly connection: DatabaseSync,
		private readonly around: Around,
	) {}

	async all<Row>(sql: string, ...values: Value[]): Promise<Row[]> {
		return (await this.found(sql, false, values)) as Row[];
	}

	async lists<List extends readonly unknown[]>(
		columns: readonly string[],
		from: string,
		...values: Value[]
	): Promise<List[]> {
		const sql = `SELECT ${columns.join(', ')} ${from}`;
		return (await this.found(sql, true, values)) as unknown as List[];
	}

	close(): void {
		this.statements.clear();
		if (this.connection.isOpen) this.connection.close();
	}

	private async found(sql: string, asLists: boolean, values: readonly Value[]) {
		const rows = await this.around(() =>
			this.prepare(sql, asLists).all(...values.map(sqliteParameter)),
		);
		// SQLite works while n8n waits: everything else comes in between two statements.
		await turn();
		return rows;
	}

	private prepare(sql: string, asLists: boolean): StatementSync {
		const key = `${asLists} ${sql}`;
		let statement = this.statements.get(key);
		if (!statement) {
			statement = this.connection.prepare(sqliteStatement(sql));
			statement.setReturnArrays(asLists);
			this.statements.set(key, statement);
		}
		return statement;
	}
}

/** A statement as SQLite takes it. */
export function sqliteStatement(sql: string): string {
	return sql.replaceAll('EACH(?)', 'json_each(?) AS list');
}

export function sqliteParameter(value: Value): string | number | null {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}
