import type { Ledger } from '../../ledger/ledger';
import type { KeptWait } from '../../ledger/waits';
import type { KeptPlan } from '../../routing/keptPlan';
import { WaitClock } from '../../routing/waits/waitClock';

/** The plans by which the waits of one sub-account were decided, each read once in a poll. */
export class KeptPlans {
	private readonly plans = new Map<string, Promise<KeptPlan | null>>();

	constructor(private readonly ledger: Ledger) {}

	/** Null when it is not kept any more. */
	async find(plan: string, staff: string): Promise<KeptPlan | null> {
		const key = `${plan} ${staff}`;
		let found = this.plans.get(key);
		if (!found) this.plans.set(key, (found = this.ledger.plans.find(plan, staff)));
		return await found;
	}

	/** What people of the plan are called, and how much of a wait was working time. */
	async factsOf(
		wait: KeptWait,
		now: number,
	): Promise<{ name: string | null; workedMs: number | null }> {
		const { user, team, givenAt } = wait;
		const kept = await this.find(wait.plan, wait.staff);
		if (!kept) return { name: null, workedMs: null };
		const name = kept.staff.users.find(({ id }) => id === user)?.name ?? null;
		return { name, workedMs: WaitClock.of(kept).workedMs({ user, team }, givenAt, now) };
	}
}
