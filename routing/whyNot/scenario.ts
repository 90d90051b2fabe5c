import type { Roster } from '../availability/roster';
import type { User } from '../model/decision';
import type { Readings, StaffSnapshot } from '../model/staffSnapshot';
import type { RoutingState } from '../model/state';
import type { Touch } from '../model/touch';
import type { Plan } from '../plan/plan';
import { own } from '../model/own';

/** What a decision is made from, apart from the clock. */
export interface Scenario {
	plan: Plan;
	touch: Touch;
	state: RoutingState;
}

/** Who asks "why not me?". */
export interface Asker {
	user: User;
	/** Whether HighLevel lists them. */
	isListed: boolean;
	/** Of them alone: tells what a plan says of them, and which references and teams mean them. */
	roster: Roster;
}

/** What kind of change this is, for machines. */
export type ChangeCode =
	| 'listed'
	| 'not_excluded'
	| 'not_had'
	| 'no_queue'
	| 'not_paused'
	| 'not_away'
	| 'not_blocked'
	| 'working'
	| 'team_working'
	| 'capacity'
	| 'limit'
	| 'skill'
	| 'turn'
	| 'other_unavailable'
	| 'no_owner'
	| 'owner'
	| 'rule';

/** One thing that could have been different. */
export interface Change {
	code: ChangeCode;
	/** Completes "would have got this contact if ...". */
	text: string;
	/** How many facts it changes. */
	size: number;
	apply(scenario: Scenario): Scenario;
}

/** As if HighLevel had shown nothing of this about the user. */
export function withoutReading(at: Scenario, user: User, what: keyof StaffSnapshot): Scenario {
	const { staffSnapshot } = at.state;
	const readings: Readings<unknown> | undefined = staffSnapshot?.[what];
	if (!own(readings, user.id)) return at;
	const others = Object.fromEntries(
		Object.entries(readings ?? {}).filter(([id]) => id !== user.id),
	);
	return { ...at, state: { ...at.state, staffSnapshot: { ...staffSnapshot, [what]: others } } };
}
