import type { TouchContact } from '../../routing/model/touch';
import { whereabouts } from '../phone';
import { cleanName } from '../words';

/** What some providers tell of a person beside the number, the user ID and the name. */
interface MoreOfPerson {
	/** Meta's ID of the person for all linked business portfolios. */
	parentUserId?: string | undefined;
	username?: string | undefined;
}

/** A person by number in E.164 and by Meta's or the provider's user ID. */
export function personWith(
	phone: string | null,
	whatsappUserId: string | null,
	name: string | undefined,
	{ parentUserId, username }: MoreOfPerson = {},
): TouchContact {
	return {
		phone,
		whatsappUserId,
		...(parentUserId && { parentUserId }),
		username: cleanName(username?.replace(/^@/, '')),
		name: cleanName(name),
		...whereabouts(phone, whatsappUserId),
	};
}
