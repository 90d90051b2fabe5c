import { availability } from '../availability/availability';
import { HORIZON } from '../availability/hours';
import { countedLoad } from '../availability/load';
import type { StaffMember } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { DAY } from '../model/durations';
import { own } from '../model/own';
import type { CandidateReason } from '../model/reasons';
import type { RoutingState } from '../model/state';
import type { Team } from '../plan/team';

/** How a member of a team stands now. Times are milliseconds since 1970. */
export interface MemberStanding {
	team: string;
	user: User;
	/** Whether the team works now. */
	isTeamOpen: boolean;
	reason: CandidateReason;
	detail: string | null;
	/** Until when they work, of who works now; null: no end is known. */
	worksUntil: number | null;
	/** When they work next, of who does not; null: that cannot be foreseen. */
	worksAgain: number | null;
	/** Until when they were paused by hand; undefined: not at all, null: until somebody ends it. */
	pausedUntil: number | null | undefined;
	open: number;
	capacity: number | null;
	/** Turns that the member is owed; below 0 when they are ahead. */
	turnsOwed: number;
	lastAssignedAt: number | null;
}

/** Whoever works for longer than this works always, as far as anybody wants to know. */
const LONG = 8 * DAY;

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
	const member = compiled.roster(state.users, state.staffSnapshot).staffMember(user);
	const load = countedLoad(state, user.id, compiled.plan, now);
	const pausedUntil = pauseOf(state, user, now);
	const { reason, detail } = availability(member, load, now, [], pausedUntil);
	return {
		team: team.name,
		user,
		isTeamOpen: compiled.teamHours(team)?.isOpen(now) ?? true,
		reason,
		detail,
		...hoursOf(member, now),
		pausedUntil,
		open: load.open,
		capacity: member?.person.capacity ?? null,
		turnsOwed: own(own(state.turns, team.name), user.id)?.credit ?? 0,
		lastAssignedAt: load.lastAssignedAt,
	};
}

function pauseOf({ paused }: RoutingState, { id }: User, now: number): number | null | undefined {
	const until = own(paused, id);
	return typeof until === 'number' && until <= now ? undefined : until;
}

function hoursOf(member: StaffMember | null, now: number) {
	const never = { worksUntil: null, worksAgain: null };
	if (member === null) return never;
	if (!member.works(now)) {
		const next = member.person.paused ? null : member.worksNext(now);
		return { worksUntil: null, worksAgain: next !== null && next - now < HORIZON ? next : null };
	}
	const [, end = now + LONG] = member.spans(now, now + LONG);
	return { ...never, worksUntil: end < now + LONG ? end : null };
}
