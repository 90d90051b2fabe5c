import type { TouchContact } from '../../routing/model/touch';
import { whereabouts } from '../phone';

/** A person by number in E.164 and by Meta's or the provider's user ID. */
export function personWith(
	phone: string | null,
	whatsappUserId: string | null,
	name: string | undefined,
): TouchContact {
	return {
		phone,
		whatsappUserId,
		username: null,
		name: name?.trim() || null,
		...whereabouts(phone, whatsappUserId),
	};
}
