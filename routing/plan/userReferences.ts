import type { Plan, Target, UserReference } from './plan';

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
