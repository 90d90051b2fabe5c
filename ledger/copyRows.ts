import { createHash } from 'node:crypto';
import { BEGINNING } from './beginning';
import type { Transaction } from './database';
import { OLDER } from './olderLedger';
import { Pace } from './pace';
import { VERSION } from './schema';
import { sqlTable, tableOf, type SqlTable, type TableName } from './tables';

/** How many rows are held in memory: some of them are a few kilobytes. */
const PAGE = 500;

type Row = Record<string, string | number | null>;

/**
 * What each store says of itself, and no other one can take over. Everything else is copied, and so is
 * what is added later.
 */
const ITS_OWN = `name NOT IN ('${VERSION}', '${BEGINNING}') AND name NOT LIKE '${OLDER}%'`;

/** What is copied of a table. */
function copiedOf(table: TableName): string {
	return table === 'meta' ? ITS_OWN : '1 = 1';
}

/** What a table holds: the same for the same rows, in whichever order they come. */
export interface Tally {
	rows: number;
	digest: string;
}

/**
 * Copies a table into an empty one.
 * @returns what was read
 */
export async function copyRows(
	from: Transaction,
	to: Transaction,
	name: TableName,
): Promise<Tally> {
	return await tally(from, name, async (rows) => await to.insert(sqlTable(name), rows));
}

/** What a table holds, row by row. */
export async function tally(
	sql: Transaction,
	name: TableName,
	each: (rows: Row[]) => Promise<void> = async () => await Promise.resolve(),
): Promise<Tally> {
	const digest = new Digest(sqlTable(name));
	for await (const rows of pages(sql, name)) {
		await digest.add(rows);
		await each(rows);
	}
	return { rows: digest.rows, digest: digest.toString() };
}

/** How many rows are to be copied, as the store itself counts them. */
export async function countRows(sql: Transaction, name: TableName): Promise<number> {
	const [row] = await sql.all<{ count: number }>(
		`SELECT COUNT(*) AS count FROM ${sqlTable(name)} WHERE ${copiedOf(name)}`,
	);
	return Number(row?.count);
}

/** The rows in the order of the primary key, which each engine has in its own way. */
async function* pages(sql: Transaction, name: TableName): AsyncGenerator<Row[]> {
	const { key, columns } = tableOf(sqlTable(name));
	const keys = key.join(', ');
	const select = `SELECT ${Object.keys(columns).join(', ')} FROM ${sqlTable(name)} WHERE ${copiedOf(name)}`;
	const after = `AND (${keys}) > (${key.map(() => '?').join(', ')})`;
	let last: Row | undefined;
	do {
		const values = last ? key.map((column) => last?.[column] ?? null) : [];
		const rows: Row[] = await sql.all<Row>(
			`${select} ${last ? after : ''} ORDER BY ${keys} LIMIT ${PAGE}`,
			...values,
		);
		if (rows.length > 0) yield rows;
		last = rows.at(-1);
	} while (last);
}

/** No row is there twice, so sums of their hashes tell whether all are the same. */
class Digest {
	rows = 0;
	private readonly columns: string[];
	private readonly sum = new Uint32Array(8);
	private readonly pace = new Pace();

	constructor(table: SqlTable) {
		this.columns = Object.keys(tableOf(table).columns);
	}

	async add(rows: readonly Row[]): Promise<void> {
		for (const row of rows) {
			const values = JSON.stringify(this.columns.map((column) => row[column]));
			const hash = createHash('sha256').update(values).digest();
			for (let i = 0; i < this.sum.length; i++) {
				this.sum[i] = (this.sum[i] ?? 0) ^ hash.readUInt32LE(4 * i);
			}
			this.rows += 1;
			await this.pace.step();
		}
	}

	toString(): string {
		return this.sum.join(' ');
	}
}
