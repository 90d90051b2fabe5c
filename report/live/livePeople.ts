import { CANDIDATE_REASONS } from '../../routing/model/reasons';
import { own } from '../../routing/model/own';
import type { User } from '../../routing/model/user';
import { rulesInUse, targetsOf } from '../../routing/plan/rule';
import { userReferencesOf } from '../../routing/plan/userReferences';
import { personStanding, type PersonStanding } from '../../routing/teams/personStanding';
import { whyNotNow } from '../../routing/teams/standingWords';
import { isOpenNow } from '../../routing/teams/teamStanding';
import { compareNames } from '../names';
import type { LivePlan, LiveSource } from './liveSource';
import type { LivePerson } from './view';

/** Everybody whom the plan names, and for whom contacts wait, by name. */
export function livePeople(source: LiveSource): LivePerson[] {
	const { plan, waits } = source;
	const listed = plan ? peopleOfPlan(plan) : [];
	const ids = new Set(listed.map(({ id }) => id));
	const others = waits.userIds.filter((id) => !ids.has(id));
	const people = [
		...listed.map((user) => personOf(source, user)),
		...others.map((id) => strangerOf(source, id)),
	];
	return people.sort((a, b) => compareNames(a.name, b.name));
}

function peopleOfPlan({ compiled, state }: LivePlan): User[] {
	const { plan } = compiled;
	const roster = compiled.roster(state.users, state.staffSnapshot);
	const bots = plan.replies?.bots ?? [];
	const named = [
		...userReferencesOf(plan),
		...plan.teams.flatMap((team) => roster.membersOf(team).map(({ user }) => user)),
	];
	const users = named.flatMap((reference) => {
		const user = roster.find(reference);
		return user && !bots.some((bot) => roster.means(bot, user)) ? [user] : [];
	});
	return [...new Map(users.map((user) => [user.id, user])).values()];
}

function personOf(source: LiveSource, user: User): LivePerson {
	const { plan, now } = source;
	if (!plan) return strangerOf(source, user.id);
	const standing = personStanding(plan.compiled, plan.state, now, user);
	const { worksNow, worksUntil, worksAgain, pausedUntil, open, capacity } = standing;
	return {
		id: user.id,
		name: own(source.names.users, user.id) ?? user.name,
		worksNow,
		changesAt: worksNow ? worksUntil : worksAgain,
		...whyNothing(plan, standing, now),
		pausedUntil: pausedUntil ?? null,
		open,
		capacity,
		...source.waits.ofUser(user.id),
	};
}

/** Why somebody gets nothing: they cannot, or the teams that have them do not work. */
function whyNothing({ compiled, state }: LivePlan, standing: PersonStanding, now: number) {
	const { user, reason } = standing;
	const why = whyNotNow(standing);
	if (why !== null) return { reason, why };
	const nothing = { reason: null, why: null };
	const roster = compiled.roster(state.users, state.staffSnapshot);
	const { teams, rules, fallback } = compiled.plan;
	const targets = [...rulesInUse(rules).flatMap(targetsOf), ...(fallback ? [fallback] : [])];
	const isNamed = targets.some((one) => one.type === 'user' && roster.means(one.user, user));
	const theirs = teams.filter((team) => roster.hasMember(team, user));
	if (isNamed || theirs.length === 0) return nothing;
	const isOpen = theirs.some((team) => isOpenNow(compiled, team, now));
	return isOpen ? nothing : { reason: 'team_closed' as const, why: CANDIDATE_REASONS.team_closed };
}

/** Somebody for whom contacts wait, and of whom HighLevel said nothing when a plan decided last. */
function strangerOf({ names, waits, plan }: LiveSource, id: string): LivePerson {
	return {
		id,
		name: own(names.users, id) ?? id,
		worksNow: false,
		changesAt: null,
		reason: 'unknown_user',
		why: plan ? CANDIDATE_REASONS.unknown_user : 'No plan is known yet.',
		pausedUntil: own(plan?.state.paused, id) ?? null,
		open: own(plan?.state.loads, id)?.open ?? 0,
		capacity: null,
		...waits.ofUser(id),
	};
}
