/** Who sent a message of the account itself, as far as the webhook tells: the `sentBy` of an echo. */
export const SENT_BY = {
	/** Somebody in the WhatsApp Business app. It does not say who. */
	phoneApp: 'phoneApp',
	/** Another system, through the API. Whether a person typed it there is not known. */
	otherSystem: 'otherSystem',
	/** The AI that Meta lets answer for the number. */
	metaBot: 'metaBot',
	/** The gateway tells what the phone sends and what the API sends alike. */
	unknown: 'unknown',
} as const;

export type SentBy = keyof typeof SENT_BY;
