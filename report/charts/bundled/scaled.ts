import type { Drawing, DrawingOptions } from '../chart';
import { FORMATTERS } from './formatters';

/** The height of letters by which drawings are made, pixels. */
const LETTERS = 16;

/** What grows with the letters of a page. */
const SIZES = new Set([
	'fontSize',
	'lineHeight',
	'barMaxWidth',
	'itemWidth',
	'itemHeight',
	'top',
	'right',
	'width',
]);

/**
 * A drawing for letters of this size, as the library takes it: with functions where they are named.
 * @param letters pixels
 */
export function forLetters({ options, width, height }: Drawing, letters: number): Drawing {
	const scale = letters / LETTERS;
	const scaled = (value: unknown, key: string): unknown => {
		if (Array.isArray(value)) return value.map((item) => scaled(item, key));
		if (typeof value === 'number') return SIZES.has(key) ? value * scale : value;
		if (key === 'formatter' && typeof value === 'string') return FORMATTERS[value] ?? value;
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [name, scaled(one, name)]),
		);
	};
	return {
		options: withoutLift(scaled(options, '') as DrawingOptions),
		width: width * scale,
		height: height * scale,
	};
}

/** What is pointed at gets a lighter colour, for which the library has to read it: of a variable none is left. */
function withoutLift(options: DrawingOptions): DrawingOptions {
	const series = [options.series ?? []].flat();
	return { ...options, series: series.map((one) => ({ ...one, emphasis: { disabled: true } })) };
}
