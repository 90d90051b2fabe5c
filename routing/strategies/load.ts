import {
	EPSILON,
	NO_TURN,
	lowest,
	presence,
	type Absent,
	type Candidate,
	type Choice,
	type Strategy,
} from './strategy';

/** The member with the fewest open contacts. */
export const fewestOpen: Strategy = {
	name: 'fewestOpen',
	choose: (candidates, absent) =>
		leastLoaded(candidates, absent, ({ open }) => open, 'have equally many open contacts'),
};

/** The member with the lowest share of their capacity in use; a capacity of 1 when none is set. */
export const lowestLoad: Strategy = {
	name: 'lowestLoad',
	choose: (candidates, absent) =>
		leastLoaded(
			candidates,
			absent,
			({ open, capacity }) => open / (capacity ?? 1),
			'are equally loaded',
		),
};

/**
 * Somebody who is new or was away has few open contacts and would get every new one until they
 * caught up. So their load is lifted to the lowest of the pool, and the lift melts as their real
 * load, or everybody else's, meets it.
 */
function leastLoaded(
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
