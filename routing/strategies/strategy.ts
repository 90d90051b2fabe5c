import type { CandidateReason } from '../model/reasons';
import type { Turn } from '../model/state';
import type { StrategyPromise } from './promise';

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

/** What of a member puts them ahead of others. */
export type Standing = Pick<Candidate, 'weight' | 'tier' | 'open' | 'lastAssignedAt' | 'turn'>;

/** Whom a strategy chose, what broke a tie, and the turns that changed. */
export interface Choice {
	chosen: Candidate;
	tieBreak: string | null;
	turns: Record<string, Turn>;
}

/**
 * A way to choose one of several available members, and everything that others have to know about
 * it. Pure; candidates come in the team's order.
 */
export interface Strategy {
	/**
	 * @param candidates at least one
	 * @param contact the contact's lasting identity; empty when it has none, and unless `usesContact`
	 */
	choose(candidates: readonly Candidate[], absent: readonly Absent[], contact: string): Choice;
	/** Whether a member's weight counts. */
	usesWeight: boolean;
	/** Whether it goes by how much members have (`open`), which HighLevel may have to be asked for. */
	usesLoad: boolean;
	/** Whether it goes by who the contact is, so that turns even out over many contacts only. */
	usesContact: boolean;
	/** Whether equal members get equal shares, one after the other, also after somebody was away. */
	sharesEvenly: boolean;
	/**
	 * Why somebody who could have taken the contact was passed over, for the receipt. Null: for no
	 * reason of their own, and they stay `available`.
	 */
	passedOver: ((candidate: Candidate, chosen: Candidate) => CandidateReason) | null;
	/**
	 * What puts a member ahead of all others, whatever those have; of members with all of it the first
	 * of the team wins. Explain Why Not tries it out. Null: nothing does that could be otherwise.
	 */
	ahead: Readonly<Partial<Standing>> | null;
	/** What it promises to the members, for a certificate that shows whether it was so. */
	promise: StrategyPromise;
}

export const NO_TURN: Turn = { credit: 0, lift: 0, away: false };

/** Levels closer than this are equal: sums of fractions differ in their last digits. */
export const EPSILON = 1e-9;

/** More turns than anybody can be owed, more contacts than anybody can have. */
export const FAR = 1e6;

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
