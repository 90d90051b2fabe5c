import type { Reader, Transaction, Value } from './database';
import type { PostgresConnection } from './postgresConnection';
import { withPrefix, type TablesPlace } from './postgresTables';
import { tableOf, type ColumnKind } from './tables';

/** How long Postgres works on one statement. */
export const STATEMENT_MS = 30_000;
/** How long anything at all waits for an answer, beyond the server's own limits. */
export const ANSWER_MS = 10_000;

/** Of the rows that a report reads: more would keep n8n long, fewer would often go to the server. */
const AT_ONCE = 500;

/** What work says to Postgres within its transaction. */
export function statementsOf(
	connection: PostgresConnection,
	place: TablesPlace | null,
): Transaction {
	const query = async (sql: string, values: unknown[]) =>
		await connection.query(STATEMENT_MS + ANSWER_MS, place ? withPrefix(sql, place) : sql, values);
	return {
		all: async <Row>(sql: string, ...values: Value[]) =>
			(await query(numbered(sql), values)).rows as Row[],
		run: async (sql, ...values) => (await query(numbered(sql), values)).rowCount ?? 0,
		insert: async (table, rows, conflict = '') => {
			const [first] = rows;
			if (!first) return;
			const columns = Object.keys(first);
			const kinds = tableOf(table).columns;
			// Columns as arrays: however many rows, the same statement and no limit of parameters.
			const arrays = columns.map((column) => rows.map((row) => row[column] ?? null));
			await query(
				`INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${columns
					.map((column, i) => `$${i + 1}::${ARRAY_TYPES[kinds[column] ?? 'text']}`)
					.join(', ')}) ${conflict}`,
				arrays,
			);
		},
	};
}

/** The same for who only reads. */
export function readerOf(connection: PostgresConnection, place: TablesPlace | null): Reader {
	return {
		atOnce: AT_ONCE,
		all: statementsOf(connection, place).all,
		lists: async <List extends readonly unknown[]>(
			columns: readonly string[],
			from: string,
			...values: Value[]
		) => {
			const sql = inColumns(columns, from);
			const text = numbered(place ? withPrefix(sql, place) : sql);
			const [found] = await connection.lists(STATEMENT_MS + ANSWER_MS, text, values);
			return listsOf(found as Array<string | null>) as unknown as List[];
		},
	};
}

/**
 * All values of a column as one text: what the client does for each value of each row takes longer than
 * all the rest.
 */
function inColumns(columns: readonly string[], from: string): string {
	const names = columns.map((_, i) => `column_${i}`);
	return `SELECT ${names.map((name) => `json_agg(${name})::text`).join(', ')}
		FROM (SELECT ${columns.join(', ')} ${from}) AS found(${names.join(', ')})`;
}

/** @param columns JSON; null when there are no rows */
function listsOf(columns: ReadonlyArray<string | null>): unknown[][] {
	const values = columns.map((column) => JSON.parse(column ?? '[]') as unknown[]);
	return (values[0] ?? []).map((_, row) => values.map((column) => column[row]));
}

const ARRAY_TYPES: Record<ColumnKind, string> = {
	text: 'text[]',
	time: 'bigint[]',
	integer: 'integer[]',
	real: 'double precision[]',
};

function numbered(sql: string): string {
	let count = 0;
	return sql
		.replaceAll('EACH(?)', 'unnest(?::text[]) AS list(value)')
		.replaceAll('?', () => `$${++count}`);
}
