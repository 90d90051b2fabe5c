import type { ContactOutcome } from '../routing/model/contactOutcome';
import type { TouchEvent } from '../routing/model/events';
import type { Pool } from '../routing/model/pool';
import type { ReplyVerdict, ReplyWay } from '../routing/model/reply';
import type { WaitEnding } from '../routing/model/wait';

/** What a report is made of. Times are milliseconds since 1970; names that nobody has are null. */

/** What figures can be told apart by. */
export interface Dimensions {
	/** HighLevel's user ID. */
	user: string | null;
	team: string | null;
	/** ID of the WhatsApp account. */
	account: string | null;
	/** Name of the rule. */
	rule: string | null;
	/** Source of the contact, as HighLevel calls it. */
	source: string | null;
}

/** The part that one person has in the wait of a contact. All parts of one question share `chain`. */
export interface WaitPart extends Dimensions {
	id: string;
	/** ID of the first part. */
	chain: string;
	level: number;
	askedAt: number;
	givenAt: number;
	dueAt: number | null;
	/** Null: it is open. */
	endedAt: number | null;
	ended: WaitEnding | null;
	answeredBy: string | null;
	answeredHow: ReplyWay | null;
	/** When the answer was given; also of one that became known after the part had ended otherwise. */
	answeredAt: number | null;
	/**
	 * How much the person worked of the time from `givenAt` to whichever came first: the answer, the end,
	 * now.
	 */
	workingMs: number;
	/** Whoever had to answer did not work when it was asked; null: not known. */
	outsideHours: boolean | null;
}

/** A contact was given to somebody, and it was carried out. */
export interface AssignmentFact extends Dimensions {
	id: string;
	at: number;
	user: string;
	/** What the decision was about; null when it was not kept. */
	event: TouchEvent | null;
	/** Worth no turn: it was given back. */
	credited: boolean;
	/** The first of each kind of outcome that the contact had as long as this was its last assignment. */
	outcomes: Readonly<Partial<Record<ContactOutcome, number>>>;
}

/**
 * An assignment of a team, for whoever looks at how turns were shared: also one of which nothing came.
 */
export interface TurnFact extends AssignmentFact {
	team: string;
	/** What moved of turns, credit by user ID. */
	turns: Readonly<Record<string, number>>;
	/** Null when it was not kept; before version 11 of the schema everybody who was looked at. */
	pool: Pool | null;
	/** When its turn went back: nothing came of it, or somebody gave it back; null: it counts. */
	undoneAt: number | null;
	/** Hashes as `KeptPlan` has them; null when they were not kept. */
	plan: string | null;
	staff: string | null;
}

export interface OutcomeFact extends Dimensions {
	id: string;
	at: number;
	kind: ContactOutcome;
	/** Of a rating, from 1 to 5. */
	value: number | null;
	/** Of a rating and of who was asked for one: what both share. */
	question: string | null;
}

/** How often somebody kept contacts within a quarter of an hour. */
export interface KeptFact extends Dimensions {
	/** When the quarter began. */
	at: number;
	user: string;
	/** HighLevel's owner, whom no decision of ours had made it. */
	byHand: boolean;
	count: number;
}

/** Messages of ours of which it cannot be told who wrote them, or which came too late. */
export interface ReplyFact {
	at: number;
	user: string | null;
	account: string | null;
	verdict: ReplyVerdict;
	how: ReplyWay;
}
