import parsePhoneNumber from 'libphonenumber-js';

/** Crown dependencies and autonomous regions that people mean when they say the country. */
const PART_OF: Record<string, string> = { GG: 'GB', JE: 'GB', IM: 'GB', AX: 'FI', SJ: 'NO' };

/** Business-scoped user ID (Meta: business-scoped-user-ids): where there is no number. */
export const WHATSAPP_USER_ID = /^([A-Z]{2})\.[A-Za-z0-9.]+$/;

/** `+` and digits from any way to write an international number; null when there are no digits. */
export function toE164(number: string | null | undefined): string | null {
	const digits = (number ?? '').replace(/\D/g, '');
	return digits === '' ? null : `+${digits}`;
}

/**
 * ISO 3166-1 alpha-2 country of a person: from the phone number, else from the first letters of the
 * WhatsApp user ID (Meta: business-scoped-user-ids). Null when neither tells, as for Meta's own
 * +1 555 test numbers.
 */
export function countryOf(phone: string | null, whatsappUserId: string | null): string | null {
	const country = countryOfPhone(phone) ?? WHATSAPP_USER_ID.exec(whatsappUserId ?? '')?.[1] ?? null;
	return country && (PART_OF[country] ?? country);
}

function countryOfPhone(phone: string | null): string | null {
	const parsed = phone ? parsePhoneNumber(phone) : undefined;
	if (parsed?.country) return parsed.country;
	// A range that is not listed still tells the country when all that share the code belong to it.
	const possible = parsed?.getPossibleCountries().map((country) => PART_OF[country] ?? country);
	const [country, ...others] = new Set(possible);
	return country && others.length === 0 ? country : null;
}
