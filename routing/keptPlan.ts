import { contentHash } from './model/contentHash';
import type { User } from './model/decision';
import type { Readings, StaffSnapshot } from './model/staffSnapshot';
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
	/** With the values that expressions had for one of the contacts that it decided about first. */
	plan: Plan;
	/** Names what was known of people. */
	staffHash: string;
	staff: KeptStaff;
}

type NamedStaff = Pick<KeptPlan, 'staffHash' | 'staff'>;

/** Users of a location that were named already, for as long as somebody has the list. */
const ofUsers = new WeakMap<readonly User[], NamedStaff>();
const ofSnapshots = new WeakMap<StaffSnapshot, { users: readonly User[]; named: NamedStaff }>();

/**
 * What is known of people, by a name: equal for the same hours and time away, whenever they were read.
 * For equal objects it is found out once, so they must not be changed in place.
 */
export function namedStaff(
	users: readonly User[],
	snapshot: StaffSnapshot | undefined,
): NamedStaff {
	if (!snapshot?.hours && !snapshot?.away) {
		let named = ofUsers.get(users);
		if (!named) ofUsers.set(users, (named = nameOf({ users: users.map(withoutPhone) })));
		return named;
	}
	const known = ofSnapshots.get(snapshot);
	if (known?.users === users) return known.named;
	const { hours, away } = snapshot;
	const shown = { ...(hours && { hours }), ...(away && { away }) };
	const named = nameOf({ users: users.map(withoutPhone), snapshot: shown });
	ofSnapshots.set(snapshot, { users, named });
	return named;
}

/** Nobody needs their numbers later. */
function withoutPhone({ id, name, email, role }: User): User {
	return { id, name, email, ...(role && { role }) };
}

function nameOf(staff: KeptStaff): NamedStaff {
	const { users, snapshot } = staff;
	const content = [users, valuesOf(snapshot?.hours), valuesOf(snapshot?.away)];
	return { staffHash: contentHash(content), staff };
}

/** Without when they were read, which is another time every few minutes. */
function valuesOf(readings: Readings<unknown> | undefined) {
	const entries = Object.entries(readings ?? {}).map(([id, { value }]) => [id, value] as const);
	return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
