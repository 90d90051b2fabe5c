import { NO_LOAD } from '../availability/load';
import type { Load, Turn } from '../model/state';
import type { Member, Team } from '../plan/team';
import { STRATEGIES } from '../strategies';
import type { Standing, Strategy } from '../strategies/strategy';
import { withoutReading, type Asker, type Scenario } from './scenario';
import { emptyTable, own } from '../model/own';

/** Whether something else could have put whoever asks ahead in one of their teams. */
export function hasTurns({ plan }: Scenario, { user, roster }: Asker): boolean {
	return plan.teams.some((team) => {
		const { ahead }: Strategy = STRATEGIES[team.strategy];
		return ahead !== null && roster.hasMember(team, user);
	});
}

/**
 * As if it were the turn of whoever asks, in all of their teams that have turns: first in the list,
 * and with what the team's strategy says puts a member ahead.
 */
export function withTurn(at: Scenario, asker: Asker): Scenario {
	const { user, roster } = asker;
	const turns = Object.assign(emptyTable<Readonly<Record<string, Turn>>>(), at.state.turns);
	// Nothing to do, so that no capacity is in the way of a turn.
	let load: Load = { ...(own(at.state.loads, user.id) ?? NO_LOAD), open: 0 };
	const teams = at.plan.teams.map((team) => {
		if (!roster.hasMember(team, user)) return team;
		const { ahead }: Strategy = STRATEGIES[team.strategy];
		if (ahead === null) return team;
		const { turn, open = load.open, lastAssignedAt = load.lastAssignedAt } = ahead;
		if (turn) turns[team.name] = { ...own(turns, team.name), [user.id]: turn };
		load = { ...load, open, lastAssignedAt };
		return withMemberFirst(team, asker, ahead);
	});
	const { state } = withoutReading(at, user, 'load');
	const loads = { ...at.state.loads, [user.id]: load };
	return { ...at, plan: { ...at.plan, teams }, state: { ...state, turns, loads } };
}

function withMemberFirst(
	team: Team,
	{ user, roster }: Asker,
	{ weight, tier }: Partial<Standing>,
): Team {
	const isMine = (member: Member) => roster.means(member.user, user);
	const listed = team.members.filter(isMine);
	const byRole: Member = { user: { by: 'id', value: user.id }, weight: 1, tier: 1 };
	const mine = (listed.length > 0 ? listed : [byRole]).map((member) => ({
		...member,
		weight: weight ?? member.weight,
		tier: tier ?? member.tier,
	}));
	return { ...team, members: [...mine, ...team.members.filter((one) => !isMine(one))] };
}
