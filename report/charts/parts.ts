import { ENOUGH, type Value } from '../metric';
import type { Values } from '../report';
import { shareWords, valueWords } from '../words/values';
import type { DrawingOptions } from './chart';

export const INK = 'var(--ink)';
export const MUTED = 'var(--muted)';
export const BAD = 'var(--bad)';
export const BAR = 'var(--bar)';
export const BAR_BAD = 'var(--bar-bad)';
export const GHOST = 'var(--ghost)';
export const LINE = 'var(--line)';
const FAINT = 'var(--faint)';
const SURFACE = 'var(--surface)';

/** Letters of drawings, of pages whose letters are 16 pixels. */
export const SMALL = 12;
export const NORMAL = 13;

/** What all drawings have in common. */
export const BASE = {
	textStyle: {
		fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif",
		color: INK,
	},
} as const satisfies DrawingOptions;

/** What is said when one points at something. */
export const TIP = {
	confine: true,
	backgroundColor: SURFACE,
	borderColor: LINE,
	textStyle: { color: INK, fontSize: NORMAL },
	formatter: 'fn:tip',
} as const;

/** An axis of numbers without a line of its own. */
export const NUMBERS = {
	type: 'value',
	min: 0,
	axisLabel: { color: MUTED, fontSize: SMALL },
	splitLine: { lineStyle: { color: FAINT } },
	axisLine: { show: false },
	axisTick: { show: false },
} as const;

/** An axis of shares. */
export const SHARES = {
	...NUMBERS,
	max: 1,
	axisLabel: { color: MUTED, fontSize: SMALL, formatter: 'fn:share' },
} as const;

/** How wide names are, letters; on a phone. */
export const NAME_WIDTH = 130;
export const NARROW_NAME_WIDTH = 88;

/** Names of people, one below the other, from the top. One of them may stand out. */
export function nameAxis(names: readonly string[], standsOut: ReadonlySet<number>, width: number) {
	return {
		type: 'category' as const,
		inverse: true,
		data: names.map((value, place) => ({
			value,
			textStyle: standsOut.has(place)
				? { color: BAD, fontWeight: 'bold' as const }
				: { color: INK },
		})),
		axisLabel: { fontSize: NORMAL, width, overflow: 'truncate' as const, interval: 0 },
		axisLine: { lineStyle: { color: LINE } },
		axisTick: { show: false },
	};
}

/** What is written beside a bar, readable where a line crosses it. */
export const BESIDE = {
	show: true,
	position: 'right',
	formatter: 'fn:text',
	color: INK,
	fontSize: NORMAL,
	backgroundColor: SURFACE,
	padding: 2,
} as const;

/**
 * A line across the drawing, with its name above it.
 * @param top which of its ends is above: of names one below the other the start
 */
export function lineAt(xAxis: number, label: string, top: 'start' | 'end' = 'end') {
	return {
		symbol: 'none',
		silent: true,
		// Below the bars, and what is written on them.
		z: 1,
		data: [{ xAxis }],
		lineStyle: { color: MUTED, type: 'dashed' as const, width: 1.5 },
		label: {
			show: true,
			position: top,
			formatter: label,
			color: INK,
			fontSize: SMALL,
		},
	};
}

/** `62% of 143`; of too few `7 of 12`. */
export function inTargetWords({ hadTarget, inTarget, answeredInTarget }: Values): string {
	if (hadTarget === null || inTarget === null) return 'not known';
	if (answeredInTarget !== null) {
		return `${shareWords(answeredInTarget)} of ${valueWords(hadTarget, 'count')}`;
	}
	const counts = `${valueWords(inTarget, 'count')} of ${valueWords(hadTarget, 'count')}`;
	return hadTarget < ENOUGH ? `${counts}: too few` : counts;
}

/** `, 3 wait now`; of nobody nothing. */
export function waitingWords(unansweredNow: Value): string {
	if (!unansweredNow) return '';
	return `, ${unansweredNow} ${unansweredNow === 1 ? 'waits' : 'wait'} now`;
}
