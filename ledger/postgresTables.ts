import { createHash } from 'node:crypto';
import { escapeIdentifier, escapeLiteral } from 'pg';

/** Where the ledger's tables stand, when it is not where the user's search path leads. */
export interface TablesPlace {
	schema: string;
	/** What the names of tables and indexes begin with. */
	prefix: string;
}

/** A table that every ledger has. */
export const FIRST_TABLE = 'contact_assignment_meta';

/** The tables and indexes that a statement names. */
const NAMES = /\bcontact_assignment_\w+/g;

/** Postgres cuts names of more than 63 bytes off, and the longest of ours has 38. */
const PREFIX_BYTES = 24;

/** A statement for tables that have a prefix. */
export function withPrefix(sql: string, { prefix }: TablesPlace): string {
	if (prefix === '') return sql;
	return sql.replaceAll(NAMES, (name) => escapeIdentifier(tableName(name, prefix)));
}

/** The name of a table that has a prefix; of a long prefix, its digest. */
export function tableName(table: string, prefix: string): string {
	const fits = Buffer.byteLength(prefix) <= PREFIX_BYTES;
	return `${fits ? prefix : `${digestOf(prefix)}_`}${table}`;
}

/** Eight characters that only this text has. */
export function digestOf(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/**
 * What begins each transaction, as columns of a SELECT: where unqualified names lead, for this
 * transaction only, and `tables`, which names the tables as long as they are the same ones.
 */
export function tablesSelected(place: TablesPlace | null): string {
	if (!place) return tablesNamed(`'${FIRST_TABLE}'`);
	const schema = escapeIdentifier(place.schema);
	const first = `${schema}.${escapeIdentifier(tableName(FIRST_TABLE, place.prefix))}`;
	return `set_config('search_path', ${escapeLiteral(schema)}, true), ${tablesNamed(escapeLiteral(first))}`;
}

/** Only who opens a table, as pg_class is one, learns which ones were made anew since it began. */
function tablesNamed(first: string): string {
	return `(SELECT oid::text FROM pg_catalog.pg_class WHERE oid = to_regclass(${first})) AS tables`;
}

/** The same `tables` within a transaction, which may have made them. */
export const TABLES_MADE = `SELECT ${tablesNamed(`'${FIRST_TABLE}'`)}`;

/** A number for all who use the same tables, however they were led there, as SQL. */
export function tablesNumber(place: TablesPlace | null): string {
	if (!place) return 'hashtext(current_schema())';
	return `hashtext(${escapeLiteral(place.schema)} || ${escapeLiteral(place.prefix)})`;
}
