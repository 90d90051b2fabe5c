import { WaitClock } from '../routing/waits/waitClock';
import type { WorkContext } from './batchContext';
import type { Transaction } from './database';
import { readPauses } from './pauses';
import type { WaitRow } from './rows';

/** What a wait says of the plan that decided it. */
type ByPlan = Pick<WaitRow, 'plan' | 'staff'>;

/** How time passes for those who have to answer, by the plans that decided. */
export class WaitClocks {
	private readonly clocks = new Map<string, WaitClock | null>();

	private constructor() {}

	/** Reads what is needed for these waits. */
	static async for(
		sql: Transaction,
		{ scope, now, plans }: WorkContext,
		waits: readonly ByPlan[],
	): Promise<WaitClocks> {
		const clocks = new WaitClocks();
		if (waits.length === 0) return clocks;
		const paused = Object.fromEntries(
			(await readPauses(sql, scope, now)).map(({ user, until }) => [user, until]),
		);
		for (const one of waits) {
			const key = keyOf(one);
			if (clocks.clocks.has(key)) continue;
			const kept = await plans.read(sql, one.plan, one.staff);
			clocks.clocks.set(key, kept && WaitClock.of(kept, paused));
		}
		return clocks;
	}

	/** Null when the plan is not kept any more. */
	of(wait: ByPlan): WaitClock | null {
		return this.clocks.get(keyOf(wait)) ?? null;
	}

	/** How much of the time that the person has had the question they worked. */
	workedMs(row: WaitRow, until: number): number {
		const { user_id: user, team, given_at } = row;
		const end = Math.max(until, given_at);
		return this.of(row)?.workedMs({ user, team }, given_at, end) ?? end - given_at;
	}
}

function keyOf({ plan, staff }: ByPlan): string {
	return `${plan} ${staff}`;
}
