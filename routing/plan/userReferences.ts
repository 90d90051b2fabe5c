import type { Plan, UserReference } from './plan';
import { targetsOf } from './rule';

/** A user whom a plan names, and where, for people. */
interface NamedUser {
	user: UserReference;
	place: string;
}

/** Every place where a plan names a user. */
export function namedUsersOf({ rules, fallback, teams, people }: Plan): NamedUser[] {
	const named: NamedUser[] = [];
	for (const rule of rules) {
		for (const target of targetsOf(rule)) {
			if (target.type === 'user') named.push({ user: target.user, place: `rule '${rule.name}'` });
		}
	}
	if (fallback?.type === 'user') named.push({ user: fallback.user, place: 'the fallback' });
	for (const { name, members } of teams) {
		for (const { user } of members) named.push({ user, place: `team '${name}'` });
	}
	for (const { user, backup } of people) {
		named.push({ user, place: 'the list of people' });
		if (backup) named.push({ user: backup, place: `person '${user.value}', as backup` });
	}
	return named;
}

/** Every user that a plan names, so that the caller can make sure to know them. */
export function userReferencesOf(plan: Plan): UserReference[] {
	return namedUsersOf(plan)
		.map(({ user }) => user)
		.filter(({ value }) => value !== '');
}
