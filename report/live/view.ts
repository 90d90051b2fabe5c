import type { CandidateReason } from '../../routing/model/reasons';

/** How it stands with some contacts who wait. Times are milliseconds since 1970. */
export interface LiveWaits {
	/** How many wait for an answer. */
	waiting: number;
	/** Since when the contact waits who waits longest; null: nobody does. */
	oldest: number | null;
	overdue: number;
	/** Due within the next 15 minutes. */
	dueSoon: number;
}

/** One WhatsApp account. */
export interface LiveAccount extends LiveWaits {
	/** Null: of contacts whose account is not known. */
	id: string | null;
	name: string;
}

export interface LivePerson extends LiveWaits {
	id: string;
	name: string;
	/** Whether it is their time to work, paused or not. */
	worksNow: boolean;
	/** Until when they work, or from when on again; null: not known, or always. */
	changesAt: number | null;
	/** Why they get nothing now, as a code and as a sentence; null when they can. */
	reason: CandidateReason | null;
	why: string | null;
	/** Until when they are paused by hand; null: not at all, or until somebody ends it, which `why` says. */
	pausedUntil: number | null;
	/** Contacts of theirs that are not closed. */
	open: number;
	capacity: number | null;
}

export interface LiveMember {
	id: string;
	name: string;
	/** Contacts by turn since the beginning of the day. */
	gotToday: number;
	/** Share of the team's turns of the last 30 days, and what the weights say; null: not known. */
	share: number | null;
	expectedShare: number | null;
}

export interface LiveTeam {
	name: string;
	/** Who of it gets the next contact, as it stands now; null: nobody, or it cannot be told. */
	next: string | null;
	/** Why nobody, or somebody in the team's place; null when it is one of its members. */
	nextWhy: string | null;
	isOpen: boolean;
	/** Contacts who wait for somebody of it to be available. */
	inQueue: number;
	members: readonly LiveMember[];
}

export interface LiveView extends LiveWaits {
	at: number;
	/** IANA. */
	zone: string;
	/** What the sub-account is called; null: it is not known. */
	location: string | null;
	/** Contacts who wait for somebody to be available, and since when the first of them does. */
	inQueue: number;
	queuedSince: number | null;
	/** By name. */
	accounts: readonly LiveAccount[];
	/** By name. */
	people: readonly LivePerson[];
	/** In the order of the plan. */
	teams: readonly LiveTeam[];
	/** Full sentences: what is not seen. */
	notSeen: readonly string[];
}
