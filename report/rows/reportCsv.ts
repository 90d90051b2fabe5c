import type { Column, Unit } from '../metric';
import type { Report } from '../report';
import { columnsOf } from '../words/columns';
import { asText } from './cellText';
import { flatRows, rounded, type Cell } from './reportRows';

/** What stands behind the label of a column, so that nobody has to guess what its numbers are. */
const UNIT_WORDS: Readonly<Record<Unit, string>> = {
	count: '',
	share: ' (%)',
	minutes: ' (minutes)',
	hours: ' (hours)',
	rating: ' (1 to 5)',
	turns: ' (turns)',
};

/**
 * All rows of a report as one table (RFC 4180), as a spreadsheet takes it: what is not known is empty,
 * shares are percentages, and no text is taken for a formula.
 */
export function reportCsv(report: Report): string {
	const columns = columnsOf(report);
	const header = [
		...['Kind', 'By', 'Name', 'From', 'To'],
		...columns.map(([, column]) => headerOf(column)),
		...['Not Over Yet', 'Notes', 'ID'],
	];
	const rows = flatRows(report).map(({ kind, by, name, from, to, values, ...rest }): Cell[] => [
		...[kind, by, name, from, to],
		...columns.map(([column, { unit }]) => shown(values[column], unit)),
		...[rest.partial ? 'yes' : '', rest.notes, rest.key],
	]);
	return csvOf([header, ...rows]);
}

function headerOf({ label, unit }: Column): string {
	return unit === 'hours' && /\bhours\b/i.test(label) ? label : `${label}${UNIT_WORDS[unit]}`;
}

function shown(value: number | null, unit: Unit): number | null {
	if (unit !== 'share') return rounded(value, unit);
	return value === null ? null : Number((value * 100).toFixed(2));
}

/** A table of cells, each line ended by CR LF. */
export function csvOf(rows: ReadonlyArray<readonly Cell[]>): string {
	return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: Cell): string {
	if (typeof value !== 'string') return value === null ? '' : String(value);
	const text = asText(value);
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
