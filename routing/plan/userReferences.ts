import type { User } from '../model/decision';
import type { Plan, Target, UserReference } from './plan';

/** The user that a plan names, or null when the location does not have it. */
export function findUser(users: readonly User[], reference: UserReference): User | null {
	const value = reference.value.trim();
	if (reference.by === 'id') return users.find((user) => user.id === value) ?? null;
	const email = value.toLowerCase();
	return users.find((user) => user.email.toLowerCase() === email) ?? null;
}

/** Every user that a plan names, so that the caller can make sure to know them. */
export function userReferencesOf(plan: Plan): UserReference[] {
	const targets: Target[] = plan.rules.flatMap((rule) => [rule.target, ...rule.backups]);
	if (plan.fallback) targets.push(plan.fallback);
	return [
		...targets.flatMap((target) => (target.type === 'user' ? [target.user] : [])),
		...plan.teams.flatMap(({ members }) => members.map(({ user }) => user)),
		...plan.people.flatMap(({ user, backup }) => (backup ? [user, backup] : [user])),
	];
}
