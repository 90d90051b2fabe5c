import parsePhoneNumber, { validatePhoneNumberLength } from 'libphonenumber-js';
import { countryCode, wholeCountry } from '../routing/model/countries';
import { currentForm, internationalDigits, numberIn } from '../routing/model/phoneForms';
import { isNewArea, placeOf, type Place } from './northAmerica';

/** Business-scoped user ID (Meta: business-scoped-user-ids): where there is no number. */
export const WHATSAPP_USER_ID = /^([A-Z]{2})\.[A-Za-z0-9.]+$/;

/** Where a person is, as far as a number or an ID tells. */
export interface Whereabouts extends Place {
	/** ISO 3166-1 alpha-2. */
	country: string | null;
}

/** Longer than any number is written, with all that may stand around it. */
const MOST_CHARACTERS = 100;

/** Digits, and what people put between them. */
const WRITTEN = /^[+(]?\s*\d[\d\s().\-/]*$/;

/** ITU E.164 allows 15 digits; the shortest international numbers have seven (Niue, Ascension). */
const E164 = /^\+[1-9]\d{6,14}$/;

/**
 * `+` and digits from any way to write an international number, in the digits of any script; null for
 * what cannot be one: whoever joins the digits of something else makes a person who does not exist.
 */
export function toE164(number: string | null | undefined): string | null {
	if (!number || number.length > MOST_CHARACTERS) return null;
	const written = numberIn(number);
	if (!WRITTEN.test(written)) return null;
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

/**
 * Where a person is: from the phone number, else from the first letters of the WhatsApp user ID (Meta:
 * business-scoped-user-ids). Nothing when neither tells, as for Meta's own +1 555 test numbers.
 * @param told the country as somebody else says it, for numbers that do not tell
 */
export function whereabouts(
	phone: string | null,
	whatsappUserId: string | null,
	told: string | null = null,
): Whereabouts {
	const number = phone ? parsePhoneNumber(phone) : undefined;
	const place = placeOf(phone);
	const possible = number?.getPossibleCountries() ?? [];
	const code =
		number?.country ??
		onlyOne(possible) ??
		place.region?.slice(0, 2) ??
		WHATSAPP_USER_ID.exec(whatsappUserId ?? '')?.[1] ??
		newAreaIn(phone, possible, told) ??
		told;
	const country = code && wholeCountry(code);
	// A part with a code of its own, e.g. Guernsey of Great Britain.
	return { country, ...place, region: place.region ?? (code === country ? null : code) };
}

/** A range that is not listed still tells the country when all that share the code belong to it. */
function onlyOne(possible: readonly string[]): string | null {
	const [country, ...others] = new Set(possible.map(wholeCountry));
	return country && others.length === 0 ? country : null;
}

/**
 * The country of an area code that is newer than the table: what somebody says, if it is one of North
 * America, else the United States, which get nearly all new ones.
 */
function newAreaIn(
	phone: string | null,
	possible: readonly string[],
	told: string | null,
): string | null {
	if (!isNewArea(phone)) return null;
	const code = told && countryCode(told);
	return possible.find((country) => country === code) ?? 'US';
}
