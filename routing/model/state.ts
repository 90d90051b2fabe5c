import type { AccountRecord } from './accounts';
import type { User } from './decision';
import type { Pool } from './pool';
import type { StaffSnapshot } from './staffSnapshot';
import type { ContactWaits, Wait, WaitChange } from './wait';

/** What a team remembers of a member, so that turns stay fair. */
export interface Turn {
	/** Turns that the member is owed; below 0 when they are ahead. The members' sum is 0. */
	credit: number;
	/** What is added to their load, so that a newcomer is not flooded. */
	lift: number;
	/** Not available when the team was last asked. */
	away: boolean;
}

/** What is known about a person's load. */
export interface Load {
	/** Slots of contacts that are theirs and not closed. */
	open: number;
	/** Milliseconds since 1970, null when they never got one. */
	lastAssignedAt: number | null;
	/** When they got new contacts, milliseconds, ascending; as far back as limits look. */
	recent: readonly number[];
}

/** Who owns one part of a contact. */
export interface OwnedSlot {
	user: string;
	/** The account that the owner was decided at. */
	account: string | null;
	at: number;
	/** HighLevel's owner when this was decided: seen again, it is no manual change. */
	replaced: string | null;
}

/** The owners of one contact, by slot. */
export interface ContactOwners {
	/** The slot whose owner is HighLevel's `assignedTo`. */
	primary: string | null;
	slots: Readonly<Record<string, OwnedSlot>>;
}

/** What a ledger knows, as far as one decision needs it. Plain data, so that it can be replayed. */
export interface LedgerState {
	owners?: ContactOwners | null;
	/** By user ID. */
	loads?: Readonly<Record<string, Load>>;
	/** By team name, then user ID. */
	turns?: Readonly<Record<string, Readonly<Record<string, Turn>>>>;
	/** The accounts of which messages came, for a touch that does not say its account. */
	accounts?: readonly AccountRecord[];
	/** The contact's waits and its last answer. */
	waits?: ContactWaits;
	/** Who is paused, by user ID: until when, milliseconds since 1970; null until somebody ends it. */
	paused?: Readonly<Record<string, number | null>>;
	/**
	 * Names of the teams for which contacts wait in the queue while somebody drains it: new arrivals
	 * come behind them.
	 */
	queued?: readonly string[];
}

/** What routing knows about the world at the moment of a decision. */
export interface RoutingState extends LedgerState {
	/** The users of the HighLevel location. A user that is not listed is never assigned. Not to be changed in place: routing indexes the list once. */
	users: readonly User[];
	/**
	 * IDs of users who have left the location, as far as that is known. Who is neither listed nor among
	 * these may be a user of the agency, whom HighLevel does not list: they can own contacts.
	 */
	left?: readonly string[];
	/** Names by ID of users who were listed once, as far as they are known. */
	names?: Readonly<Record<string, string>>;
	/** What HighLevel showed of them; left out when the plan asks for nothing. */
	staffSnapshot?: StaffSnapshot;
}

/** What a ledger writes after a decision, in one transaction with the decision itself. */
export type StateChange =
	/** New values of some members of a team. */
	| { type: 'turns'; team: string; turns: Record<string, Turn> }
	/**
	 * A person got a contact: counts for limits and idle time. `pool`: who of the team could have got it;
	 * null when no team was asked.
	 */
	| { type: 'assigned'; user: string; at: number; pool: Pool | null }
	/** The contact's slot has this owner, open from now on. `primary`: it is the primary slot. */
	| { type: 'owner'; slot: string; primary: boolean; owner: OwnedSlot }
	/**
	 * The contact waits until somebody is available. `teams`: of which nobody was. `priority`: place of the
	 * first rule that matched, from 1; null when none did.
	 */
	| { type: 'queued'; slot: string; teams: readonly string[]; priority: number | null }
	/**
	 * The owner kept the contact, which came up by itself. `account` and the others: as a wait has them
	 * that begins now.
	 */
	| ({ type: 'kept'; user: string } & Pick<Wait, 'account' | 'team' | 'rule' | 'source'>)
	| WaitChange;
