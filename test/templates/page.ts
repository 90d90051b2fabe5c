import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import type { Template } from '../../sandbox/templates';

const PROJECT = resolve(__dirname, '../..');

/** A row of a page's table: contact, message or tag, who got it, by which rule. */
export type Row = [string, string, string, string];

/** Under which heading the page of a template says what a trial gives. */
export const TRIAL = 'Try it without an account';

/** The rows of the first table under a heading of a template's page. */
export function tableUnder(template: Pick<Template, 'page'>, heading: string): Row[] {
	return cellsUnder(template, heading) as Row[];
}

/** The same, of a table with any columns. */
export function cellsUnder({ page }: Pick<Template, 'page'>, heading: string): string[][] {
	const lines = readFileSync(join(PROJECT, page), 'utf8').split('\n');
	const below = lines.slice(lines.findIndex((line) => line.replace(/^#+ /, '') === heading) + 1);
	const first = below.findIndex((line) => line.startsWith('| ---'));
	const rows = below.slice(first + 1);
	const end = rows.findIndex((line) => !line.startsWith('|'));
	return rows.slice(0, end).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

/** An item of Resolve Assignment as pages show it. */
export function rowOf({ contactName, messageText, tag, assignedTo, rule }: IDataObject): Row {
	return [contactName, messageText ?? tag, assignedTo || 'nobody', rule].map(String) as Row;
}

/** An item of Assignment Ledger as pages show it: the person of the team or the contact, tag, what was done. */
export function toldRowOf({ person, contact, tag, summary, ledger }: IDataObject): string[] {
	const about = person ?? (contact as IDataObject).name;
	const done = summary ?? (ledger as IDataObject).summary;
	return [about, tag, String(done).trim()].map(String);
}
