import type { CompiledPlan } from '../compiledPlan';
import { CandidateSearch, NOBODY, NO_SKILLS } from '../decide/candidateSearch';
import { findForTarget } from '../decide/targets';
import type { User } from '../model/decision';
import { CANDIDATE_REASONS, type CandidateReason } from '../model/reasons';
import type { RoutingState } from '../model/state';
import type { Touch } from '../model/touch';
import type { Team } from '../plan/team';
import { TouchFacts } from '../rules/touchFacts';
import { STRATEGIES } from '../strategies';
import type { Strategy } from '../strategies/strategy';

/** Who gets the next contact of a team, as it stands now. */
export interface NextInTeam {
	/** Null: nobody, or it cannot be told. */
	user: User | null;
	/** Why nobody, or why somebody else than a member; null when a member of the team is next. */
	why: string | null;
}

/** A contact of whom nothing is known, who has waited: nobody waits before them. */
const SOMEBODY: Touch = { key: '', event: 'message', contact: {}, queued: { id: '', since: '' } };

/**
 * Finds out as a decision does, with nothing changed: the real strategy, real hours, turns and loads, and
 * whom the team names in its place.
 */
export function nextInTeam(
	compiled: CompiledPlan,
	state: RoutingState,
	now: number,
	team: Team,
): NextInTeam {
	const facts = new TouchFacts(SOMEBODY, now, SOMEBODY, undefined);
	const search = new CandidateSearch(compiled, facts, state, () => null);
	const found = findForTarget(search, { type: 'team', team: team.name }, team.name, NO_SKILLS);
	if (found === null || found === NOBODY) return { user: null, why: whyNobody(search) };
	if (found.team !== team.name) {
		return { user: found.user, why: `${found.user.name} is in the team's place.` };
	}
	const { usesContact }: Strategy = STRATEGIES[team.strategy];
	return usesContact
		? { user: null, why: 'It depends on who writes: each contact stays with the same member.' }
		: { user: found.user, why: null };
}

/** What all who were looked at have in common, or how many there are. */
function whyNobody({ candidates }: CandidateSearch): string {
	const reasons = new Set<CandidateReason>(candidates.map(({ reason }) => reason));
	const [only] = reasons;
	if (reasons.size === 1 && only !== undefined) return CANDIDATE_REASONS[only];
	if (reasons.has('team_closed')) return CANDIDATE_REASONS.team_closed;
	return 'Nobody can take a contact now.';
}
