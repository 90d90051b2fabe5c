const BLANK = 0x20;

/**
 * How names, tags and sources compare: whatever their case, the blanks around and between their
 * words, and the way in which an accent is encoded.
 */
export function fold(text: string): string {
	if (isFolded(text)) return text;
	const lower = text.trim().toLowerCase();
	// In this order: some letters with a mark are one character in lower case only.
	return isFolded(lower) ? lower : lower.normalize('NFC').replace(/\s+/g, ' ');
}

/** Whether a text is plain lower-case ASCII with single blanks, as most are in decisions. */
function isFolded(text: string): boolean {
	let previous = BLANK;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code < BLANK || code > 0x7e || (code >= 0x41 && code <= 0x5a)) return false;
		if (code === BLANK && previous === BLANK) return false;
		previous = code;
	}
	return previous !== BLANK || text === '';
}

/** `'a' or 'b'`: what would have done. */
export function quoted(texts: readonly string[], between = ' or '): string {
	return texts.map((text) => `'${text}'`).join(between);
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

/** What an error says. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
