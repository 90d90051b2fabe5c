import type { User } from '../model/decision';
import type { Hours } from '../model/hours';
import type { Skill } from '../plan/person';
import { choose, type CandidateSearch, type Found } from './candidateSearch';

/** The user, else their backup person, else the backup's, as long as the chain is new. */
export function userOrBackup(
	search: CandidateSearch,
	user: User,
	from: string,
	required: readonly Skill[],
): Found | null {
	const trace = search.consider(user, from, required);
	if (trace.passed) return choose(trace, user);
	return backupOf(search, [user], from, required);
}

/**
 * The first backup person of these users who can take the contact. Nobody is looked at twice.
 * @param within hours of the team that they are asked for; null: at all hours
 */
export function backupOf(
	search: CandidateSearch,
	users: readonly User[],
	from: string,
	required: readonly Skill[],
	within: Hours | null = null,
): Found | null {
	const { roster } = search;
	const seen = new Set(users.map(({ id }) => id));
	for (const user of users) {
		let reference = roster.staffMember(user)?.person.backup ?? null;
		let { name } = user;
		while (reference) {
			const label = `${from}, backup of ${name}`;
			const backup = search.find(reference, label, `the backup of ${name}`);
			if (!backup) break;
			if (seen.has(backup.id)) break;
			seen.add(backup.id);
			const trace = search.consider(backup, label, required, within);
			if (trace.passed) return choose(trace, backup);
			reference = roster.staffMember(backup)?.person.backup ?? null;
			name = backup.name;
		}
	}
	return null;
}
