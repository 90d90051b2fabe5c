import { referenceWords } from '../model/references';
import type { User } from '../model/user';
import type { Plan, ReplyTarget, Target, UserReference } from './plan';
import { rulesInUse, targetsOf } from './rule';
import { ruleName } from './ruleName';

/** A user whom a plan names, and where, for people. */
interface NamedUser {
	user: UserReference;
	place: string;
}

/** Every place where a plan names a user. */
export function namedUsersOf(plan: Plan): NamedUser[] {
	const { rules, fallback, teams, people, replyTimes = [], replies } = plan;
	const named: NamedUser[] = [];
	const addTarget = (target: Target | ReplyTarget | null, place: string) => {
		if (target?.type === 'user') named.push({ user: target.user, place });
		if (target?.type === 'tell' && target.to) named.push({ user: target.to, place });
	};
	for (const rule of rulesInUse(rules)) {
		for (const target of targetsOf(rule)) addTarget(target, `rule '${ruleName(rule)}'`);
	}
	addTarget(fallback, 'the fallback');
	for (const { name, members, outsideHours, ifNobody } of teams) {
		for (const { user } of members) named.push({ user, place: `team '${name}'` });
		addTarget(outsideHours, `team '${name}', outside its hours`);
		addTarget(ifNobody, `team '${name}', if nobody is available`);
	}
	for (const { user, backup } of people) {
		named.push({ user, place: 'the list of people' });
		if (backup) named.push({ user: backup, place: `person '${user.value}', as backup` });
	}
	for (const [index, { then, atLast }] of replyTimes.entries()) {
		addTarget(then, `reply time ${index + 1}`);
		addTarget(atLast, `reply time ${index + 1}, at last`);
	}
	for (const user of replies?.bots ?? []) named.push({ user, place: 'the users who are bots' });
	return named;
}

/** Every user that a plan names, so that the caller can make sure to know them. */
export function userReferencesOf(plan: Plan): UserReference[] {
	return namedUsersOf(plan)
		.map(({ user }) => user)
		.filter(({ value }) => value !== '');
}

/**
 * The people whom a plan names, as if HighLevel listed them all, for whoever has not asked it. How
 * the plan names them is their ID.
 */
export function usersAsNamed(plan: Plan): User[] {
	const users = userReferencesOf(plan).map((reference) => {
		const { by, value } = reference;
		return { id: value, email: by === 'email' ? value : '', name: referenceWords(reference) };
	});
	return [...new Map(users.map((user) => [user.id, user])).values()];
}
