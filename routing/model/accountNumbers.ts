import parsePhoneNumber from 'libphonenumber-js';
import { numberIn, phoneDigits } from './phoneForms';
import { repeated } from './text';

/** What a phone number is written with, and nothing else. */
const WRITTEN = /^\+?[\d\s()./·-]+$/;
const FEWEST_DIGITS = 7;
/** With a country code, or with what is dialled before one. */
const INTERNATIONAL = /^(?:\+|00|011(?=(?:\D*\d){10}))/;
const NORTH_AMERICAN = /^[2-9]\d\d[2-9]\d{6}$/;
/** `202-555-0143`, `(202) 5550143`: how nobody but North Americans groups a number. */
const GROUPED = /^(?:\(\d{3}\)[\s./·-]*|\d{3}[\s./·-]+)\d{3}[\s./·-]*\d{4}$/;

/** Whether a text can only be meant as a phone number, also one that lacks its country code. */
export function looksLikeNumber(text: string): boolean {
	const written = numberIn(text);
	return WRITTEN.test(written) && digitsOf(written).length >= FEWEST_DIGITS;
}

/** Why an account cannot be known by this number, in words; null when it can. */
export function accountNumberProblem(text: string): string | null {
	if (accountNumberKeys(text).length > 0) return null;
	const wayOut = 'write it with its country code, e.g. +1 202 555 0143';
	return looksLikeNumber(text)
		? `${repeated(text)} is no whole phone number; ${wayOut}`
		: `${repeated(text)} is no phone number; ${wayOut}, or name the account in another way`;
}

/**
 * The keys, as `phoneDigits` makes them, of the lines that a rule means by a number; none when it
 * means no line for certain. Without a country code only North American numbers do, because their
 * form is like no other's. Plain digits may be either, as a Norwegian `4722123456` is.
 */
export function accountNumberKeys(text: string): string[] {
	const written = numberIn(text);
	if (!looksLikeNumber(text)) return [];
	const digits = digitsOf(written);
	const key = phoneDigits(written);
	if (INTERNATIONAL.test(written)) {
		const number = numberOf(key);
		// As it is without what is dialled within the country only, like the 8 of +7 8 912 345 67 89.
		return number?.isPossible() ? [number.isValid() ? phoneDigits(number.number) : key] : [];
	}
	const whole = /^1[2-9]\d{9}$/.test(digits) || numberOf(key)?.isValid() ? [key] : [];
	if (!NORTH_AMERICAN.test(digits)) return whole;
	if (GROUPED.test(written)) return [`1${digits}`];
	return written === digits ? [...whole, `1${digits}`] : whole;
}

function numberOf(key: string) {
	return parsePhoneNumber(`+${key}`);
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
