import type { CandidateReason } from './reasons';
import type { User } from './user';

export type { CandidateReason } from './reasons';
export type { User } from './user';

/** What an outcome means for those who carry it out or remember it. */
interface OutcomeMeaning {
	/** The contact is given to the user of the decision, who did not own it before. */
	assigns: boolean;
	/** It stands for ever. Else it is decided anew as soon as somebody may be available. */
	final: boolean;
}

/** All that routing can say about a touch. */
export const OUTCOMES = {
	/** Routing names a user. */
	assigned: { assigns: true, final: true },
	/** The owner stays. */
	kept: { assigns: false, final: true },
	/** Nobody is available yet. */
	waiting: { assigns: false, final: false },
	/** No rule names anybody who can take the contact. */
	unassigned: { assigns: false, final: true },
} as const satisfies Readonly<Record<string, OutcomeMeaning>>;

export type Outcome = keyof typeof OUTCOMES;

/** Whether an outcome, as an item names it, gives the contact to somebody who did not own it. */
export function assigns(outcome: string): boolean {
	return Object.hasOwn(OUTCOMES, outcome) && OUTCOMES[outcome as Outcome].assigns;
}

/** What one rule said about a touch. `reason` tells people why it matched or did not. */
export interface RuleTrace {
	/** 1 for the first rule of the plan. */
	position: number;
	name: string;
	matched: boolean;
	reason: string;
}

/** One user that was considered, in the order of consideration. */
export interface CandidateTrace {
	/** The user's name, or the reference in the plan when HighLevel does not know it. */
	user: string;
	/** HighLevel's user ID, null when HighLevel does not know the user. */
	userId: string | null;
	/** Where the candidate came from: a rule's name, `Fallback` or `Owner`. */
	from: string;
	/** Whether the user could have taken the contact. */
	passed: boolean;
	reason: CandidateReason;
	/** More about the reason, for people. */
	detail: string | null;
	chosen: boolean;
}

/** Why: data for machines and one sentence for people. */
interface Receipt {
	sentence: string;
	/** The rules that matched and, of those tried before, the first that did not. */
	rules: RuleTrace[];
	/** How many more rules were tried and did not match. */
	rulesNotShown: number;
	candidates: CandidateTrace[];
	/** How a tie between equals was broken, null when there was none. */
	tieBreak: string | null;
	/** Where working hours, time away and load came from and how old that was; empty for the plan and the ledger. */
	sources: string[];
	/** Optional skills that the rule asked for and that nobody available had. */
	skillsDropped: string[];
	/** Clock that the decision used, ISO 8601 in UTC. */
	decidedAt: string;
	/** Names the plan that decided, see `KeptPlan.hash`. */
	plan: string;
	/** It was made on the canvas, where of earlier test runs only turns count. */
	testRun?: true;
}

/** What a decision means for who owns the contact. */
export interface Ownership {
	/** What is owned: `*` the contact, `account:<id>` or `label:<label>` a part of it. */
	slot: string;
	/** User ID of the owner before, null when there was none. */
	previous: string | null;
	/** Whether this owner belongs into HighLevel's `assignedTo`; others become followers. */
	primary: boolean;
	/** The user answers this touch only; `previous` stays the owner. */
	cover: boolean;
	/**
	 * Whoever owns the contact in HighLevel makes room for this user, also somebody whom the decision
	 * did not see: the policy asks the rules every time, or does not respect manual changes.
	 */
	replacesAnybody: boolean;
}

/** What a flow has to tell somebody although the contact does not change hands. */
export interface Tell {
	/**
	 * `overdue`: no answer in time, and the plan says to tell only. `dueSoon`: nearly. `nobodyElse`: no
	 * answer in time, and nobody is left who could get the contact.
	 */
	about: 'overdue' | 'dueSoon' | 'nobodyElse';
	/** Whom the plan names to be told, such as the team lead; null when nobody. */
	to: User | null;
}

/** How it stands with the answers to a contact, for flows that do more than assign. */
export interface ReplyState {
	/** Since when the contact waits for an answer, ISO 8601 in UTC; null when it does not. */
	waitingSince: string | null;
	/** The last answer of a human, ISO 8601 in UTC; null when none is known. */
	lastReplyAt: string | null;
	/** Who gave it; null when it is not known. */
	lastReplyBy: User | null;
	/** A human answered within the hours that the plan says: a bot had better be silent. */
	personIsOnIt: boolean;
}

/** What routing says about one touch. */
export interface Decision {
	outcome: Outcome;
	user: User | null;
	/**
	 * The rule that named the user, or nobody for good; `kind` is `fallback` when none did, `owner`
	 * when the owner policy did and `replyTime` when the time for an answer was over. Null when nothing
	 * of it says who.
	 */
	rule: {
		name: string;
		kind: 'rule' | 'fallback' | 'owner' | 'replyTime';
		position: number | null;
	} | null;
	/** Name of the team that the user was chosen from. */
	team: string | null;
	/** With `waiting`: when somebody will be available, ISO 8601 in UTC; null when that is not known. */
	availableAt: string | null;
	owner: Ownership | null;
	/** User ID of HighLevel's owner as the decision saw it, null when nobody or unknown. */
	seenOwner: string | null;
	/** Of events about an answer that is due, when the contact stays where it is. */
	tell?: Tell;
	/** Missing where nothing is known of answers, such as in older decisions. */
	replies?: ReplyState;
	receipt: Receipt;
}
