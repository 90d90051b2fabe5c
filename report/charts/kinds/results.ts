import type { MetricName } from '../../metrics';
import type { Report, ReportGroup, Values } from '../../report';
import { shareWords, valueWords } from '../../words/values';
import { ENOUGH } from '../../metric';
import { WIDTH, type Chart, type Drawing } from '../chart';
import {
	BASE,
	BESIDE,
	INK,
	NAME_WIDTH,
	nameAxis,
	NARROW_NAME_WIDTH,
	NORMAL,
	NUMBERS,
	SMALL,
	TIP,
} from '../parts';

const ROW = 28;
const AROUND = 64;
const STACK = 'results';

const LEGEND = {
	top: 0,
	left: 0,
	itemWidth: 14,
	itemHeight: 10,
	selectedMode: false,
	textStyle: { color: INK, fontSize: NORMAL, lineHeight: 18 },
} as const;

/** A part of the bar of somebody: by its pattern, too, since paper may have no colours. */
interface Part {
	label: string;
	color: string;
	pattern: object | null;
	of(values: Values): number;
}

/** The ways in which it can end that are known of anybody. */
const DEALS: readonly Part[] = [
	{ label: 'Won', color: 'var(--c3)', pattern: null, of: ({ won }) => won ?? 0 },
	{ label: 'Lost', color: 'var(--c2)', pattern: stripes(0.785), of: ({ lost }) => lost ?? 0 },
	{
		label: 'Abandoned',
		color: 'var(--c4)',
		pattern: {
			symbol: 'circle',
			symbolSize: 0.5,
			dashArrayX: [
				[4, 4],
				[0, 4, 4, 0],
			],
			dashArrayY: [4, 0],
			color: 'var(--surface)',
		},
		of: ({ abandoned }) => abandoned ?? 0,
	},
	{
		label: 'None of these yet',
		color: 'var(--ghost)',
		pattern: null,
		of: ({ assigned, won, lost, abandoned }) =>
			Math.max(0, (assigned ?? 0) - (won ?? 0) - (lost ?? 0) - (abandoned ?? 0)),
	},
];

const CLOSED: readonly Part[] = [
	{ label: 'Closed', color: 'var(--c1)', pattern: null, of: ({ closed }) => closed ?? 0 },
	{
		label: 'Not closed yet',
		color: 'var(--ghost)',
		pattern: null,
		of: ({ assigned, closed }) => Math.max(0, (assigned ?? 0) - (closed ?? 0)),
	},
];

function stripes(rotation: number): object {
	return {
		symbol: 'rect',
		dashArrayX: [1, 0],
		dashArrayY: [2, 5],
		rotation,
		color: 'var(--surface)',
	};
}

/** What became of the contacts that people were assigned. */
export function resultsByPerson(report: Report): Chart | null {
	const { won, closed, assigned } = report.total.values;
	const people = report.groups.filter(({ by, values }) => by === 'person' && values.assigned);
	if (people.length === 0 || (won === null && closed === null)) return null;
	const areDeals = won !== null;
	const parts = areDeals ? DEALS : CLOSED;
	const name: MetricName = areDeals ? 'wonShare' : 'closedShare';
	const names = people.map((one) => one.name);
	const draw = (right: number, width: number, splitNumber: number, isShort: boolean): Drawing => ({
		width: WIDTH,
		height: AROUND + ROW * people.length,
		options: {
			...BASE,
			tooltip: { ...TIP, trigger: 'item' },
			legend: LEGEND,
			grid: { left: 4, right, top: isShort ? 56 : 40, bottom: 4, containLabel: true },
			xAxis: { ...NUMBERS, minInterval: 1, splitNumber },
			yAxis: nameAxis(names, new Set(), width),
			series: [
				...parts.map((part) => partOf(part, people)),
				// Nothing but what is written behind the bar.
				{
					type: 'bar' as const,
					stack: STACK,
					barMaxWidth: 18,
					silent: true,
					color: 'var(--ghost)',
					data: people.map(({ values }) => ({
						value: 0,
						text: endOf(values, name, { areDeals, isShort }),
					})),
					label: BESIDE,
				},
			],
		},
	});
	return {
		id: 'results-by-person',
		title: 'What became of the contacts',
		note: `Of ${valueWords(assigned, 'count')} that were assigned in the period, until now.`,
		drawing: draw(120, NAME_WIDTH, 5, false),
		narrow: draw(70, NARROW_NAME_WIDTH, 2, true),
		table: {
			columns: ['Person', 'Assigned', ...parts.map(({ label }) => label)],
			rows: people.map((one) => [
				one.name,
				valueWords(one.values.assigned, 'count'),
				...parts.map(({ of }) => valueWords(of(one.values), 'count')),
			]),
		},
	};
}

function endOf(
	values: Values,
	name: MetricName,
	{ areDeals, isShort }: { areDeals: boolean; isShort: boolean },
): string {
	const share = values[name];
	const word = areDeals ? 'won' : 'closed';
	const n = valueWords(values.assigned, 'count');
	if (share !== null) return `${shareWords(share)} ${word}${isShort ? '' : ` of ${n}`}`;
	const count = valueWords(values[word], 'count');
	return `${count} ${word} of ${n}${(values.assigned ?? 0) < ENOUGH && !isShort ? ': too few' : ''}`;
}

/** Where a part is at least so much of the longest bar, its number has room on it. */
const ROOM = 0.07;

function partOf({ label, color, pattern, of }: Part, people: readonly ReportGroup[]) {
	const most = Math.max(...people.map(({ values }) => values.assigned ?? 0));
	return {
		type: 'bar' as const,
		name: label,
		stack: STACK,
		barMaxWidth: 18,
		color,
		itemStyle: {
			borderColor: 'var(--surface)',
			borderWidth: 1,
			...(pattern ? { decal: pattern } : {}),
		},
		data: people.map(({ name, values }) => ({
			value: of(values),
			text: valueWords(of(values), 'count'),
			label: { show: of(values) >= most * ROOM },
			tip: `${name}\n${label}: ${valueWords(of(values), 'count')} of ${valueWords(values.assigned, 'count')}`,
		})),
		label: {
			show: true,
			formatter: 'fn:text',
			fontSize: SMALL,
			color: INK,
			backgroundColor: 'var(--surface)',
			padding: 2,
			borderRadius: 3,
		},
	};
}
