import type { Report, TrendRow } from '../../report';
import { ENOUGH } from '../../metric';
import { stepWords } from '../../words/times';
import { minutesWords, valueWords } from '../../words/values';
import { WIDTH, type Chart } from '../chart';
import {
	BASE,
	GHOST,
	INK,
	inTargetWords,
	LINE,
	MUTED,
	NORMAL,
	NUMBERS,
	SHARES,
	SMALL,
	TIP,
} from '../parts';

/** With more steps than this there is no room to write a share at each. */
const MOST_LABELS = 14;

/** How it goes on: the share in time, over how many asked. */
export function trendOfAnswers(report: Report): Chart | null {
	const { trend, request, total } = report;
	if (trend.length < 2 || !total.values.waits) return null;
	const target = minutesWords(request.targetMinutes);
	const names = trend.map((row) => nameOf(row, report));
	const most = Math.max(...trend.map(({ values }) => values.waits ?? 0));
	return {
		id: 'trend',
		title: `Answered within ${target}, by ${request.trend}`,
		note: `Line: share in time. Bars: questions, ${valueWords(total.values.waits, 'count')} in all. Fewer than ${ENOUGH} have no share.${trend.some(({ isPartial }) => isPartial) ? ' *: not whole.' : ''}`,
		drawing: {
			width: WIDTH,
			height: 320,
			options: {
				...BASE,
				tooltip: { ...TIP, trigger: 'item' },
				grid: { left: 4, right: 4, top: 28, bottom: 4, containLabel: true },
				xAxis: {
					type: 'category',
					data: names,
					axisLabel: { color: MUTED, fontSize: SMALL, hideOverlap: true },
					axisLine: { lineStyle: { color: LINE } },
					axisTick: { show: false },
				},
				yAxis: [
					SHARES,
					{
						...NUMBERS,
						name: 'Questions',
						nameTextStyle: { color: MUTED, fontSize: SMALL, align: 'right' },
						// The bars stay below the line.
						max: roundUp(most * 2),
						minInterval: 1,
						splitLine: { show: false },
					},
				],
				series: [
					{
						type: 'bar',
						name: 'Questions',
						yAxisIndex: 1,
						barMaxWidth: 36,
						color: GHOST,
						data: trend.map((row, place) => ({
							value: row.values.waits ?? 0,
							text: valueWords(row.values.waits, 'count'),
							tip: tipOf(row, names[place] ?? ''),
						})),
						label: {
							show: trend.length <= MOST_LABELS,
							position: 'insideBottom',
							formatter: 'fn:text',
							color: MUTED,
							fontSize: SMALL,
						},
					},
					{
						type: 'line',
						name: 'In time',
						color: 'var(--c1)',
						symbol: 'circle',
						showAllSymbol: true,
						symbolSize: 7,
						lineStyle: { width: 2.5 },
						connectNulls: false,
						data: trend.map((row, place) => ({
							value: row.values.answeredInTarget,
							text: valueWords(row.values.answeredInTarget, 'share'),
							tip: tipOf(row, names[place] ?? ''),
						})),
						label: {
							show: trend.length <= MOST_LABELS,
							position: 'top',
							formatter: 'fn:text',
							color: INK,
							fontSize: NORMAL,
						},
					},
				],
			},
		},
		narrow: null,
		table: {
			columns: ['', 'Questions', `Within ${target}`, 'Had that time', 'Share'],
			rows: trend.map(({ values }, place) => [
				names[place] ?? '',
				valueWords(values.waits, 'count'),
				valueWords(values.inTarget, 'count'),
				valueWords(values.hadTarget, 'count'),
				valueWords(values.answeredInTarget, 'share'),
			]),
		},
	};
}

/** To a number that reads well on an axis. */
function roundUp(value: number): number {
	const step = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
	return Math.max(4, Math.ceil(value / step) * step);
}

function nameOf({ begins, isPartial }: TrendRow, { request }: Report): string {
	return `${stepWords(begins, request.trend)}${isPartial ? '*' : ''}`;
}

function tipOf({ values, isPartial }: TrendRow, name: string): string {
	const partial = isPartial
		? '\nNot whole: a part of it is outside the period, or yet to come'
		: '';
	return `${name}\n${valueWords(values.waits, 'count')} asked\nIn time: ${inTargetWords(values)}${partial}`;
}
