import parsePhoneNumber from 'libphonenumber-js';

/** As long as numbers with their country's code are (ITU E.164). */
const INTERNATIONAL = /^\+\d{8,15}$/;

/**
 * E.164 of a user's own number, which people type into HighLevel in any form; null when it is none.
 * A number without its country's code is one of North America, as HighLevel itself takes it.
 */
export function ownPhoneOf(text: string | undefined): string | null {
	const written = (text ?? '').trim().replace(/^00|^011(?=[\s-]*[1-9])/, '+');
	if (!/^\D*\+/.test(written)) {
		const national = parsePhoneNumber(written, 'US');
		return national?.isValid() ? national.number : null;
	}
	const parsed = parsePhoneNumber(written.slice(written.indexOf('+')));
	if (parsed?.isPossible()) return parsed.number;
	// Forms that numbering plans have left, and that WhatsApp keeps.
	const digits = `+${written.replace(/\D/g, '')}`;
	return INTERNATIONAL.test(digits) ? digits : null;
}
