import type { Reader, Transaction, Value } from './database';
import { Pace } from './pace';

/** No character of any script, and never to become one: https://www.unicode.org/faq/private_use.html#nonchar1 */
const MARK = '\uFDD0';

/** What stores refuse, cut off or change, and what marks it. */
const STRANGE = /[\0\uFDD0]|\p{Surrogate}/u;
const ALL_STRANGE = new RegExp(STRANGE, 'gu');

const MARKED = /\uFDD0([0-9a-f]{4})/g;

/**
 * Text as every store keeps it: Postgres refuses NUL, and halves of characters come back as others.
 * All other text stays as it is.
 */
export function toStored(text: string): string {
	if (!STRANGE.test(text)) return text;
	return text.replace(
		ALL_STRANGE,
		(found) => MARK + found.charCodeAt(0).toString(16).padStart(4, '0'),
	);
}

/** Undoes {@link toStored}. */
export function fromStored(text: string): string {
	if (!text.includes(MARK)) return text;
	return text.replace(MARKED, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** How many rows are written in one step. */
const ROWS = 200;

/** The same store, for any text and any number of rows: SQLite works while n8n waits. */
export function withAnyText(sql: Transaction): Transaction {
	const pace = new Pace();
	return {
		all: async <Row>(text: string, ...values: Value[]) => {
			const rows = await sql.all<Record<string, unknown>>(text, ...values.map(storedValue));
			await pace.step();
			for (const row of rows) {
				readBack(row);
				await pace.step();
			}
			return rows as Row[];
		},
		run: async (text, ...values) => {
			const changed = await sql.run(text, ...values.map(storedValue));
			await pace.step();
			return changed;
		},
		insert: async (table, rows, conflict) => {
			for (let i = 0; i < rows.length; i += ROWS) {
				await sql.insert(table, rows.slice(i, i + ROWS).map(storedRow), conflict);
				await pace.step();
			}
		},
	};
}

/** The same for who only reads. */
export function readingAnyText(sql: Reader): Reader {
	return {
		atOnce: sql.atOnce,
		all: async <Row>(text: string, ...values: Value[]) => {
			const rows = await sql.all<Record<string, unknown>>(text, ...values.map(storedValue));
			for (const row of rows) readBack(row);
			return rows as Row[];
		},
		lists: async <List extends readonly unknown[]>(
			columns: readonly string[],
			from: string,
			...values: Value[]
		) => {
			const lists = await sql.lists<unknown[]>(columns, from, ...values.map(storedValue));
			for (const list of lists) readListBack(list);
			return lists as unknown as List[];
		},
	};
}

function storedValue(value: Value): Value {
	if (typeof value === 'string') return toStored(value);
	return typeof value === 'object' && value !== null ? value.map(toStored) : value;
}

function storedRow(
	row: Record<string, string | number | null>,
): Record<string, string | number | null> {
	const stored = { ...row };
	for (const column in row) {
		const value = row[column];
		if (typeof value === 'string') stored[column] = toStored(value);
	}
	return stored;
}

function readBack(row: Record<string, unknown>): void {
	for (const column in row) {
		const value = row[column];
		if (typeof value === 'string') row[column] = fromStored(value);
	}
}

function readListBack(list: unknown[]): void {
	for (let i = 0; i < list.length; i++) {
		const value = list[i];
		if (typeof value === 'string') list[i] = fromStored(value);
	}
}
