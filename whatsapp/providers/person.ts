import type { TouchContact } from '../../routing/model/touch';
import { toE164, whereabouts } from '../phone';
import { cleanName } from '../words';

/** Addresses of WhatsApp Web: `4915112345678:12@s.whatsapp.net`, also with `@c.us`. */
const NUMBER_ADDRESS = /^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/;

/** Stands for a person whose number WhatsApp hides. Not a number, though it looks like one. */
const HIDDEN_ADDRESS = /^(\d+)(?::\d+)?@lid$/;

/** A group, for example `120363041234567890@g.us`. */
export function isGroup(address: string): boolean {
	return address.endsWith('@g.us');
}

/** A chat with a person or a group; not a story, a broadcast list or a channel. */
export function isChat(address: string): boolean {
	return isGroup(address) || NUMBER_ADDRESS.test(address) || HIDDEN_ADDRESS.test(address);
}

/** The number of an address of WhatsApp Web, null when it shows none. */
export function numberOf(address: string | undefined): string | null {
	return toE164(NUMBER_ADDRESS.exec(address ?? '')?.[1]);
}

/**
 * The person behind addresses of WhatsApp Web.
 * @param addresses all that name the person; the first of each kind counts
 */
export function personOf(
	addresses: ReadonlyArray<string | undefined>,
	name: string | undefined,
): TouchContact {
	const phone = addresses.map(numberOf).find((number) => number !== null) ?? null;
	const hidden = addresses.map((address) => HIDDEN_ADDRESS.exec(address ?? '')?.[1]).find(Boolean);
	return personWith(phone, hidden ? `${hidden}@lid` : null, name);
}

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
