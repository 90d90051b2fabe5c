import { isFromPerson, type TouchEvent } from '../routing/model/events';
import { phoneKey } from '../routing/model/phoneForms';
import type { TouchAccount, TouchContact } from '../routing/model/touch';

/** Meta's message types that are no messages of their own; all others are. */
const EVENTS = {
	reaction: 'reaction',
	edit: 'edit',
	revoke: 'revoke',
	system: 'identity',
	request_welcome: 'welcome',
} as const satisfies Record<string, TouchEvent>;

/** What a message of one of Meta's types is, whoever delivers it: an emoji asks nobody for an answer. */
export function eventOfType(type: string): 'message' | (typeof EVENTS)[keyof typeof EVENTS] {
	return Object.hasOwn(EVENTS, type) ? EVENTS[type as keyof typeof EVENTS] : 'message';
}

/**
 * Whether the account itself is the sender: a note to oneself, or what was written on the phone of the
 * account and comes back as if somebody had.
 */
export function isByAccount(
	event: TouchEvent,
	account: TouchAccount | null | undefined,
	{ phone }: TouchContact,
): boolean {
	if (!account?.number || !phone || !(isFromPerson(event) || isChange(event))) return false;
	return phoneKey(phone) === phoneKey(account.number);
}

function isChange(event: TouchEvent): boolean {
	return event === 'edit' || event === 'revoke';
}
