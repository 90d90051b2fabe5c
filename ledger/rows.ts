/** Rows as both engines give them; see `schema.ts`. */

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

/** The same row with other values, as an insert takes it. */
export type Insertable<Row> = Row & Record<string, string | number | null>;
