import type { QueuedCount, Reading } from '../../ledger/reading';
import { compilePlan, type CompiledPlan } from '../../routing/compiledPlan';
import type { KeptPlan } from '../../routing/keptPlan';
import { ledgerNeeds } from '../../routing/ledgerNeeds';
import type { AccountRecord } from '../../routing/model/accounts';
import { DAY } from '../../routing/model/durations';
import type { RoutingState } from '../../routing/model/state';
import { turnShares, type TurnShares } from '../fairness/turnShares';
import type { Names } from '../report';
import { inZone } from '../words/times';
import { WaitTally } from './waitTally';

/** The plan that decided last, and what decisions by it would know now. */
export interface LivePlan {
	kept: KeptPlan;
	compiled: CompiledPlan;
	state: RoutingState;
}

/** What a live view is made of. */
export interface LiveSource {
	now: number;
	names: Names;
	waits: WaitTally;
	queued: readonly QueuedCount[];
	accounts: readonly AccountRecord[];
	/** Null: none has decided yet. */
	plan: LivePlan | null;
	/** Turns since the beginning of the day, and of the last 30 days. */
	today: TurnShares;
	lately: TurnShares;
}

/** Over how many days shares are looked at. */
export const SHARE_DAYS = 30;

export async function readLiveSource(
	now: number,
	zone: string,
	reading: Reading,
	names: Names,
): Promise<LiveSource> {
	const waits = new WaitTally(now);
	for await (const block of reading.openWaits(now)) for (const part of block) waits.add(part);
	const startOfDay = inZone(now, zone).startOf('day').toMillis();
	return {
		now,
		names,
		waits,
		queued: await reading.queued(),
		accounts: await reading.accounts(),
		plan: await readLivePlan(now, reading, waits.userIds),
		today: await turnShares({ from: startOfDay, to: now + 1 }, now, null, reading),
		lately: await turnShares({ from: now - SHARE_DAYS * DAY, to: now + 1 }, now, null, reading),
	};
}

const NOBODY = { key: '', event: 'message' as const, contact: {} };

/** @param others IDs of users who count besides those whom HighLevel listed */
async function readLivePlan(
	now: number,
	reading: Reading,
	others: readonly string[],
): Promise<LivePlan | null> {
	const kept = await reading.latestPlan();
	if (!kept) return null;
	const { users, snapshot } = kept.staff;
	const compiled = compilePlan(kept.plan);
	const needs = ledgerNeeds(compiled, NOBODY, users, now, snapshot);
	const asked = [...new Set([...needs.users, ...others])];
	const loads = await reading.loads(asked, needs.recentSince, needs.openSince);
	const turns = await reading.turnsOf(needs.teams);
	const paused = await reading.paused(now);
	return { kept, compiled, state: { users, staffSnapshot: snapshot, loads, turns, paused } };
}
