import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { fold } from '../model/text';
import type { Skill } from '../plan/person';
import { targetsOf, type Rule } from '../plan/rule';
import type { Target } from '../plan/target';
import { finding, type Finding } from './finding';
import { ruleName } from '../plan/ruleName';

/** Skills that rules ask for and that nobody has, or nobody whom a target can find. */
export function checkSkills(compiled: CompiledPlan, users: readonly User[] | null): Finding[] {
	const { rules, people } = compiled.plan;
	const levels = new Map<string, number>();
	for (const { user, skills } of people) {
		if (user.value === '') continue;
		for (const { name, level } of skills) {
			levels.set(fold(name), Math.max(level, levels.get(fold(name)) ?? 0));
		}
	}
	const roster = users && compiled.roster(users);
	return rules.flatMap((rule) => {
		const { required = [], optional = [] } = rule.skills ?? {};
		const where = `Rule '${ruleName(rule)}'`;
		const absent = required.flatMap((skill) => nobodyHas(skill, levels) ?? []);
		const useless = optional.flatMap((skill) => nobodyHas(skill, levels) ?? []);
		return [
			...absent.map((text) => finding('unknown_skill', where, text)),
			...useless.map((text) => finding('useless_skill', where, `${text} It is always dropped.`)),
			...(roster && absent.length === 0 ? unmet(compiled, roster, rule, required, where) : []),
		];
	});
}

/** Null when somebody has the skill. */
function nobodyHas({ name, level }: Skill, levels: ReadonlyMap<string, number>): string | null {
	const best = levels.get(fold(name));
	if (best === undefined) return `Nobody in 'People' has the skill '${name}'.`;
	if (best >= level) return null;
	return `Nobody in 'People' has the skill '${name}' at level ${level}; the highest is ${best}.`;
}

function unmet(
	compiled: CompiledPlan,
	roster: Roster,
	rule: Rule,
	required: readonly Skill[],
	where: string,
): Finding[] {
	if (required.length === 0) return [];
	// Level 1 is what every skill has at least.
	const skills = required
		.map(({ name, level }) => (level > 1 ? `'${name}' at level ${level}` : `'${name}'`))
		.join(' and ');
	return targetsOf(rule).flatMap((target) => {
		const people = peopleOf(compiled, roster, target);
		const hasSkills = (user: User) => roster.staffMember(user)?.lacks(required) === null;
		if (people.length === 0 || people.some(hasSkills)) return [];
		const text = `The rule requires ${skills}, but ${nobodyWords(target, people)}.`;
		return [finding('unmet_skills', where, text)];
	});
}

/** Everybody whom a target can find; nobody when only the touch knows, or another finding says why. */
function peopleOf(compiled: CompiledPlan, roster: Roster, target: Target): User[] {
	if (target.type === 'user') return withBackups(roster, found(roster.find(target.user)));
	if (target.type !== 'team' && target.type !== 'firstWorkingNext') return [];
	const team = compiled.team(target.team);
	const members = team ? roster.membersOf(team) : [];
	const users = members.flatMap(({ user }) => found(roster.find(user)));
	return target.type === 'team' ? withBackups(roster, users) : users;
}

function withBackups(roster: Roster, users: readonly User[]): User[] {
	const all = new Map(users.map((user) => [user.id, user]));
	// A map goes on with what is added to it meanwhile.
	for (const user of all.values()) {
		const reference = roster.staffMember(user)?.person.backup;
		const backup = reference && roster.find(reference);
		if (backup) all.set(backup.id, backup);
	}
	return [...all.values()];
}

function found(user: User | null): User[] {
	return user ? [user] : [];
}

/** @param people all whom the target can find, their backup persons too */
function nobodyWords(target: Target, people: readonly User[]): string {
	if (target.type === 'team' || target.type === 'firstWorkingNext') {
		return `nobody in the team '${target.team}' has that`;
	}
	const names = people.map(({ name }) => name);
	return names.length > 1
		? `none of ${names.join(', ')} has that`
		: `${names[0] ?? 'nobody'} does not have that`;
}
