/** How a spreadsheet sees that a cell is a formula. The wide forms count in some. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A phone number with its plus is no formula that could do anything. */
const PHONE = /^\+\d+$/;

/**
 * A text that a spreadsheet takes for a text: what somebody called a source or a team must not become a
 * formula there. Spreadsheets read an apostrophe in front as `this is text`.
 */
export function asText(text: string): string {
	return FORMULA.test(text) && !PHONE.test(text) ? `'${text}` : text;
}
