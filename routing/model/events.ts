/**
 * What a touch may be about, and what routing makes of it.
 *
 * - `person`: somebody turned to the account and waits for a person: owners are kept, rules decide.
 * - `record`: HighLevel's record of the contact changed, and nobody waits for an answer: owners are
 *   kept whatever they do, rules decide about the others.
 * - `wait`: an answer is due, and who has to give it may lose the contact: no owner policy keeps it.
 * - text: there is nothing to decide, for this reason, which completes "because …".
 */
const EVENTS = {
	/** The person wrote. */
	message: 'person',
	/** The person opened a chat with the account for the first time and wrote nothing yet. */
	welcome: 'person',
	/** The person put an emoji on a message, or took it away. */
	reaction: 'person',
	/** The person calls. */
	call: 'person',
	/** Meta's AI agent passed the person on to people. */
	escalation: 'person',
	/** A tag was added in HighLevel. */
	tag: 'record',
	/** HighLevel created or changed the contact. */
	contact: 'record',
	/** Nothing happened; the contact is moved together with others. */
	reassign: 'record',
	/** No human answered in time. */
	noReply: 'wait',
	/** The time for an answer is nearly over. */
	replyDueSoon: 'wait',
	/** The person has another number or user ID; the ledger links the two. */
	identity: 'it says that a person changed their number or user ID',
	edit: 'it changes a message that came before',
	revoke: 'it takes back a message that came before',
	status: 'it says how a message of yours fared',
	callStatus: 'it says how a call went on',
	rating: 'it says how satisfied a person is',
	echo: 'your own team wrote this message',
	history: 'it brings messages of the past',
	contactSync: 'it brings the contact book of the WhatsApp Business app',
	standby: "Meta's AI agent looks after this person",
	handover: "it says who has the chat now, your team or Meta's AI agent",
	group: 'it says that a group changed',
	preference: 'it says which marketing messages a person wants',
	account: 'it is about your account, not about a person',
	template: 'it is about a message template, not about a person',
	unknown: 'nobody knows what this kind of event means',
} as const;

export type TouchEvent = keyof typeof EVENTS;

export const EVENT_NAMES = Object.keys(EVENTS) as [TouchEvent, ...TouchEvent[]];

/** Whether somebody turned to the account and waits for a person. */
export function isFromPerson(event: TouchEvent): boolean {
	return EVENTS[event] === 'person';
}

/** Whether it is about an answer that is due. */
export function isDue(event: TouchEvent): boolean {
	return EVENTS[event] === 'wait';
}

/** Why there is nothing to decide about an event; null when there is. */
export function nothingToDecide(event: TouchEvent): string | null {
	const use = EVENTS[event];
	return use === 'person' || use === 'record' || use === 'wait' ? null : use;
}
