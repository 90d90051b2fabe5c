import type { Touch } from '../../../routing/model/touch';
import { countryOf } from '../../../whatsapp/phone';

/** HighLevel gives contacts the country of the sub-account when nobody knows better. */
export function withCountry(touch: Touch): Touch {
	const { contact } = touch;
	const country = countryOf(contact.phone ?? null, null) ?? contact.country;
	return country ? { ...touch, contact: { ...contact, country } } : touch;
}
