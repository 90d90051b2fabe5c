import { compilePlan, type CompiledPlan } from '../../../routing/compiledPlan';
import type { DecideOptions } from '../../../routing/decide/decide';
import type { User } from '../../../routing/model/decision';
import { nothingToDecide } from '../../../routing/model/events';
import type { StaffSnapshot } from '../../../routing/model/staffSnapshot';
import { contactNeeds } from '../../../routing/plan/contactNeeds';
import type { Plan } from '../../../routing/plan/plan';
import type { CompletedTouch } from './contactLookup';
import type { ReadItem } from './read';

/** All that a decision about one item depends on, except the ledger and the clock. */
export interface DecisionInput extends CompletedTouch {
	compiled: CompiledPlan;
	users: readonly User[];
	/** IDs of users who have left, as far as that is known. */
	left: readonly string[];
	/** Their names, and those of all who are listed, by ID. */
	names: Readonly<Record<string, string>>;
	/** What HighLevel showed of them, when the plan asks for it. */
	staffSnapshot: StaffSnapshot | undefined;
	options: DecideOptions;
}

/**
 * Reads HighLevel, as far as the plan needs it for this item.
 * @throws {HighLevelError} when HighLevel refuses everything or does not answer
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function loadDecisionInput(
	{ touch: given, subAccount: { contacts, staff, departed }, evaluate }: ReadItem,
	plan: Plan,
): Promise<DecisionInput> {
	const list = await staff.userList(plan);
	const { users, names } = list;
	const { touch, answer } = await contacts.complete(given, plan);
	const compiled = compilePlan(plan);
	const ownerId = touch.contact.ownerId ?? null;
	const idle = nothingToDecide(touch.event) !== null;
	const matters = contactNeeds(plan, touch) !== 'nothing';
	const left = idle ? [] : await departed.of(list, matters ? ownerId : null);
	const staffSnapshot = idle ? undefined : await staff.snapshot(compiled, users, ownerId);
	return {
		compiled,
		touch,
		answer,
		users,
		left,
		names,
		staffSnapshot,
		options: { item: touch, evaluate },
	};
}
