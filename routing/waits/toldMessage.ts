import type { MessageFacts } from './humanReply';

/** A message of ours as one of the ways tells it, not judged yet. Never with its text. */
export interface ToldMessage {
	/** What the message is known by: see `Reply.ids`. */
	ids: readonly string[];
	/** What the contact is known by, see `identitiesOf`. */
	contact: readonly string[];
	/** When it was sent, milliseconds since 1970. */
	at: number;
	/** ID of the account that it was sent from; null when it says none. */
	account: string | null;
	facts: MessageFacts;
}

/**
 * What a message is known by, so that it is the same whichever way tells of it.
 * @param of HighLevel's ID of it, and the one that WhatsApp gave it
 */
export function idsOfMessage(of: { highLevel?: string | null; wamid?: string | null }): string[] {
	return [
		...(of.highLevel ? [`message:${of.highLevel}`] : []),
		...(of.wamid ? [`${WAMID}${of.wamid}`] : []),
	];
}

const WAMID = 'wamid:';

/** Whether it is a message that WhatsApp may tell of, too. */
export function isKnownToWhatsApp({ ids }: ToldMessage): boolean {
	return ids.some((id) => id.startsWith(WAMID));
}
