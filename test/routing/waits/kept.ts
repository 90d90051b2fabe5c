import type { KeptPlan } from '../../../routing/keptPlan';
import type { User } from '../../../routing/model/decision';
import type { StaffSnapshot } from '../../../routing/model/staffSnapshot';
import { planHash, type Plan } from '../../../routing/plan/plan';

/** A plan as the ledger gives it back. */
export function keptPlanIn(plan: Plan, users: readonly User[], snapshot?: StaffSnapshot): KeptPlan {
	const staff = { users, ...(snapshot ? { snapshot } : {}) };
	return { hash: planHash(plan), plan, staffHash: 'staff', staff };
}
