import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { own } from '../model/own';
import type { RoutingState } from '../model/state';
import type { Team } from '../plan/team';
import { personStanding, type PersonStanding } from './personStanding';

/** How a member of a team stands now. */
export interface MemberStanding extends PersonStanding {
	team: string;
	/** Whether the team works now. */
	isTeamOpen: boolean;
	/** Turns that the member is owed; below 0 when they are ahead. */
	turnsOwed: number;
}

/** How all members of all teams stand, in the order of the plan. Whom HighLevel does not list is left out. */
export function teamStanding(
	compiled: CompiledPlan,
	state: RoutingState,
	now: number,
): MemberStanding[] {
	const roster = compiled.roster(state.users, state.staffSnapshot);
	return compiled.plan.teams.flatMap((team) =>
		roster.membersOf(team).flatMap((member) => {
			const user = roster.find(member.user);
			return user ? [standingOf(compiled, state, now, { team, user })] : [];
		}),
	);
}

function standingOf(
	compiled: CompiledPlan,
	state: RoutingState,
	now: number,
	{ team, user }: { team: Team; user: User },
): MemberStanding {
	return {
		team: team.name,
		isTeamOpen: isOpenNow(compiled, team, now),
		...personStanding(compiled, state, now, user),
		turnsOwed: own(own(state.turns, team.name), user.id)?.credit ?? 0,
	};
}

/** Whether a team works now. */
export function isOpenNow(compiled: CompiledPlan, team: Team, now: number): boolean {
	return compiled.teamHours(team)?.isOpen(now) ?? true;
}
