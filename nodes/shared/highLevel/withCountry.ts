import type { Touch } from '../../../routing/model/touch';
import { whereabouts } from '../../../whatsapp/phone';

/**
 * With the place that the number tells: HighLevel gives contacts the country of the sub-account when
 * nobody knows better.
 */
export function withCountry(touch: Touch): Touch {
	const { contact } = touch;
	const { country, ...place } = whereabouts(contact.phone ?? null, null, contact.country ?? null);
	return country ? { ...touch, contact: { ...contact, country, ...place } } : touch;
}
