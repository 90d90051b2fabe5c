import type { Database } from '../../ledger/database';
import { TABLES, sqlTable, type TableName } from '../../ledger/tables';

/** A row of a table, as the engine gives it. */
export type StoredRow = Record<string, string | number | null>;

/** All rows of a table, in the order of these columns. */
export async function rowsOf(
	connect: () => Promise<Database>,
	table: TableName,
	...order: string[]
): Promise<StoredRow[]> {
	const by = order.length > 0 ? order : TABLES[table].key;
	const database = await connect();
	const rows = await database.transaction(
		'test',
		async (sql) =>
			await sql.all<StoredRow>(`SELECT * FROM ${sqlTable(table)} ORDER BY ${by.join(', ')}`),
	);
	await database.close();
	// One engine gives objects without a prototype.
	return rows.map((row) => ({ ...row }));
}
