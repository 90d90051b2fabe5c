import type { Database, Value } from './database';
import type { Span } from './reading';
import type { SqlTable } from './tables';

/** What of a table is read in the order of time. */
export interface Sliced {
	table: SqlTable;
	/** The column of the time, with which an index goes on after `scope`. */
	time: string;
	/** SQL; the time comes after them. */
	columns: readonly string[];
	/** SQL that says which rows; left out for all. */
	where?: string | undefined;
	/** Of `where`. */
	values?: readonly Value[];
}

/** The columns of a row, then its time. */
type TimedList = readonly [...unknown[], number];

/**
 * The rows of one scope within a span in the order of their time: again and again a slice of a few
 * milliseconds, however many there are. Those of one instant are in the same slice.
 */
export async function* slices<List extends TimedList>(
	database: Database,
	scope: string,
	sliced: Sliced,
	{ from, to }: Span,
): AsyncGenerator<List[], void, undefined> {
	let times = 1;
	for (let next = from; next < to;) {
		const { rows, isLast } = await slice<List>(database, scope, sliced, { from: next, to }, times);
		const whole = isLast ? rows : withoutLastInstant(rows);
		if (whole.length > 0) yield whole;
		if (isLast) return;
		// Of one instant there are more than are read at once.
		times = whole.length === 0 ? times * 2 : 1;
		next = timeOf(rows.at(-1)) ?? to;
	}
}

async function slice<List extends TimedList>(
	database: Database,
	scope: string,
	{ table, time, columns, where, values = [] }: Sliced,
	{ from, to }: Span,
	times: number,
): Promise<{ rows: List[]; isLast: boolean }> {
	return await database.reading(async (sql) => {
		const limit = sql.atOnce * times;
		const rows = await sql.lists<List>(
			`SELECT ${[...columns, time].join(', ')} FROM ${table}
			WHERE scope = ? AND ${time} >= ? AND ${time} < ?${where ? ` AND ${where}` : ''}
			ORDER BY ${time} LIMIT ?`,
			...[scope, from, to, ...values, limit],
		);
		return { rows, isLast: rows.length < limit };
	});
}

/** There may be more of that one. */
function withoutLastInstant<List extends TimedList>(rows: List[]): List[] {
	const last = timeOf(rows.at(-1));
	let end = rows.length;
	while (end > 0 && timeOf(rows[end - 1]) === last) end -= 1;
	return rows.slice(0, end);
}

function timeOf(row: TimedList | undefined): number | undefined {
	return row?.[row.length - 1] as number | undefined;
}
