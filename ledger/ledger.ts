import type { Resolution } from '../routing/decide/decide';
import type { AccountRecord } from '../routing/model/accounts';
import type { ContactSnapshot } from '../routing/model/contactSnapshot';
import type { Decision } from '../routing/model/decision';
import type { Standing } from '../routing/model/standing';
import type { LedgerState } from '../routing/model/state';
import type { LedgerNeeds } from '../routing/ledgerNeeds';
import type { KeptPlan } from '../routing/keptPlan';
import type { Touch } from '../routing/model/touch';
import type { Pauses } from './pauses';
import type { Outcomes } from './outcomes';
import type { Plans } from './plans';
import type { Reading } from './reading';
import type { Reassignment, Reassignments } from './reassignments';
import type { Records } from './records';
import type { WaitingQueue } from './waitingQueue';
import type { Waits } from './waits';

/** One touch to be decided. */
export interface DecisionRequest {
	/** Names the decision: the same key gets the same decision for as long as it is kept. */
	key: string;
	needs: LedgerNeeds;
	/** The account of a message, for touches that do not say theirs; null when there is none to remember. */
	account: AccountRecord | null;
	/** Pure; called at most once for each try of the transaction. */
	decide: (state: LedgerState) => Resolution;
	/** The contact moves together with others, which is remembered with the decision. */
	reassignment: Reassignment | null;
	/** The ID of a decision whose place this one takes, if nobody has carried that out; null for none. */
	instead: string | null;
	/**
	 * What is kept of it for later: the plan that decides, and the touch, of which the ledger leaves out the
	 * text of the message and the name of the person. Null for what opens no wait and no place in
	 * the queue: previews, and runs on the canvas.
	 */
	kept: { plan: KeptPlan; touch: Touch } | null;
}

/** A decision and where it is written. */
export interface Recorded {
	/** What `settle` knows the decision by. */
	id: string;
	decision: Decision;
	/** It was made before, and nothing moved. */
	repeated: boolean;
}

/** What became of a decision outside: it was carried out, or nothing came of it for good. */
export type Settlement = {
	id: string;
	/**
	 * What names the contact that HighLevel showed. Unless the ledger knows the contact of the decision
	 * by one of these, it was another contact, of which nothing is noted.
	 */
	shownAs: readonly string[];
	/** What HighLevel showed last; null when it did not. Nothing later is overwritten. */
	snapshot: ContactSnapshot | null;
} & (
	| {
			outcome: 'confirmed';
			/** Identities of the contact that became known, such as HighLevel's ID. */
			alsoKnownAs: readonly string[];
	  }
	| { outcome: 'released'; reason: string }
	/** Like `released`, and the same touch is decided anew: its user cannot own contacts any more. */
	| { outcome: 'withdrawn'; reason: string }
);

/** A contact that HighLevel shows without an owner, because somebody was taken off. */
export interface ContactWithoutOwner {
	/** What the contact is known by. */
	contact: readonly string[];
	/** Who was taken off; null for everybody. */
	user: string | null;
	contactId: string;
}

/** A turn that was given back or taken again. */
export interface TurnMoved {
	user: string;
	team: string | null;
	/** When the contact had been assigned, milliseconds since 1970. */
	assignedAt: number;
	reason: string;
}

/**
 * The memory behind decisions, for one HighLevel location: who decided what, whose turn it is, who
 * has how much, who owns whom. Every method is one transaction; of two at the same time, on
 * whichever worker, one is first. Times are milliseconds since 1970 and come from the caller, by the
 * clock of the store.
 * @throws {LedgerError} when the store cannot be read or written; then nothing has changed
 */
export interface Ledger {
	/** The contacts that were moved together with others. */
	readonly reassignments: Reassignments;

	/** Contacts who wait for an answer. */
	readonly waits: Waits;

	/** Contacts who wait for somebody to be available. */
	readonly queue: WaitingQueue;

	/** The plans that have decided. */
	readonly plans: Plans;

	/** People who are paused. */
	readonly pauses: Pauses;

	/** What has happened. */
	readonly records: Records;

	/** What became of contacts. */
	readonly outcomes: Outcomes;

	/** What has happened, for reports: it waits for nobody, and nobody waits for it. */
	readonly reading: Reading;

	/**
	 * The time by the store's own clock, as far as it is known: what all times of this ledger have to be
	 * by, so that one machine with a wrong clock does no harm to the work of others.
	 */
	now(): number;

	/** The decisions that stand under these keys, so that nobody asks about them again. */
	recall(keys: readonly string[], now: number): Promise<Map<string, Recorded>>;

	/**
	 * Decides once, in the order given, each touch on what those before it left behind. A key that
	 * was decided before gets the same decision, and nothing moves; only who was told to wait is
	 * decided anew once somebody may be available, or when the touch comes out of the queue. Repeated decisions come without
	 * the rules that did not match: their reasons may quote a message, which the ledger never keeps.
	 * @param reserveFor how long an assignment waits for `settle` before its turn goes back,
	 * milliseconds; null counts it at once
	 */
	decide(
		requests: readonly DecisionRequest[],
		now: number,
		reserveFor: number | null,
	): Promise<Recorded[]>;

	/**
	 * What {@link decide} would decide, each touch on what those before it would leave behind. Nobody
	 * waits for it, and no decision goes by it but previews of the same series, which go on from there
	 * until an hour has passed without one. A key that was previewed before is previewed anew, as if it
	 * had not been.
	 * @param series names what belongs together; null: nothing came before, and nothing is remembered
	 */
	preview(
		requests: readonly DecisionRequest[],
		now: number,
		series: string | null,
	): Promise<Decision[]>;

	/**
	 * What became of decisions. `confirmed` makes a reservation last, also one that had expired or
	 * was released meanwhile. `released` undoes what the decision itself reserved: turn, load and
	 * owner; it leaves alone what was confirmed before. `withdrawn` undoes it also when it counted at
	 * once, and forgets the decision unless it was carried out. Unknown IDs are passed over.
	 */
	settle(settlements: readonly Settlement[], now: number): Promise<void>;

	/** How a decision stands now, for whoever is about to carry it out. */
	standing(id: string, now: number): Promise<Standing>;

	/**
	 * The contacts have no owner any more: whoever was taken off is forgotten as the owner of all parts
	 * of the contact, so that who comes next is decided as for somebody new. The turns that they were
	 * worth stay. Contacts that the ledger does not know are passed over.
	 */
	clearOwners(contacts: readonly ContactWithoutOwner[], now: number): Promise<void>;

	/**
	 * What HighLevel showed of each contact since then, null for the others.
	 * @param contacts what each is known by
	 */
	contactSnapshots(
		contacts: ReadonlyArray<readonly string[]>,
		since: number,
	): Promise<Array<ContactSnapshot | null>>;

	/** A copy of what a decision needs, for questions that must not change anything. */
	read(needs: LedgerNeeds, now: number): Promise<LedgerState>;

	/**
	 * Whether each contact is open: somebody's, not closed, and heard of since then.
	 * @param contacts what each is known by
	 */
	areOpen(contacts: ReadonlyArray<readonly string[]>, since: number): Promise<boolean[]>;

	/**
	 * The contact is done: its owners carry it no longer, and stay its owners; nobody has to answer it,
	 * and it waits for nobody. When the contact writes again, it is open again. It is noted as an outcome,
	 * once as long as nothing more is heard of the contact.
	 * @returns whether the ledger knows the contact
	 */
	close(contact: readonly string[], now: number): Promise<boolean>;

	/**
	 * The contact's last assignment was worth no turn (a bad lead, a wrong number): it counts for
	 * nobody's turns and limits, and is done. Once for each assignment.
	 * @returns null when the contact has none, or the turn went back before
	 */
	giveTurnBack(contact: readonly string[], reason: string, now: number): Promise<TurnMoved | null>;

	/** Undoes `giveTurnBack`. */
	takeTurnAgain(contact: readonly string[], now: number): Promise<TurnMoved | null>;

	/**
	 * Everything about the contact goes: identities, owners, decisions. What members got and how long
	 * they took to answer counts on, without saying from whom.
	 * @returns whether the ledger knew the contact
	 */
	forget(contact: readonly string[], now: number): Promise<boolean>;
}

/** The store failed. `description` is the way out. */
export class LedgerError extends Error {
	constructor(
		message: string,
		readonly description: string,
		options?: ErrorOptions,
	) {
		super(message, options);
		this.name = 'LedgerError';
	}
}
