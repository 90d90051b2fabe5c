import type { Touch, TouchContact } from '../../routing/model/touch';
import { toAccount } from '../accounts';
import { eventOfType, isByAccount } from '../messageEvent';
import { toIsoTime } from '../time';
import { cleanText } from '../words';
import type { ReadOptions } from './provider';

/** What a provider knows of a message. */
interface ProviderMessage {
	key: string;
	/** `name`: what the provider calls the account. */
	account: { id: string; number: string | null; name: string | null };
	contact: TouchContact;
	/** What the provider takes as the receiver of an answer; null for the number or the user ID. */
	replyTo: string | null;
	message: {
		id: string;
		/** In Meta's words. */
		type: string;
		/** The message that it is about. */
		originalId?: string;
		text: string | null;
		/** When it was sent, seconds or milliseconds since 1970. */
		seconds: number | undefined;
		groupId: string | null;
	};
	referral: Touch['referral'];
}

/**
 * The touch of a message; none when such are not wanted, when the account itself wrote it, or when it
 * shows neither a number nor a user ID: nobody could be found or answered by it.
 */
export function messageTouch(
	options: ReadOptions,
	raw: unknown,
	{ key, account, contact, replyTo, message, referral }: ProviderMessage,
): Touch[] {
	const event = eventOfType(message.type);
	const receiver = replyTo ?? contact.phone ?? contact.whatsappUserId;
	if (!options.events.has(event) || !(contact.phone ?? contact.whatsappUserId)) return [];
	const { text, seconds, groupId, ...content } = message;
	const name = options.accountName ?? account.name ?? undefined;
	const own = toAccount(account.id, account.number ?? undefined, name, options.tagPrefix);
	if (isByAccount(event, own, contact)) return [];
	return [
		{
			key,
			event,
			account: own,
			contact: { ...contact, replyTo: receiver },
			message: {
				...content,
				text: text === null ? null : cleanText(text),
				time: toIsoTime(seconds),
				...(groupId !== null && { groupId }),
			},
			referral: referral ?? null,
			...(options.includeRaw && { raw }),
		},
	];
}
