/** Where `fold` has more to do than to trim and to lower-case: letters beyond ASCII, blanks in a row. */
const UNUSUAL = /[^ -~]| {2}/;

/**
 * How names, tags and sources compare: whatever their case, the blanks around and between their
 * words, and the way in which an accent is encoded.
 */
export function fold(text: string): string {
	const lower = text.trim().toLowerCase();
	// Lower case first: a letter with a mark may be one character in lower case only.
	return UNUSUAL.test(lower) ? lower.normalize('NFC').replace(/\s+/g, ' ') : lower;
}

/** `'a' or 'b'`: what would have done. */
export function quoted(texts: readonly string[]): string {
	return texts.map((text) => `'${text}'`).join(' or ');
}

/** `1 contact`, `3 contacts`, `0 contacts`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
	return `${number} ${number === 1 ? singular : plural}`;
}

/**
 * A list with commas.
 * @param most how many texts are shown
 * @param more what stands at the end when some are left out
 */
export function listed(
	texts: readonly string[],
	most: number,
	more: (left: number) => string,
): string {
	const shown = texts.slice(0, most).join(', ');
	return texts.length > most ? shown + more(texts.length - most) : shown;
}
