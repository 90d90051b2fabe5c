import type { INodePropertyOptions } from 'n8n-workflow';

/** One thing that a list says. Choosing it does nothing. */
export interface Line {
	text: string;
	/** In small letters below. */
	more?: string;
}

/**
 * A drop-down list that only says something: closed it shows the summary, whatever of its lines
 * somebody clicked.
 * @param stored what the field holds because of such a click
 */
export function readingList(
	summary: string,
	lines: readonly Line[],
	stored: unknown,
): INodePropertyOptions[] {
	const shown = typeof stored === 'string' ? stored : '';
	const rest = lines.map(({ text, more }, i) => ({
		name: text,
		// Not what is chosen: that is the summary.
		value: shown === String(i) ? `${i} again` : String(i),
		...(more && { description: more }),
	}));
	return [{ name: summary, value: shown }, ...rest];
}
