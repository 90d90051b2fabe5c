import { WaitClock } from '../routing/waits/waitClock';
import type { WorkContext } from './batchContext';
import type { Queries } from './database';
import { readPauses } from './pauses';
import type { WaitRow } from './rows';

/** What a wait says of the plan that decided it. */
export type ByPlan = Pick<WaitRow, 'plan' | 'staff'>;

/** What of a wait its time goes by. */
export type TimedWait = ByPlan & Pick<WaitRow, 'user_id' | 'team' | 'given_at'>;

/** How time passes for those who have to answer, by the plans that decided. */
export class WaitClocks {
	private readonly clocks = new Map<string, WaitClock | null>();
	private paused: Record<string, number | null> | null = null;

	/** Knows none yet. */
	constructor(private readonly context: Pick<WorkContext, 'scope' | 'now' | 'plans'>) {}

	/** Reads what is needed for these waits. */
	static async for(
		sql: Queries,
		context: WorkContext,
		waits: readonly ByPlan[],
	): Promise<WaitClocks> {
		const clocks = new WaitClocks(context);
		await clocks.read(sql, waits);
		return clocks;
	}

	/** How many it knows: each takes some memory. */
	get count(): number {
		return this.clocks.size;
	}

	/** Reads what is needed for these waits, too. */
	async read(sql: Queries, waits: readonly ByPlan[]): Promise<void> {
		for (const one of waits) {
			const key = keyOf(one);
			if (this.clocks.has(key)) continue;
			const kept = await this.context.plans.read(sql, one.plan, one.staff);
			this.clocks.set(key, kept && WaitClock.of(kept, await this.pausedNow(sql)));
		}
	}

	/** Null when the plan is not kept any more. */
	of(wait: ByPlan): WaitClock | null {
		return this.clocks.get(keyOf(wait)) ?? null;
	}

	/** How much of the time that the person has had the question they worked. */
	workedMs(wait: TimedWait, until: number): number {
		const { user_id: user, team, given_at } = wait;
		const end = Math.max(until, given_at);
		return this.of(wait)?.workedMs({ user, team }, given_at, end) ?? end - given_at;
	}

	private async pausedNow(sql: Queries): Promise<Record<string, number | null>> {
		const { scope, now } = this.context;
		this.paused ??= Object.fromEntries(
			(await readPauses(sql, scope, now)).map(({ user, until }) => [user, until]),
		);
		return this.paused;
	}
}

function keyOf({ plan, staff }: ByPlan): string {
	return `${plan} ${staff}`;
}
