import type { Database, Reader, Value } from './database';
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

type FactsOf<List, Fact> = (rows: List[], sql: Reader) => Fact[] | Promise<Fact[]>;

/** How many slices come with one transaction: with Postgres, to begin and end it takes as long as two. */
const SLICES = 4;

/**
 * The rows of one scope within a span in the order of their time: again and again a slice of a few
 * milliseconds, however many there are. Those of one instant are in the same slice.
 * @param factsOf what is made of a slice, and may need more of the store
 */
export async function* slices<List extends TimedList, Fact>(
	database: Database,
	scope: string,
	sliced: Sliced,
	{ from, to }: Span,
	factsOf: FactsOf<List, Fact>,
): AsyncGenerator<Fact[], void, undefined> {
	for (let next = from; next < to;) {
		const rest = { from: next, to };
		const { blocks, until } = await database.reading(
			async (sql) => await someSlices(sql, scope, sliced, rest, factsOf),
		);
		for (const facts of blocks) yield facts;
		next = until;
	}
}

async function someSlices<List extends TimedList, Fact>(
	sql: Reader,
	scope: string,
	sliced: Sliced,
	{ from, to }: Span,
	factsOf: FactsOf<List, Fact>,
): Promise<{ blocks: Fact[][]; until: number }> {
	const blocks: Fact[][] = [];
	let times = 1;
	let next = from;
	while (next < to && blocks.length < SLICES) {
		const rest = { from: next, to };
		const { rows, isLast } = await slice<List>(sql, scope, sliced, rest, sql.atOnce * times);
		const whole = isLast ? rows : withoutLastInstant(rows);
		if (whole.length > 0) blocks.push(await factsOf(whole, sql));
		// Of one instant there are more than are read at once.
		times = whole.length > 0 ? 1 : times * 2;
		next = isLast ? to : (timeOf(rows.at(-1)) ?? to);
	}
	return { blocks, until: next };
}

async function slice<List extends TimedList>(
	sql: Reader,
	scope: string,
	{ table, time, columns, where, values = [] }: Sliced,
	{ from, to }: Span,
	limit: number,
): Promise<{ rows: List[]; isLast: boolean }> {
	const rows = await sql.lists<List>(
		[...columns, time],
		`FROM ${table}
		WHERE scope = ? AND ${time} >= ? AND ${time} < ?${where ? ` AND ${where}` : ''}
		ORDER BY ${time} LIMIT ?`,
		...[scope, from, to, ...values, limit],
	);
	return { rows, isLast: rows.length < limit };
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
