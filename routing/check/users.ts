import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { Roster } from '../availability/roster';
import { referenceKey } from '../availability/staff';
import type { Plan, UserReference } from '../plan/plan';
import { namedUsersOf } from '../plan/userReferences';
import { finding, type Finding } from './finding';

/** People whom HighLevel does not know, who are listed twice, or who back each other up. */
export function checkUsers(compiled: CompiledPlan, users: readonly User[] | null): Finding[] {
	const { plan, people } = compiled;
	const roster = users && new Roster(users, people);
	/** One key a person: with the users of HighLevel an ID and an e-mail may be one. */
	const identify = (reference: UserReference) =>
		roster?.find(reference)?.id ?? referenceKey(reference);
	const findings: Finding[] = [];
	if (roster) {
		for (const [reference, places] of references(plan)) {
			if (reference.value === '' || roster.find(reference)) continue;
			const text = `HighLevel does not list this user in the location. Named by: ${places.join(', ')}.`;
			findings.push(finding('unknown_user', `User '${reference.value}'`, text));
		}
	}
	const seen = new Set<string>();
	const backups = new Map<string, { key: string; value: string }>();
	for (const { user, backup } of plan.people) {
		if (user.value === '') continue;
		const key = identify(user);
		if (seen.has(key)) {
			const text = 'The person is listed twice; only one of the entries counts.';
			findings.push(finding('duplicate', `Person '${user.value}'`, text));
		} else if (backup && backup.value !== '') {
			backups.set(key, { key: identify(backup), value: user.value });
		}
		seen.add(key);
	}
	return [...findings, ...loops(backups)];
}

/** Each circle once. */
function loops(backups: ReadonlyMap<string, { key: string; value: string }>): Finding[] {
	const findings: Finding[] = [];
	const done = new Set<string>();
	for (const start of backups.keys()) {
		const path: string[] = [];
		let key: string | undefined = start;
		while (key !== undefined && !done.has(key) && !path.includes(key)) {
			path.push(key);
			key = backups.get(key)?.key;
		}
		if (key !== undefined && path.includes(key)) {
			const names = path.slice(path.indexOf(key)).map((one) => backups.get(one)?.value ?? one);
			const text = `They stand in for each other: ${[...names, names[0]].join(', then ')}.`;
			findings.push(finding('backup_loop', `Person '${names[0] ?? ''}'`, text));
		}
		path.forEach((one) => done.add(one));
	}
	return findings;
}

/** Every user that the plan names, with the places. */
function references(plan: Plan): Array<[UserReference, string[]]> {
	const found = new Map<string, [UserReference, string[]]>();
	for (const { user, place } of namedUsersOf(plan)) {
		const key = referenceKey(user);
		const entry = found.get(key) ?? [user, []];
		if (!entry[1].includes(place)) entry[1].push(place);
		found.set(key, entry);
	}
	return [...found.values()];
}
