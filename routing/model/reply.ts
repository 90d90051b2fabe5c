/** How an answer was given. */
export const REPLY_WAYS = {
	highLevel: 'in HighLevel',
	phone: 'in the WhatsApp Business app',
	call: 'by a call',
	byHand: 'noted by hand',
} as const;

export type ReplyWay = keyof typeof REPLY_WAYS;

/**
 * Who wrote a message of ours. `person`: an answer. `bot`: none. `unclear`: it cannot be told, stops no
 * clock and is counted, so that a wrong setting is noticed. `none`: no message to the contact at all,
 * such as an internal comment or one that was not delivered.
 */
export type ReplyVerdict = 'person' | 'bot' | 'unclear' | 'none';

/** What one of the four ways tells of a message of ours, judged. */
export interface Reply {
	/**
	 * What the message is known by, such as `wamid:…` and `message:…` (HighLevel's ID): two that share
	 * one are the same message.
	 */
	ids: readonly string[];
	/** What the contact is known by, see `identitiesOf`. */
	contact: readonly string[];
	/** When it was sent, milliseconds since 1970. */
	at: number;
	/** HighLevel's ID of who wrote it; null when that is not known. */
	user: string | null;
	/** The account that it was sent from; null when it says none. */
	account: string | null;
	verdict: ReplyVerdict;
	how: ReplyWay;
}

/** The last answer of a human to a contact. */
export interface LastReply {
	/** Milliseconds since 1970. */
	at: number;
	/** HighLevel's ID; null when it is not known who. */
	user: string | null;
	how: ReplyWay;
}
