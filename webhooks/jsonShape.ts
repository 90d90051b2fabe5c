/** Deeper than anything that senders send, and shallow enough for whatever reads or stores it. */
export const DEEPEST = 64;

/**
 * More than a thousand messages have, which is what Meta sends at most at a time, and more than a
 * picture whose bytes stand there as numbers.
 */
export const MOST_VALUES = 250_000;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const ARRAY = 0x5b;
const ARRAY_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;

/**
 * What keeps a JSON text from being parsed: that it is nested too deeply or has too many values.
 * Told from its bytes in one pass, because to parse it would be the harm itself. What is no JSON
 * passes: the parser says so.
 * @returns null for nothing, else the reason, fit to be shown to people
 */
export function jsonShapeProblem(bytes: Buffer): string | null {
	let depth = 0;
	// Each begins with a bracket, stands behind a comma, or is the first one of its list.
	let values = 1;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === QUOTE) at = endOfString(bytes, at);
		else if (byte === COMMA) values += 1;
		else if (byte === ARRAY_END || byte === OBJECT_END) depth -= 1;
		else if (byte === ARRAY || byte === OBJECT) {
			depth += 1;
			values += 1;
			if (depth > DEEPEST) return `The JSON is nested too deeply: more than ${DEEPEST} levels`;
		}
		if (values > MOST_VALUES) return `The JSON has more than ${MOST_VALUES} values`;
	}
	return null;
}

/** @param start where its first quotation mark is */
function endOfString(bytes: Buffer, start: number): number {
	let at = start + 1;
	while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
	return at;
}
