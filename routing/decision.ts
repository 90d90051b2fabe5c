/** A HighLevel user as far as routing needs it. */
export interface User {
	id: string;
	name: string;
	email: string;
}

/**
 * `assigned`: routing names a user. `kept`: the owner stays. `waiting`: nobody is available yet.
 * `unassigned`: no rule names anybody who can take the contact.
 */
export type Outcome = 'assigned' | 'kept' | 'waiting' | 'unassigned';

/** Why a candidate passed or was skipped. */
export type CandidateReason = 'available' | 'unknown_user';

/** What one rule said about a touch. `reason` tells people why it matched or did not. */
export interface RuleTrace {
	position: number;
	name: string;
	kind: 'account';
	matched: boolean;
	reason: string;
}

/** One user that was considered, in the order of consideration. */
export interface CandidateTrace {
	/** The user's name, or the reference in the plan when HighLevel does not know it. */
	user: string;
	/** Where the candidate came from: a rule's name or `Fallback`. */
	from: string;
	passed: boolean;
	reason: CandidateReason;
}

/** Why: data for machines and one sentence for people. */
export interface Receipt {
	sentence: string;
	rules: RuleTrace[];
	candidates: CandidateTrace[];
	/** Clock that the decision used, ISO 8601 in UTC. */
	decidedAt: string;
	/** {@link planHash} of the plan that decided. */
	plan: string;
}

/** What routing says about one touch. */
export interface Decision {
	outcome: Outcome;
	user: User | null;
	/** The rule that named the user; `kind` is `fallback` when none did. Null when nobody was named. */
	rule: { name: string; kind: 'account' | 'fallback'; position: number | null } | null;
	receipt: Receipt;
}
