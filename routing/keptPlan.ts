import type { User } from './model/decision';
import type { StaffSnapshot } from './model/staffSnapshot';
import type { Plan } from './plan/plan';

/** What was known of people when a plan decided. */
export interface KeptStaff {
	users: readonly User[];
	/** What HighLevel showed of their hours and time away; left out when the plan asks for nothing. */
	snapshot?: Pick<StaffSnapshot, 'hours' | 'away'>;
}

/** A plan as the ledger keeps it, for nodes that have none: it settles waits and shows people. */
export interface KeptPlan {
	/**
	 * Names the plan as people wrote it: with expressions as they are, or every contact would make another
	 * one. It is the plan of the receipts.
	 */
	hash: string;
	/** With the values that expressions had for the first contact. */
	plan: Plan;
	/** Names what was known of people. */
	staffHash: string;
	staff: KeptStaff;
}
