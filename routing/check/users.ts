import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { Roster } from '../availability/roster';
import { referenceKey } from '../availability/staff';
import { referenceWords } from '../model/references';
import type { Plan, UserReference } from '../plan/plan';
import { namedUsersOf } from '../plan/userReferences';
import { finding, type Finding } from './finding';
import { personAt, teamAt } from './places';

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
			const text = `HighLevel does not list this user in the sub-account. Named by: ${places.join(', ')}. Choose somebody else there, or add the user in HighLevel.`;
			findings.push(finding('unknown_user', `User '${referenceWords(reference)}'`, text));
		}
	}
	const seen = new Set<string>();
	const backups = new Map<string, BackupLink>();
	for (const [i, person] of plan.people.entries()) {
		const { user, backup } = person;
		if (user.value === '') continue;
		const key = identify(user);
		const where = personAt(person, i + 1);
		if (seen.has(key)) {
			const text = 'The person has two cards, and only the first one counts. Remove one of them.';
			findings.push(finding('duplicate', where, text));
		} else if (backup && backup.value !== '') {
			backups.set(key, { key: identify(backup), name: referenceWords(user), where });
		}
		seen.add(key);
	}
	return [...findings, ...twiceInTeams(plan, identify), ...loops(backups)];
}

/** The second entry of a member counts for nothing, and nor does its weight. */
function twiceInTeams({ teams }: Plan, identify: (user: UserReference) => string): Finding[] {
	return teams.flatMap((team, at) => {
		const seen = new Set<string>();
		return team.members.flatMap(({ user }, i) => {
			const key = identify(user);
			const isNew = user.value === '' || !seen.has(key);
			seen.add(key);
			if (isNew) return [];
			const text = `Member ${i + 1} is in the team already, and only the first row counts. Remove one; 'Weight' says who gets more.`;
			return [finding('duplicate', teamAt(team, at + 1), text)];
		});
	});
}

/** Whom a person has as backup, by key, and what the person is called. */
interface BackupLink {
	key: string;
	name: string;
	where: string;
}

/** Each circle once. */
function loops(backups: ReadonlyMap<string, BackupLink>): Finding[] {
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
			const names = path.slice(path.indexOf(key)).map((one) => backups.get(one)?.name ?? one);
			const text = `They stand in for each other: ${[...names, names[0]].join(', then ')}. Each is asked once, and then nobody. Let one of them name somebody else.`;
			findings.push(finding('backup_loop', backups.get(key)?.where ?? 'People', text));
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
