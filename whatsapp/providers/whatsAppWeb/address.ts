import { isDeepStrictEqual } from 'node:util';
import { toE164, WHATSAPP_USER_ID } from '../../phone';

/** Who or what an address names. */
export type Address =
	| { kind: 'person'; phone: string }
	/** A person who shows no number: `id` is WhatsApp's hidden ID (`…@lid`) or Meta's user ID. */
	| { kind: 'hidden'; id: string }
	| { kind: 'group'; id: string };

/** The servers of numbers: WhatsApp's own, as browsers call it, and for numbers with Meta's Cloud API. */
const NUMBERS = new Set(['s.whatsapp.net', 'c.us', 'hosted']);

/** The servers of hidden IDs. They are digits, but no number. */
const HIDDEN = new Set(['lid', 'hosted.lid']);

const GROUPS = 'g.us';

/** One of the devices of a number or hidden ID: `N:12`, with the agent `N.0:12`, formerly `N_1:12`. */
const DEVICE = /^\+?(\d+)(?:[._]\d+)?(?::\d+)?$/;

/** WhatsApp's own assistants have numbers like people (Baileys, isJidBot). */
const ASSISTANT = /^(?:1313555\d{4}|131655500\d{2})$/;

/** How whatsmeow names who wrote in which group: `447700900123:2@s.whatsapp.net in 12036304@g.us`. */
const WITHIN = /^(\S+) in (\S+)$/;

/** What stands before a number in a link. */
const SCHEME = /^(?:whatsapp|tel):(?:\/\/)?/i;

/** Longer than any address. */
const MOST_CHARACTERS = 200;

/**
 * Whom an address names, in any way in which gateways of WhatsApp Web write one, or a mere number or
 * user ID. Null for what is neither a person nor a group: stories, broadcast lists, channels, bots,
 * names, and digits that cannot be a number.
 */
export function readAddress(given: string | null | undefined): Address | null {
	if (!given || given.length > MOST_CHARACTERS) return null;
	const address = given
		.replace(/\p{Cf}/gu, '')
		.trim()
		.replace(SCHEME, '');
	const sender = WITHIN.exec(address)?.[1] ?? address;
	const at = sender.lastIndexOf('@');
	if (at >= 0) return atServer(sender.slice(0, at), sender.slice(at + 1).toLowerCase());
	if (WHATSAPP_USER_ID.test(sender)) return { kind: 'hidden', id: sender };
	return person(sender);
}

/** The chat in which `A in B` was written; the address itself where it does not say so. */
export function chatOf(address: string): string {
	return WITHIN.exec(address.trim())?.[2] ?? address;
}

/** Whether somebody can write there: a person or a group, not a story, a broadcast list or a channel. */
export function isChat(address: string | null | undefined): boolean {
	return readAddress(address) !== null;
}

/** Whether it is a group, for example `120363041234567890@g.us`. */
export function isGroup(address: string | null | undefined): boolean {
	return readAddress(address)?.kind === 'group';
}

/** The number that an address shows, null when it shows none. */
export function numberOf(address: string | null | undefined): string | null {
	const read = readAddress(address);
	return read?.kind === 'person' ? read.phone : null;
}

/** Whether two addresses name the same, from whichever device. */
export function isSame(one: string | undefined, other: string | undefined): boolean {
	const [first, second] = [readAddress(one), readAddress(other)];
	return first !== null && isDeepStrictEqual(first, second);
}

function atServer(user: string, server: string): Address | null {
	if (server === GROUPS) return user === '' ? null : { kind: 'group', id: `${user}@${GROUPS}` };
	const digits = DEVICE.exec(user)?.[1];
	if (digits === undefined) return null;
	if (HIDDEN.has(server)) return { kind: 'hidden', id: `${digits}@lid` };
	return NUMBERS.has(server) ? person(digits) : null;
}

function person(number: string): Address | null {
	const phone = toE164(number);
	return phone === null || ASSISTANT.test(phone.slice(1)) ? null : { kind: 'person', phone };
}
