import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { UserReference } from '../model/references';
import type { Target } from '../plan/rule';
import type { Skill } from '../plan/person';
import { userOrBackup } from './backups';
import { choose, type CandidateSearch, type Found } from './candidateSearch';
import { firstWorkingNext, teamMember } from './teamTargets';

/**
 * Who of those whom a target means takes the contact; null when nobody can.
 * @param from what names the target, for the receipt
 */
export function findForTarget(
	search: CandidateSearch,
	target: Target,
	from: string,
	required: readonly Skill[],
): Found | null {
	switch (target.type) {
		case 'user':
			return userOf(search, target.user, from, required);
		case 'previousOwner':
			return ownerBefore(search, from, required);
		case 'team':
			return teamMember(search, target.team, from, required);
		case 'firstWorkingNext':
			return firstWorkingNext(search, target.team, from, required);
		case 'nextRule':
			return null;
	}
}

/** Whether a target means this user, available or not. */
export function targetNames(
	target: Target,
	user: User,
	compiled: CompiledPlan,
	roster: Roster,
): boolean {
	switch (target.type) {
		case 'user':
			return roster.means(target.user, user);
		case 'team':
		case 'firstWorkingNext': {
			const team = compiled.team(target.team);
			return team !== null && roster.hasMember(team, user);
		}
		case 'previousOwner':
			return true;
		case 'nextRule':
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
