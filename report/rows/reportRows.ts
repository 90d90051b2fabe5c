import type { Column, Value } from '../metric';
import type { MetricName } from '../metrics';
import { GROUPINGS } from '../request';
import type { Report, ReportRow, Values } from '../report';
import { columnsOf } from '../words/columns';
import { inZone, isoDays, stepWords } from '../words/times';
import { asText } from './cellText';

/** What a row is about. */
export const ROW_KINDS = {
	summary: 'The whole',
	summaryBefore: 'The whole, in the period before',
	group: 'A group',
	groupBefore: 'A group, in the period before',
	trend: 'A day, week or month',
} as const;

export type RowKind = keyof typeof ROW_KINDS;

/** A row of a report: the same columns in each, so that a spreadsheet takes them as they are. */
export interface FlatRow {
	/** Of a group its name, of the whole `All`, of a trend the day, week or month. */
	name: string;
	kind: RowKind;
	/** What it is grouped by, such as `Person`; empty for the rest. */
	by: string;
	/** The first and the last day, `2026-11-01`. */
	from: string;
	to: string;
	/** By name of the column; null: not known, or too few to say it. */
	values: Values;
	/** Of a trend: the day, week or month was not over. */
	partial: boolean;
	/** Sentences, one behind the other. */
	notes: string;
	/** What the ledger calls the group; empty when it does not. */
	key: string;
}

/** All rows: the whole, the groups, the trend. Those of the period before stand behind each of now. */
export function flatRows(report: Report): FlatRow[] {
	return [...summaryRows(report), ...groupRows(report), ...trendRows(report)];
}

function summaryRows(report: Report): FlatRow[] {
	const { total, before } = report;
	const rest = { by: '', partial: false };
	return [
		{ kind: 'summary', ...periodOf(report), ...named(total), ...rest },
		...(before
			? [{ kind: 'summaryBefore' as const, ...periodBefore(report), ...named(before), ...rest }]
			: []),
	];
}

function groupRows(report: Report): FlatRow[] {
	return report.groups.flatMap((group): FlatRow[] => {
		const rest = { by: GROUPINGS[group.by], partial: false };
		const now: FlatRow = { kind: 'group', ...periodOf(report), ...named(group), ...rest };
		if (!group.before) return [now];
		const before = { kind: 'groupBefore' as const, values: group.before, notes: '' };
		return [now, { ...now, ...before, ...periodBefore(report) }];
	});
}

function trendRows({ trend, request }: Report): FlatRow[] {
	return trend.map(({ begins, isPartial, values }, i) => ({
		name: stepWords(begins, request.trend),
		kind: 'trend',
		by: '',
		from: begins,
		to: lastDay(trend[i + 1]?.begins, request.period.to, request.zone),
		values,
		partial: isPartial,
		notes: '',
		key: '',
	}));
}

/** The day before the next one begins, or the last of the period. */
function lastDay(next: string | undefined, periodEnd: number, zone: string): string {
	if (next === undefined) return isoDays({ from: 0, to: periodEnd }, zone).to;
	const begins = inZone(Date.parse(`${next}T00:00:00Z`), 'UTC');
	return begins.minus({ days: 1 }).toFormat('yyyy-LL-dd');
}

function named({ name, key, values, notes }: ReportRow) {
	return { name, values, notes: notes.join(' '), key: key ?? '' };
}

function periodOf({ request }: Report) {
	return isoDays(request.period, request.zone);
}

function periodBefore({ request }: Report) {
	return isoDays(request.before ?? request.period, request.zone);
}

/** A value of an item or of a cell. */
export type Cell = string | number | boolean | null;

/** What n8n's table shows before one scrolls: who needs help. */
const FIRST: readonly MetricName[] = [
	'waits',
	'answeredInTarget',
	'medianMinutes',
	'unansweredNow',
];

/** Rows as items of n8n: flat, who and what first; values by name, shares from 0 to 1. */
export function reportRows(report: Report): Array<Record<string, Cell>> {
	const all = columnsOf(report);
	const valuesOf = (values: Values, columns: typeof all) =>
		Object.fromEntries(columns.map(([name, { unit }]) => [name, rounded(values[name], unit)]));
	const first = all.filter(([name]) => FIRST.includes(name));
	const rest = all.filter(([name]) => !FIRST.includes(name));
	return flatRows(report).map(({ name, kind, by, from, to, values, partial, notes, key }) => ({
		...{ name: asText(name), kind, by, ...valuesOf(values, first), from, to },
		...valuesOf(values, rest),
		partial,
		notes: asText(notes),
		key: asText(key),
	}));
}

/** Digits behind the point: as many as anybody reads. */
const DIGITS: Readonly<Record<Column['unit'], number>> = {
	count: 0,
	share: 4,
	minutes: 0,
	hours: 2,
	rating: 2,
	turns: 2,
};

/** A value as a spreadsheet gets it: without digits that say nothing. */
export function rounded(value: Value, unit: Column['unit']): Value {
	// Not -0 either.
	return value === null ? null : Number(value.toFixed(DIGITS[unit])) + 0;
}
