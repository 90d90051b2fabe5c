import type { Report, ReportGroup } from '../../report';
import { headlines } from '../../words/headlines';
import { TIME_WORDS } from '../../words/headlines';
import { minutesWords, shareWords, valueWords } from '../../words/values';
import type { Chart, Drawing } from '../chart';
import {
	BAR,
	BAR_BAD,
	BASE,
	GHOST,
	INK,
	inTargetWords,
	lineAt,
	nameAxis,
	NORMAL,
	NUMBERS,
	SHARES,
	TIP,
	waitingWords,
} from '../parts';

const ROW = 28;
const AROUND = 52;
/** Room on the right for what is written beside the longest bar. */
const BESIDE = 0.28;

/** A bar: its length, its colour, what is written beside it and said of it. */
interface Bar {
	value: number;
	color: string;
	text: string;
	tip: string;
}

/** Who answers in time, and who needs help. */
export function answeredByPerson(report: Report): Chart | null {
	const people = peopleOf(report);
	if (people.length === 0) return null;
	const { total, request } = report;
	const { answeredInTarget } = total.values;
	const target = minutesWords(request.targetMinutes);
	const { whoKey } = headlines(report);
	const bars = people.map(({ key, name, values }) => ({
		value: values.answeredInTarget ?? 0,
		color: key === whoKey ? BAR_BAD : BAR,
		text: `${inTargetWords(values)}${waitingWords(values.unansweredNow)}`,
		tip: `${name}\nAnswered within ${target}: ${inTargetWords(values)}${waitingWords(values.unansweredNow)}`,
	}));
	const line =
		answeredInTarget === null
			? null
			: lineAt(answeredInTarget, `All ${shareWords(answeredInTarget)}`);
	return {
		id: 'answered-by-person',
		title: `Answered within ${target}, by person`,
		note: `Of ${valueWords(total.values.hadTarget, 'count')} questions; each person by the waits that were theirs. Dashed: all together.`,
		drawing: drawing(people, bars, { ...SHARES, max: 1 + BESIDE }, line, whoKey),
		narrow: null,
		table: {
			columns: ['Person', `Within ${target}`, 'Had that time', 'Share', 'Wait now', 'Oldest'],
			rows: people.map(({ name, values }) => [
				name,
				valueWords(values.inTarget, 'count'),
				valueWords(values.hadTarget, 'count'),
				valueWords(values.answeredInTarget, 'share'),
				valueWords(values.unansweredNow, 'count'),
				valueWords(values.oldestUnansweredMinutes, 'minutes'),
			]),
		},
	};
}

/** How long half of the contacts wait. */
export function medianByPerson(report: Report): Chart | null {
	const people = peopleOf(report);
	if (people.every(({ values }) => values.medianMinutes === null)) return null;
	const { targetMinutes, timeCounts } = report.request;
	const { whoKey } = headlines(report);
	const bars = people.map((person) => medianBar(report, person, person.key === whoKey));
	const longest = Math.max(targetMinutes, ...bars.map(({ value }) => value));
	const axis = {
		...NUMBERS,
		max: Math.ceil(longest * (1 + 2 * BESIDE)),
		axisLabel: { ...NUMBERS.axisLabel, formatter: 'fn:minutes' },
	};
	const line = lineAt(targetMinutes, `Target ${minutesWords(targetMinutes)}`);
	return {
		id: 'median-by-person',
		title: 'Half of their answers take at most',
		note: `${TIME_WORDS[timeCounts].replace(/^in /, 'In ')}, those still without an answer included; from ${valueWords(report.total.values.waits, 'count')} waits.`,
		drawing: drawing(people, bars, axis, line, whoKey),
		narrow: null,
		table: {
			columns: ['Person', 'Waits', 'Half within', '9 of 10 within'],
			rows: people.map(({ name, values }) => [
				name,
				valueWords(values.waits, 'count'),
				valueWords(values.medianMinutes, 'minutes'),
				valueWords(values.p90Minutes, 'minutes'),
			]),
		},
	};
}

function peopleOf({ groups }: Report): ReportGroup[] {
	return groups.filter(({ by, values }) => by === 'person' && (values.waits ?? 0) > 0);
}

function medianBar(report: Report, { key, name, values }: ReportGroup, isWorst: boolean): Bar {
	const { medianMinutes, p90Minutes, waits } = values;
	const n = `of ${valueWords(waits, 'count')}`;
	if (medianMinutes !== null) {
		const median = minutesWords(medianMinutes);
		const most = p90Minutes === null ? '' : `, 9 of 10: ${minutesWords(p90Minutes)}`;
		const color = isWorst ? BAR_BAD : BAR;
		return {
			value: medianMinutes,
			color,
			text: `${median} ${n}`,
			tip: `${name}\n${median}${most}, ${n}`,
		};
	}
	const ends = report.curves.find((curve) => curve.by === 'person' && curve.key === key);
	const last = ends?.endsAtMinutes ?? null;
	const text =
		last === null ? `too few (${valueWords(waits, 'count')})` : `over ${minutesWords(last)} ${n}`;
	return { value: last ?? 0, color: isWorst ? BAR_BAD : GHOST, text, tip: `${name}\n${text}` };
}

type NumberAxis = typeof NUMBERS | typeof SHARES | object;

function drawing(
	people: readonly ReportGroup[],
	bars: readonly Bar[],
	xAxis: NumberAxis,
	line: ReturnType<typeof lineAt> | null,
	worst: string | null,
): Drawing {
	const standsOut = new Set(
		people.flatMap(({ key }, place) => (key !== null && key === worst ? [place] : [])),
	);
	const names = people.map(({ name }) => name);
	return {
		height: AROUND + ROW * people.length,
		options: {
			...BASE,
			tooltip: { ...TIP, trigger: 'item' },
			grid: { left: 4, right: 8, top: 24, bottom: 4, containLabel: true },
			xAxis,
			yAxis: nameAxis(names, standsOut),
			series: [
				{
					type: 'bar',
					barMaxWidth: 18,
					data: bars.map(({ value, color, text, tip }) => ({
						value,
						text,
						tip,
						itemStyle: { color },
					})),
					label: {
						show: true,
						position: 'right',
						formatter: 'fn:text',
						color: INK,
						fontSize: NORMAL,
					},
					...(line ? { markLine: line } : {}),
				},
			],
		},
	};
}
