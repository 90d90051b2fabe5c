import { minutesWords, shareWords } from '../../words/values';
import { pageWindow } from './dom';

/** A point of a drawing, as the library tells it. */
interface Pointed {
	seriesName?: string;
	value: unknown;
	data?: { text?: string; tip?: string };
}

type Formatter = (value: unknown) => unknown;

/** What stands for a function in options: a formatter by its name. */
export const FORMATTERS: Readonly<Record<string, Formatter>> = {
	/** Of an axis. */
	'fn:minutes': (value) => minutesWords(Number(value)),
	'fn:share': (value) => shareWords(Number(value)),
	/** What an item brings itself: to write on it, and to say when it is pointed at. */
	'fn:text': (item) => (item as Pointed).data?.text ?? '',
	'fn:tip': (item) => lines((item as Pointed).data?.tip ?? ''),
	/** Of all curves at one time. */
	'fn:curves': (items) => curvesTip(items as Pointed[]),
};

function curvesTip(items: readonly Pointed[]): unknown {
	const at = items.map(({ value }) => (value as number[])[0] ?? 0);
	const shares = items.map(
		({ seriesName, value }) =>
			`${seriesName ?? ''}: ${shareWords((value as number[])[1] ?? 0)} without an answer`,
	);
	return lines([`After ${minutesWords(Math.max(...at))}`, ...shares].join('\n'));
}

/** Names come from elsewhere, and a text of the library is HTML: so they are made nodes of the page. */
function lines(text: string): unknown {
	const element = pageWindow().document.createElement('div');
	element.style.whiteSpace = 'pre-line';
	element.textContent = text;
	return element;
}
