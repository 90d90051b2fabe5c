import parsePhoneNumber from 'libphonenumber-js';
import { countryCode, wholeCountry } from '../routing/model/countries';
import { isNewArea, placeOf, type Place } from './northAmerica';

export { toE164 } from '../routing/model/e164';

/** Business-scoped user ID (Meta: business-scoped-user-ids): where there is no number. */
export const WHATSAPP_USER_ID = /^([A-Z]{2})\.[A-Za-z0-9.]+$/;

/** Where a person is, as far as a number or an ID tells. */
export interface Whereabouts extends Place {
	/** ISO 3166-1 alpha-2. */
	country: string | null;
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
