import parsePhoneNumber, { validatePhoneNumberLength } from 'libphonenumber-js';
import { currentForm, internationalDigits, numberIn } from './phoneForms';

/** Longer than any number is written, with all that may stand around it. */
const MOST_CHARACTERS = 100;

/** Digits, and what people put between them. */
const WRITTEN = /^[+(]?\s*\d[\d\s().\-/]*$/;

/** A day, which is no longer than the shortest numbers. */
const DATE = /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})$/;

/**
 * ITU E.164 allows 15 digits; the shortest international numbers have seven (Niue, Tokelau). In North
 * America, Russia and Kazakhstan all have always had eleven.
 */
const E164 = /^\+(?:[17]\d{10}|(?![17])[1-9]\d{6,14})$/;

/**
 * `+` and digits from any way to write an international number, in the digits of any script; null for
 * what cannot be one: whoever joins the digits of something else makes a person who does not exist.
 */
export function toE164(number: string | null | undefined): string | null {
	if (!number || number.length > MOST_CHARACTERS) return null;
	const written = numberIn(number);
	if (!WRITTEN.test(written) || DATE.test(written)) return null;
	const phone = `+${internationalDigits(written)}`;
	return E164.test(phone) && isPossible(phone) ? phone : null;
}

/** Hidden user IDs of WhatsApp have 14 or 15 digits, as few numbers do. */
const LIKE_A_HIDDEN_ID = 15;

/**
 * Whether somebody may have a number. Not whether its plan has it: WhatsApp keeps numbers of older
 * plans, which are shorter.
 */
function isPossible(phone: string): boolean {
	const current = currentForm(phone);
	const problem = validatePhoneNumberLength(current);
	if (problem === 'TOO_LONG' || problem === 'INVALID_COUNTRY') return false;
	return phone.length < LIKE_A_HIDDEN_ID || parsePhoneNumber(current)?.isValid() === true;
}
