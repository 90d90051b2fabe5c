import { own } from '../../routing/model/own';
import { fold } from '../../routing/model/text';
import type { User } from '../../routing/model/user';
import type { Team } from '../../routing/plan/team';
import { nextInTeam } from '../../routing/teams/nextInTeam';
import { isOpenNow } from '../../routing/teams/teamStanding';
import type { MemberTurns } from '../fairness/turnShares';
import type { LivePlan, LiveSource } from './liveSource';
import type { LiveMember, LiveTeam } from './view';

/** The teams of the plan that decided last, in its order. */
export function liveTeams(source: LiveSource): LiveTeam[] {
	const { plan } = source;
	return plan ? plan.compiled.plan.teams.map((team) => teamOf(source, plan, team)) : [];
}

function teamOf(source: LiveSource, plan: LivePlan, team: Team): LiveTeam {
	const { compiled, state } = plan;
	const { names, now } = source;
	const nameOf = (user: User) => own(names.users, user.id) ?? user.name;
	const { user, why } = nextInTeam(compiled, state, now, team);
	return {
		name: team.name,
		next: user && nameOf(user),
		nextWhy: why,
		isOpen: isOpenNow(compiled, team, now),
		inQueue: queuedFor(source, team),
		members: membersOf(plan, team).map((member) => memberOf(source, team, member, nameOf)),
	};
}

function queuedFor({ queued }: LiveSource, { name }: Team): number {
	const theirs = queued.filter(({ teams }) => teams.some((one) => fold(one) === fold(name)));
	return theirs.reduce((sum, { count }) => sum + count, 0);
}

function membersOf({ compiled, state }: LivePlan, team: Team): User[] {
	const roster = compiled.roster(state.users, state.staffSnapshot);
	const users = roster.membersOf(team).flatMap(({ user }) => roster.find(user) ?? []);
	return [...new Map(users.map((user) => [user.id, user])).values()];
}

function memberOf(
	{ today, lately }: LiveSource,
	{ name }: Team,
	user: User,
	nameOf: (user: User) => string,
): LiveMember {
	const { id } = user;
	const turns = lately.get(name);
	return {
		id,
		name: nameOf(user),
		gotToday: today.get(name)?.get(id)?.got ?? 0,
		share: shareOf(turns, id, 'got'),
		expectedShare: shareOf(turns, id, 'expected'),
	};
}

/** Of all turns of the team; null when it had none. */
function shareOf(
	turns: ReadonlyMap<string, MemberTurns> | undefined,
	id: string,
	what: keyof MemberTurns,
): number | null {
	let all = 0;
	for (const one of turns?.values() ?? []) all += one[what];
	return all > 0 ? (turns?.get(id)?.[what] ?? 0) / all : null;
}
