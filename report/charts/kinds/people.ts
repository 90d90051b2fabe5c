import { count } from '../../../routing/model/text';
import { ENOUGH } from '../../metric';
import type { Report, ReportGroup } from '../../report';
import { headlines, TIME_WORDS } from '../../words/headlines';
import { minutesWords, shareWords, valueWords } from '../../words/values';
import { WIDTH, type Chart, type Drawing } from '../chart';
import {
	BAR,
	BAR_BAD,
	BASE,
	BESIDE,
	GHOST,
	inTargetWords,
	lineAt,
	nameAxis,
	NAME_WIDTH,
	NARROW_NAME_WIDTH,
	NUMBERS,
	SHARES,
	TIP,
	waitingWords,
} from '../parts';

const ROW = 28;
const AROUND = 52;
/** Room on the right for what is written beside the longest bar: letters, and on a phone. */
const ROOM = 165;
const NARROW_ROOM = 85;

/** A bar: its length, its colour, what is written beside it and said of it. */
interface Bar {
	value: number;
	color: string;
	text: string;
	/** The same on a phone. */
	short: string;
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
		short: inTargetWords(values),
		tip: `${name}\nAnswered within ${target}: ${inTargetWords(values)}${waitingWords(values.unansweredNow)}`,
	}));
	const line =
		answeredInTarget === null
			? null
			: lineAt(answeredInTarget, `All ${shareWords(answeredInTarget)}`, 'start');
	return {
		id: 'answered-by-person',
		title: `Answered within ${target}, by person`,
		note: `Of ${valueWords(total.values.hadTarget, 'count')} questions; each person by the waits that were theirs.${line ? ' Dashed: all together.' : ''}`,
		...drawings(people, bars, SHARES, line, whoKey),
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
		max: Math.ceil(longest),
		axisLabel: { ...NUMBERS.axisLabel, formatter: 'fn:minutes' },
	};
	const line = lineAt(targetMinutes, `Target ${minutesWords(targetMinutes)}`, 'start');
	return {
		id: 'median-by-person',
		title: 'Half of their answers take at most',
		note: `${TIME_WORDS[timeCounts].replace(/^in /, 'In ')}, those still without an answer included; from ${valueWords(report.total.values.waits, 'count')} waits.`,
		...drawings(people, bars, axis, line, whoKey),
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
	const n = `(${count(waits ?? 0, 'wait')})`;
	if (medianMinutes !== null) {
		const median = minutesWords(medianMinutes);
		const most = p90Minutes === null ? '' : `, 9 of 10: ${minutesWords(p90Minutes)}`;
		const color = isWorst ? BAR_BAD : BAR;
		return {
			value: medianMinutes,
			color,
			text: `${median} ${n}`,
			short: median,
			tip: `${name}\n${median}${most} ${n}`,
		};
	}
	const text = noMedian(report, key, waits ?? 0);
	return {
		value: text.minutes,
		color: isWorst ? BAR_BAD : GHOST,
		text: `${text.words} ${n}`,
		short: text.words,
		tip: `${name}\n${text.words} ${n}`,
	};
}

/** What is known of somebody of whom it cannot be told when half were answered. */
function noMedian({ curves }: Report, key: string | null, waits: number) {
	if (waits < ENOUGH) return { minutes: 0, words: 'too few' };
	const ends = curves.find((curve) => curve.by === 'person' && curve.key === key)?.endsAtMinutes;
	if (ends === null || ends === undefined) return { minutes: 0, words: 'under half answered' };
	return { minutes: ends, words: `over ${minutesWords(ends)}` };
}

type NumberAxis = typeof NUMBERS | typeof SHARES;
type MarkedLine = ReturnType<typeof lineAt> | null;

function drawings(
	people: readonly ReportGroup[],
	bars: readonly Bar[],
	xAxis: NumberAxis,
	line: MarkedLine,
	worst: string | null,
): Pick<Chart, 'drawing' | 'narrow'> {
	const isWorst = ({ key }: ReportGroup) => key !== null && key === worst;
	const standsOut = new Set(people.flatMap((one, place) => (isWorst(one) ? [place] : [])));
	const names = people.map(({ name }) => name);
	const draw = (
		shown: readonly Bar[],
		room: number,
		width: number,
		splitNumber: number,
	): Drawing => ({
		width: WIDTH,
		height: AROUND + ROW * people.length,
		options: {
			...BASE,
			tooltip: { ...TIP, trigger: 'item' },
			grid: { left: 4, right: room, top: 24, bottom: 4, containLabel: true },
			xAxis: { ...xAxis, splitNumber },
			yAxis: nameAxis(names, standsOut, width),
			series: [
				{
					type: 'bar',
					barMaxWidth: 18,
					data: shown.map(itemOf),
					label: BESIDE,
					...(line ? { markLine: line } : {}),
				},
			],
		},
	});
	const shorter = bars.map((bar) => ({ ...bar, text: bar.short }));
	return {
		drawing: draw(bars, ROOM, NAME_WIDTH, 5),
		narrow: draw(shorter, NARROW_ROOM, NARROW_NAME_WIDTH, 2),
	};
}

function itemOf({ value, color, text, tip }: Bar) {
	return { value, text, tip, itemStyle: { color } };
}
