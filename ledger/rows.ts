/** Rows as both engines give them; see `schema.ts`. */

import type { ReplyVerdict, ReplyWay } from '../routing/model/reply';
import type { ContactOutcome, OutcomeWay } from '../routing/model/contactOutcome';
import type { TouchEvent } from '../routing/model/events';
import type { WaitEnding } from '../routing/model/wait';

export interface DecisionRow {
	scope: string;
	id: string;
	at: number;
	contact: string | null;
	/** What the decision goes by: its own assignment, or the owner's. */
	assignment: string | null;
	/** JSON, without the rules that did not match. */
	decision: string;
	/** When it was confirmed first; null: not yet, or before this was noted. */
	carried_out_at: number | null;
}

/** One that nobody carried out yet. */
export type NewDecision = Insertable<Omit<DecisionRow, 'carried_out_at'>>;

/** Who owns a part of a contact. */
export interface SlotRow {
	contact: string;
	slot: string;
	scope: string;
	user_id: string;
	account: string | null;
	at: number;
	replaced: string | null;
	/** The assignment that made this user the owner; null for somebody set by hand. */
	assignment: string | null;
	is_open: number;
	/** When the contact last gave its owner something to do. */
	touched_at: number;
}

/**
 * `reserved`: waits to be confirmed. `confirmed`: carried out. `released`, `expired`: nothing came
 * of it. `credited`: carried out, but worth no turn.
 */
export type AssignmentStatus = 'reserved' | 'confirmed' | 'released' | 'expired' | 'credited';

export interface AssignmentRow {
	scope: string;
	id: string;
	at: number;
	contact: string | null;
	user_id: string;
	team: string | null;
	status: AssignmentStatus;
	/** Encrypted, unless it is of our own words or of an older version. */
	reason: string | null;
	changed_at: number;
	expires_at: number | null;
	/** What of the contact the user owns by it; null when they only cover for the owner. */
	slot: string | null;
	is_primary: number;
	account: string | null;
	replaced: string | null;
	/** JSON: what the turn moved, credit by user ID. */
	turns: string;
	/** JSON: the slot before, null when it had no owner. */
	previous: string | null;
	/** Name of the rule that named the user, or `Fallback`; null when none did. */
	rule: string | null;
	/** JSON: who of the team could have got the contact and who not, see `Pool`; null: no team was asked. */
	pool: string | null;
	/** What the decision was about, such as `message` or `noReply`; null before this was kept. */
	event: TouchEvent | null;
	/** Of the contact, as HighLevel calls it; null when none is known, or the contact was forgotten. */
	source: string | null;
	/** Hashes of the plan that decided and of what was known of people, see `KeptPlan`. */
	plan: string | null;
	staff: string | null;
}

/** What a team remembers of a member. */
export interface TurnRow {
	scope: string;
	team: string;
	user_id: string;
	credit: number;
	lift: number;
	away: number;
}

/** A contact that moved together with others, by the decision about it (`moves`). */
export interface ReassignmentRow {
	scope: string;
	id: string;
	at: number;
	contact: string;
	kind: string;
	/** A hash: what the move was about may be the tag of an account. */
	about: string;
	run: string;
	from_user: string | null;
	until_at: number | null;
	/** The hand-over that this gives back. */
	ends: string | null;
	/** Of a hand-over: nothing is to be given back any more. */
	is_over: number;
	/** HighLevel's contact ID and the touch key, encrypted. */
	sealed: string;
}

/** A wait for an answer, open or ended. */
export interface WaitRow {
	scope: string;
	id: string;
	chain: string;
	/** Null once the contact was forgotten. */
	contact: string | null;
	slot: string;
	/** By which the person has the contact; null for nobody, or an owner set by hand. */
	assignment: string | null;
	user_id: string | null;
	account: string | null;
	team: string | null;
	rule: string | null;
	/** Of the contact, as HighLevel calls it; null when none is known, or the contact was forgotten. */
	source: string | null;
	/** 1: whoever had to answer did not work when it was asked; null: not known. */
	outside_hours: number | null;
	level: number;
	asked_at: number;
	given_at: number;
	/** JSON: times, ascending. */
	later_asks: string;
	due_at: number | null;
	/** When a workflow was last told that it is overdue. */
	noticed_at: number | null;
	/** When a workflow was told that it is due soon. */
	soon_at: number | null;
	/** When it ends by itself, if the contact writes no more. */
	silent_at: number | null;
	reply_time: number | null;
	plan: string;
	staff: string;
	/** JSON: user IDs. */
	had: string;
	ended_at: number | null;
	ended: WaitEnding | null;
	/** How much of the time from being given it until its end the person worked. */
	working_ms: number | null;
	/** The reply that ended it. */
	reply: string | null;
	/** When the answer was given, also one that became known after the end. */
	answered_at: number | null;
	answered_by: string | null;
	answered_how: ReplyWay | null;
	/** The touch that opened it, encrypted; for a few days after the end, while it may open again. */
	sealed: string | null;
}

/** A message of ours to a contact. */
export interface ReplyRow {
	scope: string;
	id: string;
	contact: string | null;
	at: number;
	user_id: string | null;
	account: string | null;
	verdict: ReplyVerdict;
	how: ReplyWay;
	noted_at: number;
}

/** What became of a contact. */
export interface OutcomeRow {
	scope: string;
	/** The event's own, so that it counts once however often it is told. */
	id: string;
	at: number;
	kind: ContactOutcome;
	contact: string | null;
	/** The last one of the contact then, with what it says of itself; null when it had none. */
	assignment: string | null;
	/** Who had the contact then; of a rating, when it was asked for. */
	user_id: string | null;
	account: string | null;
	team: string | null;
	rule: string | null;
	source: string | null;
	/** Of a rating, from 1 to 5. */
	value: number | null;
	/** Of a rating and of who was asked for one: the ID of the question, which both share. */
	question: string | null;
	/** Of who was asked for a rating, 1: a bare number is an answer. */
	takes_number: number | null;
	noted_by: OutcomeWay;
}

/** How often somebody kept a contact within a quarter of an hour, by what is told apart. */
export interface KeptRow {
	scope: string;
	/** Made of all the others but `count`. */
	id: string;
	/** Beginning of the quarter of an hour: time zones begin at those. */
	at: number;
	user_id: string;
	account: string | null;
	team: string | null;
	rule: string | null;
	source: string | null;
	/** 1: the owner was set by hand. */
	by_hand: number;
	count: number;
}

/** A contact who waits for somebody to be available. */
export interface QueueRow {
	scope: string;
	id: string;
	contact: string;
	slot: string;
	since: number;
	/** The lower goes first: place of the rule, from 1; `NO_RULE` when none matched. */
	place: number;
	/** JSON: names. */
	teams: string;
	available_at: number | null;
	given_at: number | null;
	plan: string;
	staff: string;
	/** The touch, encrypted. */
	sealed: string;
}

/** The same row with other values, as an insert takes it. */
export type Insertable<Row> = Row & Record<string, string | number | null>;
