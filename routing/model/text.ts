const BLANK = 0x20;

/** Marks of direction, joiners, blanks without width and variants of signs: nobody sees them. */
const INVISIBLE =
	/[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
/** What looks like a blank: \s, and what Unicode calls a letter or a control. */
const BLANKS = /[\s\u0085\u115f\u1160\u2800]+/g;
const HYPHENS = /[\p{Pd}\u2212]/gu;
const APOSTROPHES = /[\u2018-\u201b\u02bc\u2032]/g;
const QUOTES = /[\u201c-\u201f\u2033]/g;

/**
 * How tags, sources, e-mails and names of everything compare: whatever their case, the blanks around
 * and between their words, the width and encoding of their letters, and the hyphens and quotation
 * marks that phones put in. Accents count.
 */
export function fold(text: string): string {
	if (isFolded(text)) return text;
	const lower = text.trim().toLowerCase();
	if (isFolded(lower)) return lower;
	return foldCase(text.replace(INVISIBLE, ''))
		.replace(HYPHENS, '-')
		.replace(APOSTROPHES, "'")
		.replace(QUOTES, '"')
		.replace(BLANKS, ' ')
		.trim();
}

/**
 * Marks that combine with the letter before, and what becomes such a mark, behind 30 of them: more than
 * any language puts on one letter (Unicode Standard Annex 15, stream-safe text). A part at a time: the
 * expression remembers each mark of the part, and has room for so many only.
 */
const TOO_MANY_MARKS = /(?<=[\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]{1,1000}/gu;

/**
 * A text in Unicode's form NFKC, of each letter with its first 30 marks: to put many of them in order
 * takes as long as their number squared.
 */
export function normalized(text: string): string {
	return text.replace(TOO_MANY_MARKS, '').normalize('NFKC');
}

/**
 * By way of upper case, in which more letters are one: ß and ss, ς and σ, and of Turkish the i's
 * with and without a dot, which HighLevel's lower-cased tags mix up.
 */
function foldCase(text: string): string {
	// Lower case first, because the capital ẞ has no other capitals.
	const upper = normalized(text).toLowerCase().toUpperCase().normalize('NFKC');
	const lower = upper
		.toLowerCase()
		.replace(/i\u0307/g, 'i')
		.replace(/\u03c2/g, '\u03c3');
	return lower.normalize('NFKC');
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

/** As long as WhatsApp lets a message be; what comes behind was written by no person. */
export const LONGEST_MESSAGE = 65_536;

/** What errors repeat at most: an expression may have found what a contact wrote. */
const REPEATED = 40;

/** `'a'`, as an error repeats what somebody wrote. */
export function repeated(text: string): string {
	return text.length > REPEATED ? 'this text' : `'${text}'`;
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

/** A text of so many characters at most, with an ellipsis for what is left out. */
export function cut(text: string, most: number): string {
	if (text.length <= most) return text;
	// Not half of a sign that is two code units.
	return `${text
		.slice(0, most)
		.replace(/[\ud800-\udbff]$/, '')
		.trimEnd()}…`;
}
