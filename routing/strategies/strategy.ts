import type { StrategyName } from '../plan/plan';
import type { Turn } from '../model/state';

/** A member who could take the contact. */
export interface Candidate {
	id: string;
	name: string;
	weight: number;
	tier: number;
	capacity: number | null;
	open: number;
	/** Milliseconds since 1970, null when never. */
	lastAssignedAt: number | null;
	turn: Turn | null;
}

/** A member who cannot take it, as far as fairness has to know. */
export type Absent = Pick<Candidate, 'id' | 'turn'>;

/** Whom a strategy chose, what broke a tie, and the turns that changed. */
export interface Choice {
	chosen: Candidate;
	tieBreak: string | null;
	turns: Record<string, Turn>;
}

/** A way to choose one of several available members. Pure; candidates come in the team's order. */
export interface Strategy {
	name: StrategyName;
	/**
	 * @param candidates at least one
	 * @param contact the contact's lasting identity
	 */
	choose(candidates: readonly Candidate[], absent: readonly Absent[], contact: string): Choice;
}

export const NO_TURN: Turn = { credit: 0, lift: 0, away: false };

/** Levels closer than this are equal: sums of fractions differ in their last digits. */
export const EPSILON = 1e-9;

/**
 * The candidates with the lowest value. Of several, the one who has waited longest, and of those
 * the first in the team's list.
 */
export function lowest(
	candidates: readonly Candidate[],
	value: (candidate: Candidate) => number,
	what: string,
): { chosen: Candidate; tieBreak: string | null } {
	let best = Infinity;
	for (const candidate of candidates) best = Math.min(best, value(candidate));
	const tied = candidates.filter((candidate) => value(candidate) <= best + EPSILON);
	let chosen = tied[0] as Candidate;
	for (const candidate of tied)
		if (waitedSince(candidate) < waitedSince(chosen)) chosen = candidate;
	if (tied.length === 1) return { chosen, tieBreak: null };
	const since = waitedSince(chosen);
	const waited = tied.every((other) => other === chosen || waitedSince(other) > since);
	const names = tied.map(({ name }) => name).join(', ');
	const why = waited ? 'has waited longest' : 'comes first in the team';
	return { chosen, tieBreak: `${names} ${what}; ${chosen.name} ${why}` };
}

export function waitedSince({ lastAssignedAt }: Candidate): number {
	return lastAssignedAt ?? -Infinity;
}

/** Notes who was there, for strategies that keep no other turns: only changes are written. */
export function presence(
	candidates: readonly Candidate[],
	absent: readonly Absent[],
): Record<string, Turn> {
	const turns: Record<string, Turn> = {};
	for (const { id, turn } of candidates) {
		if (!turn || turn.away) turns[id] = { ...(turn ?? NO_TURN), away: false };
	}
	for (const { id, turn } of absent) {
		if (turn && !turn.away) turns[id] = { ...turn, away: true };
	}
	return turns;
}
