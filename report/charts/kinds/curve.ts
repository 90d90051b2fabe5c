import type { Curve, Report } from '../../report';
import { headlines, TIME_WORDS } from '../../words/headlines';
import { minutesWords, shareWords, valueWords } from '../../words/values';
import { WIDTH, type Chart, type DrawingOptions } from '../chart';
import { BASE, INK, LINE, lineAt, MUTED, NORMAL, NUMBERS, SHARES, SMALL, TIP } from '../parts';

/** From here on the curves are drawn, minutes: nobody asks how many were answered within seconds. */
const FIRST = 1;
/** What is written below a curve, minutes. */
const TIMES = [1, 5, 15, 60, 240, 1_440, 5_760, 23_040];
const COLOURS = [2, 1, 3, 4, 5].map((number) => `var(--c${number})`);
const DASHES = ['solid', 'dashed', 'dotted'] as const;

/** How long contacts wait: of all, and of people to compare. */
export function waitingCurve(report: Report): Chart | null {
	const [all, ...others] = report.curves;
	if (!all || all.by !== null) return null;
	const people = others.filter(({ by }) => by === 'person');
	const chosen = chosenOf(people, headlines(report).whoKey);
	const curves = [all, ...people];
	const { targetMinutes } = report.request;
	return {
		id: 'waiting-curve',
		title: 'How many still wait, and how long',
		note: noteOf(curves, chosen, report.request),
		drawing: {
			width: WIDTH,
			height: 320,
			options: {
				...BASE,
				tooltip: { ...TIP, trigger: 'axis', formatter: 'fn:curves', axisPointer: { snap: false } },
				legend: legendOf(curves, chosen),
				...curveAxes(curves, { top: 46, right: 16, bottom: 8 }),
				series: curves.map((curve, place) => ({
					...curveLine(curve, place === 0 ? INK : (COLOURS[(place - 1) % COLOURS.length] ?? MUTED)),
					lineStyle: {
						width: place === 0 ? 3 : 2,
						type:
							place === 0
								? 'solid'
								: DASHES[Math.floor((place - 1) / COLOURS.length) % DASHES.length],
					},
					...(place === 0
						? { markLine: lineAt(targetMinutes, `Target ${minutesWords(targetMinutes)}`) }
						: {}),
				})),
			},
		},
		narrow: null,
		table: curveTable(curves, targetMinutes),
	};
}

function noteOf(
	curves: readonly Curve[],
	chosen: ReadonlySet<string>,
	{ timeCounts }: Report['request'],
): string {
	const [all, ...people] = curves;
	const n = `Of ${valueWords(all?.n ?? 0, 'count')} questions, ${TIME_WORDS[timeCounts]}: the lower, the faster.`;
	const areCut = people.some(({ endsAtMinutes }) => endsAtMinutes !== null);
	const ends = areCut ? ' Of a person only until the first contacts are taken away.' : '';
	const more = people.length > chosen.size ? ' Click a name to see its curve.' : '';
	return `${n}${ends}${more}`;
}

/** The one who needs help and the fastest: two that tell most beside all. */
function chosenOf(people: readonly Curve[], worst: string | null): ReadonlySet<string> {
	const bySpeed = [...people].sort((one, other) => area(one) - area(other));
	const fastest = bySpeed[0];
	const slowest = people.find(({ key }) => key !== null && key === worst) ?? bySpeed.at(-1);
	return new Set([fastest, slowest].flatMap((curve) => (curve ? [curve.name] : [])));
}

/** What is still unanswered within the first hour, added up: less is faster. */
function area(curve: Curve): number {
	return TIMES.slice(0, 4).reduce((sum, minutes) => sum + unansweredAt(curve, minutes), 0);
}

function legendOf(curves: readonly Curve[], chosen: ReadonlySet<string>): DrawingOptions['legend'] {
	const isShown = ({ by, name }: Curve) => by === null || chosen.has(name);
	return {
		type: 'scroll',
		top: 0,
		left: 0,
		itemWidth: 22,
		itemHeight: 10,
		textStyle: { color: INK, fontSize: NORMAL, lineHeight: 18 },
		inactiveColor: MUTED,
		inactiveBorderColor: LINE,
		lineStyle: { inactiveColor: LINE },
		pageIconInactiveColor: LINE,
		pageIconColor: INK,
		pageTextStyle: { color: MUTED },
		data: [...curves]
			.sort((one, other) => Number(isShown(other)) - Number(isShown(one)))
			.map(({ name }) => name),
		selected: Object.fromEntries(curves.map((curve) => [curve.name, isShown(curve)])),
	};
}

/** Time on a scale on which minutes and days have room. */
export function curveAxes(
	curves: readonly Curve[],
	{ top, right, bottom }: { top: number; right: number; bottom: number },
): Pick<DrawingOptions, 'xAxis' | 'yAxis' | 'grid'> {
	const last = lastMinute(curves);
	const times = TIMES.filter((minutes) => minutes <= last);
	return {
		grid: { left: 4, right, top, bottom, containLabel: true },
		xAxis: {
			type: 'log',
			min: FIRST,
			max: last,
			axisLabel: { ...NUMBERS.axisLabel, formatter: 'fn:minutes', customValues: times },
			axisTick: { show: true, customValues: times },
			splitLine: { show: false },
			axisLine: { lineStyle: { color: LINE } },
		},
		yAxis: { ...SHARES, axisLabel: { ...SHARES.axisLabel, fontSize: SMALL } },
	};
}

/** Where a curve that ends by itself has come down to nearly nothing. */
const NEARLY_ALL = 0.02;

function lastMinute(curves: readonly Curve[]): number {
	const [all] = curves;
	const end = all?.points.find(({ unanswered }) => unanswered <= NEARLY_ALL) ?? all?.points.at(-1);
	return Math.max(60, end?.minutes ?? 0);
}

/** The line of a curve, as the share that is unanswered after each minute. */
export function curveLine({ name, points, endsAtMinutes }: Curve, color: string) {
	const known = visible(points).map(({ minutes, unanswered }) => [
		Math.max(FIRST, minutes),
		Number(unanswered.toFixed(DIGITS)),
	]);
	const start = (known[0]?.[0] ?? 0) > FIRST ? [[FIRST, 1]] : [];
	const last = known.at(-1);
	// It goes on as it is until the time from which on it is not known.
	const end = last && endsAtMinutes !== null ? [[endsAtMinutes, last[1] ?? 0]] : [];
	return {
		type: 'line' as const,
		name,
		step: 'end' as const,
		symbol: 'none' as const,
		color,
		data: [...start, ...known, ...end],
	};
}

/** Of a share, as exactly as a screen shows it: a page holds the curves of many people and accounts. */
const DIGITS = 3;
/** A smaller step of a curve is less than a pixel. */
const STEP = 0.003;

/** The steps that can be seen, and the last one. */
function visible(points: Curve['points']): Curve['points'] {
	let shown = Infinity;
	return points.filter(({ unanswered }, place) => {
		if (shown - unanswered < STEP && place < points.length - 1) return false;
		shown = unanswered;
		return true;
	});
}

export function unansweredAt({ points }: Curve, minutes: number): number {
	return points.findLast((point) => point.minutes <= minutes)?.unanswered ?? 1;
}

export function curveTable(curves: readonly Curve[], targetMinutes: number): Chart['table'] {
	const times = [...new Set([...TIMES.slice(1, 6), targetMinutes])].sort((a, b) => a - b);
	return {
		columns: ['', 'Waits', ...times.map((minutes) => `Unanswered after ${minutesWords(minutes)}`)],
		rows: curves.map((curve) => [
			curve.name,
			valueWords(curve.n, 'count'),
			...times.map((minutes) =>
				curve.endsAtMinutes !== null && minutes > curve.endsAtMinutes
					? 'not known'
					: shareWords(unansweredAt(curve, minutes)),
			),
		]),
	};
}
