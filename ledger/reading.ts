import type { ContactOutcome } from '../routing/model/contactOutcome';
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

/** Since when there is anything, of each kind: milliseconds since 1970; null or left out: nothing yet. */
export interface KeptSince {
	assignments: number | null;
	waits: number | null;
	kept: number | null;
	outcomes: Partial<Record<ContactOutcome, number>>;
}

/**
 * What has happened in one location, for whoever looks back. It is read over a connection of its own,
 * without the lock of those who write, in steps of some milliseconds: nobody's decision waits for it.
 * Rows come in no order but that of their time. What is decided meanwhile may be in it or not.
 * @throws {LedgerError} when the store cannot be read
 */
export interface Reading {
	/**
	 * The parts of the questions that were asked then, by `askedAt` of their first part. All parts of one
	 * question come one after the other in one block, in the order in which they began. Open ones go until
	 * `now`.
	 */
	waits(span: Span, now: number): AsyncIterable<readonly WaitPart[]>;
	/** The same of the questions that are open, whenever they were asked. */
	openWaits(now: number): AsyncIterable<readonly WaitPart[]>;
	/** What was carried out, or may be: no reservation that has expired by now. */
	assignments(span: Span, now: number): AsyncIterable<readonly AssignmentFact[]>;
	/** All of teams, also those of which nothing came, with who could have had them. */
	turns(span: Span, now: number): AsyncIterable<readonly TurnFact[]>;
	outcomes(span: Span): AsyncIterable<readonly OutcomeFact[]>;
	kept(span: Span): AsyncIterable<readonly KeptFact[]>;
	/** Messages of which it is not clear who wrote them. */
	unclearReplies(span: Span): AsyncIterable<readonly ReplyFact[]>;
	since(): Promise<KeptSince>;
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
	/**
	 * HighLevel's IDs of the contacts of these waits, by the ID of the wait: at most some dozens. What is
	 * not known, or was forgotten, is left out.
	 */
	contactIds(waits: readonly string[]): Promise<Record<string, string>>;
	/** @returns null when it is not kept any more */
	plan(hash: string, staffHash: string): Promise<KeptPlan | null>;
	latestPlan(): Promise<KeptPlan | null>;
}
