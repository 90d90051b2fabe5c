import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { UserReference } from '../model/references';
import { fold } from '../model/text';
import type { Skill } from '../plan/person';
import type { Target } from '../plan/target';
import { userOrBackup } from './backups';
import { NOBODY, choose, type Answer, type CandidateSearch, type Found } from './candidateSearch';
import { firstWorkingNext, noteClosed, teamMember } from './teamTargets';

/**
 * Who of those whom a target means takes the contact; null when nobody can.
 * @param from what names the target, for the receipt
 * @param asked folded names of the teams that were asked before: no team is asked twice, also when
 * teams name each other in a circle
 */
export function findForTarget(
	search: CandidateSearch,
	target: Target,
	from: string,
	required: readonly Skill[],
	asked: Set<string> = new Set(),
): Answer {
	switch (target.type) {
		case 'user':
			return userOf(search, target.user, from, required);
		case 'previousOwner':
			return ownerBefore(search, from, required);
		case 'team':
		case 'firstWorkingNext':
			return teamOrOthers(search, target, from, required, asked);
		case 'nextRule':
			return null;
		case 'nobody':
			search.miss('Nobody', from, 'nobody');
			return NOBODY;
	}
}

/** Somebody of a team, or whom it names in its place. */
function teamOrOthers(
	search: CandidateSearch,
	target: Extract<Target, { team: string }>,
	from: string,
	required: readonly Skill[],
	asked: Set<string>,
): Answer {
	const key = fold(target.team);
	if (asked.has(key)) return null;
	asked.add(key);
	const team = search.compiled.team(target.team);
	const instead = (other: Target | null, why: string): Answer =>
		other && findForTarget(search, other, `${from}, ${why}`, required, asked);
	let found: Answer;
	if (target.type === 'firstWorkingNext') {
		found = firstWorkingNext(search, target.team, from, required);
	} else if (team && !search.isOpen(team)) {
		noteClosed(search, team, from, required);
		found = instead(team.outsideHours, `outside the hours of ${team.name}`);
	} else {
		found = teamMember(search, target.team, from, required);
	}
	return found ?? instead(team?.ifNobody ?? null, `nobody of ${team?.name ?? ''} available`);
}

/**
 * Whether a target means this user, available or not; a team means also whom it names in its place.
 * @param seen folded names of the teams that were looked at before
 */
export function targetNames(
	target: Target,
	user: User,
	compiled: CompiledPlan,
	roster: Roster,
	seen: Set<string> = new Set(),
): boolean {
	switch (target.type) {
		case 'user':
			return roster.means(target.user, user);
		case 'team':
		case 'firstWorkingNext': {
			const team = compiled.team(target.team);
			if (!team || seen.has(fold(target.team))) return false;
			seen.add(fold(target.team));
			if (roster.hasMember(team, user)) return true;
			const others = [target.type === 'team' ? team.outsideHours : null, team.ifNobody];
			return others.some((other) => other && targetNames(other, user, compiled, roster, seen));
		}
		case 'previousOwner':
			return true;
		case 'nextRule':
		case 'nobody':
			return false;
	}
}

function userOf(
	search: CandidateSearch,
	reference: UserReference,
	from: string,
	required: readonly Skill[],
): Found | null {
	const user = search.find(reference, from, 'the user');
	return user && userOrBackup(search, user, from, required);
}

function ownerBefore(
	search: CandidateSearch,
	from: string,
	required: readonly Skill[],
): Found | null {
	const owner = search.previousOwner();
	const user = owner && !owner.hasLeft ? search.roster.byId(owner.user) : null;
	if (user) return userOrBackup(search, user, from, required);
	if (!owner) search.miss('the previous owner', from, 'no_owner');
	else if (owner.hasLeft) search.miss(owner.user, from, 'left');
	else if (owner.owns) return unlistedOwner(search, owner.user, from, required);
	else search.miss(owner.user, from, 'unknown_user');
	return null;
}

/** A user of the agency gets no contact, but stays the owner of one. */
function unlistedOwner(
	search: CandidateSearch,
	id: string,
	from: string,
	required: readonly Skill[],
): Found | null {
	const user = { id, name: id, email: '' };
	const trace = search.consider(user, from, required);
	if (!trace.passed) return null;
	trace.reason = 'not_listed';
	return choose(trace, user);
}
