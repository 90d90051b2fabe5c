import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { TABLE_NAMES, sqlTable } from '../../ledger/tables';
import type { PostgresDatabase } from '../../sandbox/postgres';

/** How many rows a table has, and what all of them come to in whichever order. */
export type Sums = Record<string, { rows: number; sum: string }>;

const PAGE = 5_000;
/** What each store keeps for itself. */
const ITS_OWN = "name IN ('version', 'beginning')";
const restOf = (name: string) => (name === 'meta' ? `WHERE NOT (${ITS_OWN})` : '');

/** By the engine's own client, row by row. */
export function sumsOfFile(file: string): Sums {
	const connection = new DatabaseSync(file, { readOnly: true });
	const sums: Sums = {};
	for (const name of TABLE_NAMES) {
		const sum = new Sum();
		const rows = connection.prepare(`SELECT * FROM ${sqlTable(name)} ${restOf(name)}`);
		for (const row of rows.iterate()) sum.add(row);
		sums[name] = sum.value;
	}
	connection.close();
	return sums;
}

/** The same of a Postgres database. */
export async function sumsOfPostgres({ url }: PostgresDatabase): Promise<Sums> {
	const client = new Client({ connectionString: url });
	await client.connect();
	const sums: Sums = {};
	for (const name of TABLE_NAMES) {
		const sum = new Sum();
		await client.query(
			`BEGIN; DECLARE rows CURSOR FOR SELECT * FROM ${sqlTable(name)} ${restOf(name)}`,
		);
		for (;;) {
			const { rows } = await client.query<Record<string, unknown>>(`FETCH ${PAGE} FROM rows`);
			if (rows.length === 0) break;
			for (const row of rows) sum.add(row);
		}
		await client.query('COMMIT');
		sums[name] = sum.value;
	}
	await client.end();
	return sums;
}

/** Adds up the hashes of rows: other rows, another sum. */
class Sum {
	private rows = 0;
	private sum = 0n;

	add(row: Readonly<Record<string, unknown>>): void {
		const columns = Object.keys(row).sort();
		const values = columns.map((column) => [
			column,
			row[column] === null ? null : String(row[column]),
		]);
		const hash = createHash('sha1').update(JSON.stringify(values)).digest();
		this.sum = BigInt.asUintN(64, this.sum + hash.readBigUInt64BE());
		this.rows += 1;
	}

	get value() {
		return { rows: this.rows, sum: this.sum.toString(16) };
	}
}
