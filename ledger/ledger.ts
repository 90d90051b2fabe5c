import type { Resolution } from '../routing/decide';
import type { Decision } from '../routing/decision';
import type { LedgerState } from '../routing/state';
import type { StateNeeds } from '../routing/stateNeeds';

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

	/** A copy of what a decision needs, for questions that must not change anything. */
	read(needs: StateNeeds): Promise<LedgerState>;

	/** The contact is done: its owners carry it no longer. They stay its owners. */
	close(contact: string): Promise<void>;
}
