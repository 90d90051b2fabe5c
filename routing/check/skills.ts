import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { fold } from '../model/text';
import type { Skill } from '../plan/person';
import { targetsOf, type Rule } from '../plan/rule';
import type { Target } from '../plan/target';
import { finding, type Finding } from './finding';
import { peopleOf } from './people';
import { placedRules } from './places';

/** Skills that rules ask for and that nobody has, or nobody whom a target can find. */
export function checkSkills(compiled: CompiledPlan, users: readonly User[] | null): Finding[] {
	const { people } = compiled.plan;
	const levels = new Map<string, number>();
	for (const { user, skills } of people) {
		if (user.value === '') continue;
		for (const { name, level } of skills) {
			levels.set(fold(name), Math.max(level, levels.get(fold(name)) ?? 0));
		}
	}
	const roster = users && compiled.roster(users);
	return placedRules(compiled.plan).flatMap(({ rule, where }) => {
		const { required = [], optional = [] } = rule.skills ?? {};
		const absent = required.flatMap((skill) => nobodyHas(skill, levels) ?? []);
		const useless = optional.flatMap((skill) => nobodyHas(skill, levels) ?? []);
		return [
			...absent.map((text) => finding('unknown_skill', where, `${text} ${ADD}`)),
			...useless.map((text) => finding('useless_skill', where, `${text} It is always dropped.`)),
			...(roster && absent.length === 0 ? unmet(compiled, roster, rule, required, where) : []),
		];
	});
}

const ADD = 'Add it to somebody there, or ask for another one.';

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
		const people = peopleOf(compiled, roster, target, new Set());
		if (people === 'unknown') return [];
		const hasSkills = (user: User) => roster.staffMember(user)?.lacks(required) === null;
		if (people.length === 0 || people.some(hasSkills)) return [];
		const text = `The rule requires ${skills}, but ${nobodyWords(target, people)}. Add it under 'People', or name somebody else.`;
		return [finding('unmet_skills', where, text)];
	});
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
