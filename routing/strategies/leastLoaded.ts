import type { Turn } from '../model/state';
import {
	EPSILON,
	FAR,
	NO_TURN,
	lowest,
	type Absent,
	type Candidate,
	type Choice,
	type Standing,
} from './strategy';
import { emptyTable } from '../model/own';

/**
 * The member with the lowest load, for strategies that go by it. Somebody who is new or was away has
 * few open contacts and would get every new one until they caught up. So their load is lifted to the
 * lowest of the pool, and the lift melts as their real load, or everybody else's, meets it.
 */
export function leastLoaded(
	candidates: readonly Candidate[],
	absent: readonly Absent[],
	load: (candidate: Candidate) => number,
	what: string,
): Choice {
	const turns = presence(candidates, absent);
	const lifts = new Map(candidates.map((candidate) => [candidate, candidate.turn?.lift ?? 0]));
	const level = (candidate: Candidate) => load(candidate) + (lifts.get(candidate) ?? 0);
	const settled = candidates.filter(({ turn }) => turn && !turn.away);
	for (const candidate of candidates) {
		const others = settled.filter((other) => other !== candidate);
		if (others.length === 0) continue;
		const pool = Math.min(...others.map(level));
		const gap = Math.max(0, pool - load(candidate));
		const settledBefore = candidate.turn && !candidate.turn.away;
		const lift = settledBefore ? Math.min(candidate.turn?.lift ?? 0, gap) : gap;
		if (Math.abs(lift - (candidate.turn?.lift ?? 0)) < EPSILON) continue;
		lifts.set(candidate, lift);
		turns[candidate.id] = { ...(candidate.turn ?? NO_TURN), lift, away: false };
	}
	return { ...lowest(candidates, level, what), turns };
}

/** Ahead by load: fewer contacts than anybody has, and there all the time, so without a lift. */
export const LEAST_LOADED: Pick<Standing, 'open' | 'turn'> = { open: -FAR, turn: NO_TURN };

/** Notes who was there: only changes are written. */
function presence(
	candidates: readonly Candidate[],
	absent: readonly Absent[],
): Record<string, Turn> {
	const turns = emptyTable<Turn>();
	for (const { id, turn } of candidates) {
		if (!turn || turn.away) turns[id] = { ...(turn ?? NO_TURN), away: false };
	}
	for (const { id, turn } of absent) {
		if (turn && !turn.away) turns[id] = { ...turn, away: true };
	}
	return turns;
}
