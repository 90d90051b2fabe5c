/** Rows as both engines give them; see `schema.ts`. */

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

/** The same row with other values, as an insert takes it. */
export type Insertable<Row> = Row & Record<string, string | number | null>;
