import { z } from 'zod/v4';
import type { TouchContact } from '../../../routing/model/touch';
import { toE164, WHATSAPP_USER_ID, whereabouts } from '../../phone';
import { cleanName } from '../../words';
import { optionalText, parseEach } from '../lenient';

const profileSchema = z.object({
	wa_id: optionalText,
	user_id: optionalText,
	parent_user_id: optionalText,
	profile: z.object({ name: optionalText, username: optionalText }).optional().catch(undefined),
});
type Profile = z.infer<typeof profileSchema>;

/** What an event calls its person; each may be missing. */
interface PersonIds {
	/** `wa_id`: digits. Missing for people with a username who never showed their number. */
	phone?: string | undefined;
	/** Business-scoped user ID. */
	userId?: string | undefined;
	parentUserId?: string | undefined;
}

/** The people that a change names, to be asked by ID. */
export class People {
	private readonly byUserId = new Map<string, Profile>();
	private readonly byPhone = new Map<string, Profile>();

	/** @param contacts `value.contacts`, of any shape */
	constructor(contacts: unknown) {
		// The first one counts.
		for (const profile of parseEach(profileSchema, contacts).reverse()) {
			if (profile.user_id) this.byUserId.set(profile.user_id, profile);
			if (profile.wa_id) this.byPhone.set(profile.wa_id, profile);
		}
	}

	/**
	 * The contact of an event. Matched by ID, never by position: a batch mixes people, and system
	 * messages have no profile.
	 * @param shared a number that the person sent as a card, for want of another one
	 */
	contact({ phone, userId, parentUserId }: PersonIds, shared?: string): TouchContact {
		const profile =
			(userId && this.byUserId.get(userId)) || (phone && this.byPhone.get(phone)) || undefined;
		const received = phone ?? profile?.wa_id;
		const own = toE164(received);
		const number = own ?? toE164(shared);
		const whatsappUserId = userId ?? profile?.user_id ?? userIdIn(received) ?? null;
		const parent = parentUserId ?? profile?.parent_user_id;
		return {
			phone: number,
			whatsappUserId,
			...(parent && { parentUserId: parent }),
			replyTo: (own && received) ?? whatsappUserId,
			username: cleanName(profile?.profile?.username?.replace(/^@/, '')),
			name: cleanName(profile?.profile?.name),
			...whereabouts(number, whatsappUserId),
		};
	}
}

/** Partners put the user ID where the number was. */
function userIdIn(received: string | undefined): string | null {
	return received && WHATSAPP_USER_ID.test(received) ? received : null;
}
