import type { AccountRecord } from '../routing/model/accounts';
import type { KeptPlan } from '../routing/keptPlan';
import type { Load, Turn } from '../routing/model/state';
import type { AssignmentFact, KeptFact, OutcomeFact, ReplyFact, TurnFact, WaitPart } from './facts';

/** From this time on, and before that one: milliseconds since 1970. */
export interface Span {
	from: number;
	to: number;
}

/** Who waits in the queue, by what they wait for. */
export interface QueuedCount {
	teams: readonly string[];
	count: number;
	/** Since when the first of them waits. */
	since: number;
}

/**
 * What has happened in one location, for whoever looks back. It is read over a connection of its own,
 * without the lock of those who write, in steps of some milliseconds: nobody's decision waits for it.
 * Rows come in no order but that of their time. What is decided meanwhile may be in it or not.
 * @throws {LedgerError} when the store cannot be read
 */
export interface Reading {
	/** The parts of the questions that were asked then, by `askedAt`. Open ones go until `now`. */
	waits(span: Span, now: number): AsyncIterable<readonly WaitPart[]>;
	/** All open ones, whenever they were asked. */
	openWaits(now: number): AsyncIterable<readonly WaitPart[]>;
	/** What was carried out, or may be: no reservation that has expired. */
	assignments(span: Span): AsyncIterable<readonly AssignmentFact[]>;
	/** Those of teams alone, with who could have had them. */
	turns(span: Span): AsyncIterable<readonly TurnFact[]>;
	outcomes(span: Span): AsyncIterable<readonly OutcomeFact[]>;
	kept(span: Span): AsyncIterable<readonly KeptFact[]>;
	/** Messages of which it is not clear who wrote them. */
	unclearReplies(span: Span): AsyncIterable<readonly ReplyFact[]>;
	/** Since when anything is kept at all, of each kind; null: nothing is yet. */
	since(): Promise<{ assignments: number | null; waits: number | null; outcomes: number | null }>;
	/** How many contacts each person has that are not closed, by user ID; `since`: heard of since then. */
	openContacts(since: number): Promise<Record<string, number>>;
	/**
	 * What people have to do, as decisions see it, by user ID.
	 * @param recentSince since when new contacts count for limits; null: not at all
	 * @param openSince contacts that have been silent since then are not open any more
	 */
	loads(
		users: readonly string[],
		recentSince: number | null,
		openSince: number,
	): Promise<Record<string, Load>>;
	queued(): Promise<QueuedCount[]>;
	/** Who is paused, by user ID: until when; null until somebody ends it. */
	paused(now: number): Promise<Record<string, number | null>>;
	/** What these teams remember of their members, by team, then user ID. */
	turnsOf(teams: readonly string[]): Promise<Record<string, Record<string, Turn>>>;
	accounts(): Promise<AccountRecord[]>;
	/** @returns null when it is not kept any more */
	plan(hash: string, staffHash: string): Promise<KeptPlan | null>;
	latestPlan(): Promise<KeptPlan | null>;
}
