import type { Turn } from '../model/state';
import { InTurn } from './inTurn';
import {
	EPSILON,
	FAR,
	NO_TURN,
	lowest,
	type Absent,
	type Candidate,
	type Choice,
	type Strategy,
} from './strategy';
import { emptyTable } from '../model/own';

/**
 * Smooth weighted round robin by earliest eligible virtual deadline (Stoica and Abdel-Wahab, 1995,
 * which schedules CPUs): of the members who are owed a turn, the one whose turn is due first.
 *
 * - Availability fixed: everybody is within one turn of their exact share, at any time.
 * - Any interleaving of availability: two members who are there all the time are within one turn
 *   (of the smaller weight) of the ratio of their weights, whoever else comes and goes.
 * - Who leaves keeps what they are owed, at most one turn. Who is new starts level. No bursts.
 */
export const weightedRoundRobin: Strategy = {
	choose: takeTurn,
	usesWeight: true,
	usesLoad: false,
	usesContact: false,
	sharesEvenly: true,
	passedOver: null,
	ahead: { turn: { ...NO_TURN, credit: FAR } },
	promise: {
		sentence:
			'Members take turns by their weights: whoever gets a contact is then ahead of nobody else who could have taken it by more than one turn, counting what both could have had; who was away keeps what they were owed, at most one turn.',
		begin: (context) => new InTurn(context),
	},
};

/** The weighted turn, for other strategies too. */
export function takeTurn(candidates: readonly Candidate[], absent: readonly Absent[]): Choice {
	let total = 0;
	let owed = 0;
	for (const { weight, turn } of candidates) {
		total += weight;
		owed += turn?.credit ?? 0;
	}
	// Who came or went took their credit along; the rest of the pool is levelled by weight, which
	// keeps the distance between any two who stayed.
	const shift = owed / total;
	const credits = new Map<Candidate, number>();
	for (const candidate of candidates) {
		credits.set(candidate, (candidate.turn?.credit ?? 0) - shift * candidate.weight);
	}
	const credit = (candidate: Candidate) => credits.get(candidate) ?? 0;
	const eligible = candidates.filter((candidate) => credit(candidate) >= -EPSILON);
	const { chosen, tieBreak } = lowest(
		eligible.length > 0 ? eligible : candidates,
		(candidate) => (1 - credit(candidate)) / candidate.weight,
		'were due at the same time',
	);
	const turns = emptyTable<Turn>();
	for (const candidate of candidates) {
		const share = candidate.weight / total - (candidate === chosen ? 1 : 0);
		turns[candidate.id] = {
			...(candidate.turn ?? NO_TURN),
			credit: credit(candidate) + share,
			away: false,
		};
	}
	for (const { id, turn } of absent) {
		if (!turn) continue;
		const kept = Math.max(-1, Math.min(1, turn.credit));
		if (kept !== turn.credit || !turn.away) turns[id] = { ...turn, credit: kept, away: true };
	}
	return { chosen, tieBreak, turns };
}
