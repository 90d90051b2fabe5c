import type { MetricName } from '../metrics';
import type { Report } from '../report';
import { changeOf } from '../words/changes';
import { minutesWords, valueWords } from '../words/values';
import { html, type Html } from './html';

/** The figures that come first, each with what it is of. */
const TILES: ReadonlyArray<{
	name: MetricName;
	/** Of how many, or what else is to know; empty: nothing. */
	more(report: Report): string;
	isBad?(report: Report): boolean;
}> = [
	{ name: 'answeredInTarget', more: (report) => ofAll(report, 'hadTarget', 'inTarget') },
	{ name: 'medianMinutes', more: (report) => `of ${written(report, 'waits')} questions` },
	{ name: 'p90Minutes', more: (report) => `of ${written(report, 'waits')} questions` },
	{
		name: 'unansweredNow',
		more: ({ total: { values } }) =>
			values.oldestUnansweredMinutes === null
				? ''
				: `the oldest for ${minutesWords(values.oldestUnansweredMinutes)}`,
		isBad: ({ total: { values }, request }) =>
			(values.oldestUnansweredMinutes ?? 0) >= request.targetMinutes,
	},
	{
		name: 'assigned',
		more: (report) =>
			report.total.values.kept === null ? '' : `${written(report, 'kept')} kept their person`,
	},
	{ name: 'escalatedAway', more: () => 'taken away without an answer' },
	{ name: 'closedShare', more: (report) => ofAll(report, 'assigned', 'closed') },
	{ name: 'ratingsGood', more: (report) => `of ${written(report, 'ratings')} ratings` },
];

/** The figures of all together, as far as they are known, and what became of them since before. */
export function tiles(report: Report): Html {
	const known = TILES.filter(({ name }) => report.total.values[name] !== null);
	return html`<div class="tiles">${known.map((tile) => tileOf(report, tile))}</div>`;
}

function tileOf(report: Report, { name, more, isBad }: (typeof TILES)[number]): Html {
	const column = report.columns[name];
	return html`<div class="tile ${isBad?.(report) ? 'bad' : ''}">
		<div class="tile-label">${column.label}</div>
		<div class="tile-value">${valueWords(report.total.values[name], column.unit)}</div>
		<div class="tile-more">${more(report)}</div>
		${changeMark(report, name)}
	</div>`;
}

function ofAll(report: Report, all: MetricName, part: MetricName): string {
	return `${written(report, part)} of ${written(report, all)}`;
}

function written({ columns, total }: Report, name: MetricName): string {
	return valueWords(total.values[name], columns[name].unit);
}

const MARKS = { true: 'good', false: 'bad', null: 'plain' } as const;
const MARK_WORDS = { true: ', better', false: ', worse', null: '' } as const;

function changeMark({ columns, total, before }: Report, name: MetricName): Html | null {
	const change = before && changeOf(columns[name], total.values[name], before.values[name]);
	if (!change) return null;
	const kind = String(change.isBetter) as keyof typeof MARKS;
	return html`<span class="chip ${MARKS[kind]}">${change.text}${MARK_WORDS[kind]}</span>`;
}
