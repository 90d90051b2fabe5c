import type { Touch, TouchContact } from '../../routing/model/touch';
import { toAccount } from '../accounts';
import { eventOfType, isByAccount } from '../messageEvent';
import type { SentBy } from '../sentBy';
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
		/** The ID of the button or row that was chosen, as whoever sent them named it. */
		choiceId?: string | null;
		/** When it was sent, seconds or milliseconds since 1970. */
		seconds: number | undefined;
		groupId: string | null;
		/** Of own messages only. */
		sentBy?: SentBy;
	};
	referral: Touch['referral'];
}

/**
 * The touch of a message; none when such are not wanted, when the account itself wrote it, or when it
 * shows neither a number nor a user ID: nobody could be found or answered by it.
 */
export function messageTouch(options: ReadOptions, raw: unknown, given: ProviderMessage): Touch[] {
	const event = eventOfType(given.message.type);
	const account = accountOf(options, given);
	if (!options.events.has(event) || isByAccount(event, account, given.contact)) return [];
	return touchAs(event, options, raw, given);
}

/**
 * The touch of what the account itself sent to a person, from the phone or through the gateway; none
 * when such are not wanted, and of what is no message to one person.
 * @param given its contact is who got it
 */
export function ownTouch(
	options: ReadOptions,
	raw: unknown,
	given: ProviderMessage,
	sentBy: SentBy,
): Touch[] {
	const { contact, message, key } = given;
	const isMessage = eventOfType(message.type) === 'message' && message.groupId === null;
	if (!options.events.has('echo') || !isMessage) return [];
	if (isByAccount('message', accountOf(options, given), contact)) return [];
	const own = { ...given, key: `echo:${key}`, message: { ...message, sentBy } };
	return touchAs('echo', options, raw, own);
}

function accountOf({ accountName, tagPrefix }: ReadOptions, { account }: ProviderMessage) {
	const name = accountName ?? account.name ?? undefined;
	return toAccount(account.id, account.number ?? undefined, name, tagPrefix);
}

function touchAs(
	event: Touch['event'],
	options: ReadOptions,
	raw: unknown,
	given: ProviderMessage,
): Touch[] {
	const { key, contact, replyTo, message, referral } = given;
	const receiver = replyTo ?? contact.phone ?? contact.whatsappUserId;
	if (!(contact.phone ?? contact.whatsappUserId)) return [];
	const { text, choiceId, seconds, groupId, ...content } = message;
	return [
		{
			key,
			event,
			account: accountOf(options, given),
			contact: { ...contact, replyTo: receiver },
			message: {
				...content,
				text: text === null ? null : cleanText(text),
				time: toIsoTime(seconds),
				...(groupId !== null && { groupId }),
				...(choiceId && { content: choiceIn(message.type, choiceId, text) }),
			},
			referral: referral ?? null,
			...(options.includeRaw && { raw }),
		},
	];
}

/** In the form in which Meta tells it, so that workflows read it the same whoever delivers it. */
function choiceIn(type: string, id: string, title: string | null): object {
	if (type === 'button') return { payload: id, text: title };
	return { type: 'list_reply', list_reply: { id, title } };
}
