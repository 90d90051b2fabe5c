import type { CompiledPlan } from './compile';
import type { Resolution } from './decide';
import type { Decision, User } from './decision';
import { LONGEST_WINDOW } from './people';
import type { LedgerState } from './state';
import { contactKey, type Touch } from './touch';

/** What of a ledger one decision has to know. */
export interface StateNeeds {
	contact: string;
	/** Names of the teams whose turns count. */
	teams: readonly string[];
	/** IDs of the users whose loads count. */
	users: readonly string[];
	/** How far back new contacts count for limits, milliseconds since 1970; null: not at all. */
	recentSince: number | null;
}

/** The memory behind decisions. */
export interface Ledger {
	/**
	 * Decides once: a touch key that was decided before gets the same decision, and nothing moves.
	 * Else reads what the decision needs, lets it be made and writes it with its changes. Reading,
	 * deciding and writing are one transaction; `decide` is pure and may run again when it is retried.
	 */
	decideOnce(
		touchKey: string,
		needs: StateNeeds,
		decide: (state: LedgerState) => Resolution,
	): Promise<{ decision: Decision; repeated: boolean }>;

	/** The contact is done: its owners carry it no longer. They stay its owners. */
	close(contact: string): Promise<void>;
}

/** What decisions of this plan about this contact need to know. */
export function stateNeeds(
	compiled: CompiledPlan,
	touch: Touch,
	users: readonly User[],
	now: number,
): StateNeeds {
	const { plan } = compiled;
	return {
		contact: contactKey(touch.contact),
		teams: plan.teams.map(({ name }) => name),
		users: users.map(({ id }) => id),
		recentSince: plan.people.some(({ limits }) => limits.length > 0) ? now - LONGEST_WINDOW : null,
	};
}
