import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { UserReference } from '../model/references';
import type { Target } from '../plan/rule';
import type { Skill } from '../plan/person';
import { userOrBackup } from './backups';
import type { CandidateSearch, Found } from './candidateSearch';
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
	const id = search.previousOwner();
	const user = id === null ? null : search.roster.byId(id);
	if (user) return userOrBackup(search, user, from, required);
	search.miss(id ?? 'the previous owner', from, id === null ? 'no_owner' : 'unknown_user');
	return null;
}
