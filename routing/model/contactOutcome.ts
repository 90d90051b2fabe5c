/** What can become of a contact. The only list of it. */
export const CONTACT_OUTCOMES = {
	/** Nobody has anything to do about it any more. */
	closed: 'closed',
	won: 'won',
	lost: 'lost',
	abandoned: 'abandoned',
	/** The person was asked how satisfied they are. */
	asked: 'asked for a rating',
	rated: 'rated',
} as const;

export type ContactOutcome = keyof typeof CONTACT_OUTCOMES;

/** What people may say that has become of a contact: ratings have IDs of their own. */
export const RESULTS = ['closed', 'won', 'lost', 'abandoned'] as const satisfies ContactOutcome[];

export type Result = (typeof RESULTS)[number];

/** How it became known. */
export const OUTCOME_WAYS = {
	highLevel: 'by an opportunity in HighLevel',
	whatsApp: 'by an answer in WhatsApp',
	byHand: 'noted by hand',
} as const;

export type OutcomeWay = keyof typeof OUTCOME_WAYS;

/** Ratings go from the lowest to the highest. */
export const RATINGS = { lowest: 1, highest: 5 } as const;
