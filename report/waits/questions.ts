import type { Dimensions } from '../../ledger/facts';

/** How a wait was left, for a curve of it: answered, or cut for another reason. */
export type QuestionEnd = 'answered' | 'closed' | 'silent' | 'forgotten' | 'open';

/**
 * The whole wait of a contact, through all who had the question. `user`, `team`, `account`, `rule` and
 * `source` are those of the first part.
 */
export interface Question extends Dimensions {
	/** Milliseconds since 1970. */
	askedAt: number;
	/** Whole minutes, rounded up: until the end, or until now. */
	minutes: { working: number; all: number };
	end: QuestionEnd;
	outsideHours: boolean | null;
	/** How often it was escalated. */
	escalated: number;
}

/** How one person's part of a wait ended: by their own answer, or cut. */
export type OwnWaitEnd =
	| 'answered'
	/** A colleague answered. */
	| 'answeredByOther'
	| 'escalated'
	| 'moved'
	| 'closed'
	| 'silent'
	| 'forgotten'
	| 'open';

/** What one person had of a wait. Minutes go from when they got it. */
export interface OwnWait extends Dimensions {
	user: string;
	askedAt: number;
	minutes: { working: number; all: number };
	end: OwnWaitEnd;
	outsideHours: boolean | null;
	/** After how many minutes it was due to be escalated; null: never. */
	dueMinutes: { working: number; all: number } | null;
}
