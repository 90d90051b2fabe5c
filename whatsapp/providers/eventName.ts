import { typeCalled, TYPES } from './whatsAppWeb/kinds';

/** What stands before the type, when it is the name of an event. */
const EVENT_NAME = /^messages?[._-]/i;

/** Names of a mere message; its type is told elsewhere, or nowhere. */
const ANY_MESSAGE: ReadonlySet<string> = new Set([
	'any',
	'callback',
	'create',
	'created',
	'in',
	'inbound',
	'incoming',
	'message',
	'messages',
	'mo',
	'new',
	'on',
	'receive',
	'received',
	'upsert',
]);

/** What a team or a system wrote itself, and what became of messages that were read before. */
const NOT_WRITTEN: ReadonlySet<string> = new Set([
	'ack',
	'clicked',
	'delete',
	'deleted',
	'delivered',
	'delivery',
	'disconnected',
	'echo',
	'echoes',
	'edit',
	'edited',
	'failed',
	'mt',
	'newsletter',
	'out',
	'outbound',
	'outgoing',
	'presence',
	'qr',
	'qrcode',
	'read',
	'receipt',
	'revoke',
	'revoked',
	'self',
	'sent',
	'status',
	'statuses',
	'stories',
	'story',
	'typing',
	'undelivered',
	'update',
	'updated',
]);

/** Events about something else than messages. */
const SOMETHING_ELSE: ReadonlySet<string> = new Set([
	'call',
	'calls',
	'chat',
	'chats',
	'comment',
	'connected',
	'connection',
	'contact',
	'contacts',
	'conversation',
	'device',
	'group',
	'groups',
	'instance',
	'label',
	'labels',
	'note',
	'participants',
	'session',
	'sessions',
	'state',
	'task',
	'ticket',
]);

/** What happens to something, so that a name with it is no type such as `contact_card`. */
const HAPPENED =
	/^(?:(?:dis)?connected|accepted|added|archived|assigned|blocked|changed?|closed|created?|info|joined|join|intervened|leave|left|missed|offer|opened|participants|received|rejected|removed?|resolved|terminate|upsert)$/;

/**
 * The type of a message in Meta's words, from whatever a system calls it: WhatsApp's name of its
 * content, a type of its own, or the name of the event that tells of it, such as `message.received`,
 * `incomingMessageReceived`, `onmessage`. Null for what nobody wrote.
 */
export function typeOfEvent(given: string): string | null {
	const name = given.replace(EVENT_NAME, '');
	const type = typeCalled(name);
	if (type === null || type !== name || TYPES.has(type)) return type;
	const words = wordsOf(given);
	const has = (some: ReadonlySet<string>) => words.some((word) => some.has(word));
	if (words.some((word) => /^react(?:ions?|ed)$/.test(word))) return 'reaction';
	// An answer to a poll updates the poll, an answer to a story is a message.
	if (words.includes('poll') || words.includes('vote')) return 'interactive';
	if (words.includes('reply')) return name;
	if (has(NOT_WRITTEN) || isIncomingCall(words)) return null;
	const isMessage = words.some((word) => /^messages?$/.test(word));
	if (!isMessage && has(SOMETHING_ELSE) && words.some((word) => HAPPENED.test(word))) return null;
	const rest = words.filter((word) => !ANY_MESSAGE.has(word));
	if (words.length > rest.length && rest.every((word) => OF_A_CHAT.has(word))) return 'text';
	return name;
}

/** By itself, "incoming" stands with messages. */
function isIncomingCall(words: readonly string[]): boolean {
	return words.includes('incoming') && words.includes('call');
}

/** Where a message was written is not its type. */
const OF_A_CHAT: ReadonlySet<string> = new Set([
	'channel',
	'chat',
	'contact',
	'customer',
	'group',
	'personal',
	'sender',
	'session',
	'text',
	'user',
	'whatsapp',
]);

/** Longer than any name; what comes after starts no run of its own. */
const MOST_CHARACTERS = 200;

/** The words of a name in any style: `message_ack`, `messageAck`, `message:out:ack`, `onackmessage`. */
function wordsOf(name: string): string[] {
	const words = name
		.slice(0, MOST_CHARACTERS)
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/);
	return words.flatMap(partsOf).filter((word) => word !== '');
}

/** Some write several words as one: `onrevokedmessage`, `onpresencechanged`, `incomingcall`. */
function partsOf(word: string): string[] {
	const [, what, happened] =
		/^(?:on)?([a-z]*?)(messages?|changed|response)$/.exec(word.replace(/^on(?=[a-z]{3})/, '')) ??
		[];
	if (happened !== undefined) return [what ?? '', happened];
	if (word === 'incomingcall') return ['incoming', 'call'];
	return [word.replace(/^on(?=(?:ack|self)$)/, '')];
}
