import type { HeatCell, Report } from '../../report';
import { minutesWords, shareWords, valueWords } from '../../words/values';
import { WIDTH, type Chart, type Drawing } from '../chart';
import { BASE, INK, MUTED, SMALL, TIP } from '../parts';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const ROW = 28;
const AROUND = 30;
/** Hours that are shown in any case. */
const FIRST_HOUR = 8;
const LAST_HOUR = 17;
/** From none to most. */
const STEPS = 6;

/** What a heat map is about: a number of each hour of the week. */
interface Heat {
	id: string;
	title: string;
	note: string;
	/** Of the variables of colours. */
	colours: 'h' | 'w';
	of(cell: HeatCell): number;
}

/** When contacts ask. */
export function askedByHour(report: Report): Chart | null {
	const { waits } = report.total.values;
	return heatChart(report, {
		id: 'asked-by-hour',
		title: 'When they ask',
		note: `${valueWords(waits, 'count')} questions by weekday and hour.`,
		colours: 'h',
		of: ({ asked }) => asked,
	});
}

/** When they wait longer than they should; none when nobody does. */
export function lateByHour(report: Report): Chart | null {
	const { hadTarget, inTarget } = report.total.values;
	if (hadTarget === null || inTarget === null || hadTarget === inTarget) return null;
	const late = valueWords(hadTarget - inTarget, 'count');
	const target = minutesWords(report.request.targetMinutes);
	return heatChart(report, {
		id: 'late-by-hour',
		title: `When they wait longer than ${target}`,
		note: `${late} of ${valueWords(hadTarget, 'count')} questions, by when they were asked.`,
		colours: 'w',
		of: ({ hadTarget: had, inTarget: answered }) => had - answered,
	});
}

function heatChart(report: Report, heat: Heat): Chart | null {
	const asked = report.heat.filter((cell) => cell.asked > 0);
	if (asked.length === 0) return null;
	const hours = hoursOf(asked);
	const cells = report.heat.filter(({ hour }) => hours.includes(hour));
	const { id, title, note } = heat;
	return {
		id,
		title,
		note,
		drawing: drawing(cells, hours, heat, {
			isUpright: false,
			height: AROUND + ROW * WEEKDAYS.length,
		}),
		narrow: drawing(cells, hours, heat, { isUpright: true, height: AROUND + ROW * hours.length }),
		table: {
			columns: ['', ...hours.map((hour) => `${hour}:00`)],
			rows: WEEKDAYS.map((day, place) => [
				day,
				...hours.map((hour) => {
					const cell = cells.find((one) => one.hour === hour && one.weekday === place + 1);
					return cell ? valueWords(heat.of(cell), 'count') : '0';
				}),
			]),
		},
	};
}

/** All hours between the first and the last question, and those of an office. */
function hoursOf(asked: readonly HeatCell[]): number[] {
	const all = asked.map(({ hour }) => hour);
	const first = Math.min(FIRST_HOUR, ...all);
	const last = Math.max(LAST_HOUR, ...all);
	return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

function drawing(
	cells: readonly HeatCell[],
	hours: readonly number[],
	{ colours, of }: Heat,
	{ isUpright, height }: { isUpright: boolean; height: number },
): Drawing {
	const most = Math.max(1, ...cells.map(of));
	const days = { ...axis(WEEKDAYS), inverse: !isUpright };
	const times = { ...axis(hours.map(String)), inverse: isUpright };
	return {
		width: WIDTH,
		height,
		options: {
			...BASE,
			tooltip: { ...TIP, trigger: 'item' },
			grid: { left: 4, right: 4, top: 4, bottom: 4, containLabel: true },
			xAxis: isUpright ? days : times,
			yAxis: isUpright ? times : days,
			visualMap: {
				type: 'piecewise',
				show: false,
				pieces: Array.from({ length: STEPS }, (_, step) => ({
					value: step,
					color: `var(--${colours}${step})`,
				})),
				dimension: 2,
			},
			series: [
				{
					type: 'heatmap',
					itemStyle: { borderColor: 'var(--surface)', borderWidth: 1 },
					label: { show: true, formatter: 'fn:text', fontSize: SMALL },
					data: cells.map((cell) => {
						const step = stepOf(of(cell), most);
						const [day, hour] = [cell.weekday - 1, cell.hour - (hours[0] ?? 0)];
						return {
							value: isUpright ? [day, hour, step] : [hour, day, step],
							text: of(cell) === 0 ? '' : String(of(cell)),
							tip: tipOf(cell),
							label: { color: step > STEPS / 2 ? 'var(--on-h-dark)' : 'var(--on-h-light)' },
						};
					}),
				},
			],
		},
	};
}

function stepOf(value: number, most: number): number {
	return value === 0 ? 0 : Math.max(1, Math.ceil((value / most) * (STEPS - 1)));
}

function axis(data: string[]) {
	return {
		type: 'category' as const,
		data,
		axisLabel: { color: MUTED, fontSize: SMALL, interval: 0 as const, hideOverlap: true },
		axisLine: { show: false },
		axisTick: { show: false },
		splitArea: { show: false },
		textStyle: { color: INK },
	};
}

function tipOf({ weekday, hour, asked, hadTarget, inTarget, answeredInTarget }: HeatCell): string {
	const share = answeredInTarget === null ? '' : ` (${shareWords(answeredInTarget)})`;
	return `${WEEKDAYS[weekday - 1] ?? ''} ${hour}:00–${hour + 1}:00\n${asked} asked\n${inTarget} of ${hadTarget} in time${share}`;
}
