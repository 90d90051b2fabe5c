import type { CandidateReason } from '../model/reasons';

/** A member of a team who could have taken a contact. */
export interface JudgedMember {
	id: string;
	weight: number;
	tier: number;
	capacity: number | null;
	/** What they had then; null when it was not kept. */
	open: number | null;
}

/** A contact that a strategy gave to somebody of a team. Times are milliseconds since 1970. */
export interface JudgedContact {
	at: number;
	chosen: string;
	/** In the order of the team, with the chosen one. */
	could: readonly JudgedMember[];
	/** Nothing came of it, or its turn was given back later. */
	isUndone: boolean;
}

/** A contact that one of the team got without this strategy: of another team, plan, or of none. */
export interface OtherContact {
	at: number;
	user: string;
	/** What it moved of the team's turns, credit by user ID. */
	moved: Readonly<Record<string, number>>;
	/** Whether another plan chose for the same team. */
	isOfTeam: boolean;
}

/** A contact that is over: what it moved goes back. */
export interface UndoneContact {
	/** When it goes back. */
	at: number;
	/** When it was given. */
	givenAt: number;
	user: string;
	moved: Readonly<Record<string, number>>;
}

/** A contact that somebody else should have got. */
export interface Breach {
	at: number;
	/** One sentence without its full stop. */
	why: string;
}

/**
 * Follows the contacts of one team in the order of time, and says where its promise was broken. What it
 * holds grows with the members, not with the contacts.
 */
export interface Judge {
	take(contact: JudgedContact): void;
	takeOther?(other: OtherContact): void;
	undo?(contact: UndoneContact): void;
	/** Of all that it was told; of contacts that are broken from some place on, that place. */
	verdict(): Breach | null;
	/** Why it cannot be told, one sentence without its full stop; null: it can. */
	cannotTell?(): string | null;
}

export interface JudgeContext {
	/** What a person is called, by ID. */
	name(id: string): string;
	/** Turns that the members are owed when it begins, by ID. */
	owed: Readonly<Record<string, number>>;
}

/** What a strategy promises, and how that is held against what has happened. */
export interface StrategyPromise {
	/** One sentence for whoever reads a certificate. */
	sentence: string;
	/**
	 * Why it would not choose somebody who could take a contact, whatever turn or load; null: it would.
	 * Left out when it never rules out anybody.
	 */
	ruledOut?: (member: JudgedMember, could: readonly JudgedMember[]) => CandidateReason | null;
	begin(context: JudgeContext): Judge;
}
