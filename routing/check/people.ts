import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { ReplyTarget, Target } from '../plan/target';

/**
 * Everybody whom a target can find; `unknown` when only the touch knows. Nobody when another finding
 * says why.
 * @param asked teams that were asked, which is once for each
 */
export function peopleOf(
	compiled: CompiledPlan,
	roster: Roster,
	target: Target | ReplyTarget,
	asked: Set<string> = new Set(),
): User[] | 'unknown' {
	if (target.type === 'previousOwner') return 'unknown';
	if (target.type === 'user') return withBackups(roster, found(roster.find(target.user)));
	if (target.type !== 'team' && target.type !== 'firstWorkingNext') return [];
	const team = compiled.team(target.team);
	if (!team || asked.has(team.name)) return [];
	asked.add(team.name);
	const users = roster.membersOf(team).flatMap(({ user }) => found(roster.find(user)));
	if (target.type === 'firstWorkingNext') return users;
	const people = withBackups(roster, users);
	for (const next of [team.outsideHours, team.ifNobody]) {
		const more = next ? peopleOf(compiled, roster, next, asked) : [];
		if (more === 'unknown') return more;
		people.push(...more);
	}
	return people;
}

function withBackups(roster: Roster, users: readonly User[]): User[] {
	const all = new Map(users.map((user) => [user.id, user]));
	// A map goes on with what is added to it meanwhile.
	for (const user of all.values()) {
		const reference = roster.staffMember(user)?.person.backup;
		const backup = reference && roster.find(reference);
		if (backup) all.set(backup.id, backup);
	}
	return [...all.values()];
}

function found(user: User | null): User[] {
	return user ? [user] : [];
}
