import type { Reading } from '../../ledger/reading';
import type { Names } from '../report';

/** How it stands with one WhatsApp account. Times are milliseconds since 1970. */
export interface LiveAccount {
	id: string | null;
	name: string;
	waiting: number;
	/** Since when the contact waits who waits longest; null: nobody does. */
	oldest: number | null;
	overdue: number;
	/** Due within the next 15 minutes. */
	dueSoon: number;
}

export interface LivePerson {
	id: string;
	name: string;
	worksNow: boolean;
	/** Until when they work, or from when on again; null: not known, or always. */
	changesAt: number | null;
	/** Why they get nothing now, in words; null when they can. */
	why: string | null;
	pausedUntil: number | null;
	open: number;
	capacity: number | null;
	/** Contacts who wait for them. */
	waiting: number;
	oldest: number | null;
	overdue: number;
}

export interface LiveTeam {
	name: string;
	/** Who of it gets the next contact, as it stands now; null: nobody. */
	next: string | null;
	isOpen: boolean;
	inQueue: number;
	members: ReadonlyArray<{
		name: string;
		/** Contacts by turn since the beginning of the day. */
		gotToday: number;
		/** Share of the team's turns of the last 30 days, and what the weights say; null: not known. */
		share: number | null;
		expectedShare: number | null;
	}>;
}

export interface LiveView {
	at: number;
	zone: string;
	waiting: number;
	oldest: number | null;
	overdue: number;
	dueSoon: number;
	inQueue: number;
	accounts: readonly LiveAccount[];
	people: readonly LivePerson[];
	teams: readonly LiveTeam[];
	/** Full sentences: what is not seen. */
	notSeen: readonly string[];
}

/**
 * How it stands now, from the ledger alone: by the plan that decided last.
 * @param zone IANA
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function liveView(
	now: number,
	zone: string,
	reading: Reading,
	names: Names,
): Promise<LiveView> {
	throw new Error(`not built: ${now} ${zone} ${typeof reading} ${typeof names}`);
}
