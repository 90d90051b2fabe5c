import type { TurnFact } from '../../ledger/facts';
import type { CandidateReason } from '../../routing/model/reasons';
import { own } from '../../routing/model/own';
import { STRATEGIES } from '../../routing/strategies';
import type { JudgedMember, StrategyPromise } from '../../routing/strategies/promise';
import type { PlannedTeam } from './teamPlans';

/** Whom a strategy had to choose from when it gave a contact to somebody. */
export interface Choice {
	/** In the order of the team. */
	could: readonly JudgedMember[];
	/** Of `could`, those whom it would choose by turn or load. */
	among: readonly JudgedMember[];
	/** Why the others of the team could not take it, or would not have been chosen. */
	couldNot: ReadonlyMap<string, CandidateReason>;
}

/** Reasons of older records that mean that somebody could have taken a contact. */
const COULD: ReadonlySet<CandidateReason> = new Set(['available', 'lower_tier']);

/** @returns null when it was not kept who could have taken it, or no strategy chose */
export function choiceOf({ pool, user }: TurnFact, team: PlannedTeam): Choice | null {
	const could: JudgedMember[] = [];
	const couldNot = new Map<string, CandidateReason>();
	for (const { id, weight, tier, capacity } of team.members) {
		const said = own(pool, id);
		if (said === undefined) continue;
		if (typeof said === 'string' && !COULD.has(said)) couldNot.set(id, said);
		else could.push({ id, weight, tier, capacity, open: typeof said === 'number' ? said : null });
	}
	if (!could.some(({ id }) => id === user)) return null;
	const { ruledOut }: StrategyPromise = STRATEGIES[team.strategy].promise;
	const among = ruledOut
		? could.filter((member) => {
				const reason = ruledOut(member, could);
				if (reason) couldNot.set(member.id, reason);
				return reason === null;
			})
		: could;
	return { could, among, couldNot };
}

/** Which part of a contact each of those had who would have been chosen, by user ID: 1 in all. */
export function expectedShares(
	{ among }: Choice,
	{ strategy }: PlannedTeam,
): ReadonlyMap<string, number> {
	const { usesWeight } = STRATEGIES[strategy];
	const weight = (member: JudgedMember) => (usesWeight ? member.weight : 1);
	const total = among.reduce((sum, member) => sum + weight(member), 0);
	return new Map(among.map((member) => [member.id, weight(member) / total]));
}
