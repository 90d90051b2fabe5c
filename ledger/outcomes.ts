import type { OutcomeWay, Result } from '../routing/model/contactOutcome';
import type { Database } from './database';
import type { Secrets } from './secrets';

/** What became of a contact, as somebody tells it. Times are milliseconds since 1970. */
export interface NewOutcome {
	/** The event's own ID, such as `opportunity:<id>:won:<time>`: told twice, it counts once. */
	id: string;
	kind: Result;
	/** What the contact is known by, see `identitiesOf`. */
	contact: readonly string[];
	at: number;
	by: OutcomeWay;
}

/** A question how satisfied somebody is. */
export interface RatingAsked {
	/** Short, and fit for the ID of a WhatsApp button: `rate:<id>:5`. */
	id: string;
}

/** The last question of a contact how satisfied they are. */
export interface RatingQuestion {
	id: string;
	askedAt: number;
	/** Whether a bare number is to be taken for the answer. */
	number: boolean;
	/** Null as long as there is none. */
	answer: { value: number; at: number } | null;
}

/** A rating that was noted. */
export interface RatingNoted {
	/** Whom it counts for: who had the contact when it was asked for; null when nobody had. */
	user: string | null;
	askedAt: number;
	/** It had been noted before with the same value, and nothing changed. */
	repeated: boolean;
}

/** What became of the contacts of one location. Every method is one transaction. */
export class Outcomes {
	constructor(
		protected readonly database: Database,
		protected readonly scope: string,
		protected readonly secrets: Secrets,
	) {}

	/**
	 * Notes outcomes for whoever had the contact then: by the last assignment at or before `at`.
	 * @returns for each whether it is new; null for contacts that the ledger does not know
	 */
	async note(outcomes: readonly NewOutcome[], now: number): Promise<Array<boolean | null>> {
		throw new Error(`not built: ${outcomes.length} ${now}`);
	}

	/**
	 * Notes that the person is asked how satisfied they are.
	 * @param number whether a bare number is to be taken for the answer
	 * @returns null for a contact that the ledger does not know
	 */
	async ask(contact: readonly string[], number: boolean, now: number): Promise<RatingAsked | null> {
		throw new Error(`not built: ${contact.length} ${number} ${now}`);
	}

	/** The last question of this contact within 30 days, answered or not; null when none was asked. */
	async lastQuestion(contact: readonly string[], now: number): Promise<RatingQuestion | null> {
		throw new Error(`not built: ${contact.length} ${now}`);
	}

	/**
	 * Notes a rating; another one about the same question replaces it.
	 * @param value from 1 to 5
	 * @returns null when nothing is known of the question
	 */
	async rate(id: string, value: number, at: number, now: number): Promise<RatingNoted | null> {
		throw new Error(`not built: ${id} ${value} ${at} ${now}`);
	}
}
