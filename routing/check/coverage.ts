import { WeekMap, stepOf } from '../availability/hours';
import { referenceKey, type StaffMember } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import { fold } from '../model/text';
import { ruleName } from '../plan/ruleName';
import type { Plan, Rule, Target, UserReference, WorkingTime } from '../plan/plan';
import { hoursOf } from '../plan/ruleConditions';
import type { AskedHours } from '../rules/conditions/condition';
import type { Finding } from './finding';
import { gapFindings } from './gaps';

/**
 * Finds the hours in which a rule that matches finds nobody: neither its target nor its backups
 * nor the fallback. Weekly hours only; holidays and away days come and go. Rules with the same
 * people and times are one finding.
 */
export function checkCoverage(compiled: CompiledPlan, now: number): Finding[] {
	const { plan } = compiled;
	const chains = new Map<string, { rules: string[]; rule: Rule; hours: AskedHours[] }>();
	for (const { rule, never } of compiled.rules) {
		if (never !== null) continue;
		const hours = hoursOf(rule);
		const key = JSON.stringify([rule.target, rule.backups, hours]);
		const chain = chains.get(key) ?? { rules: [], rule, hours };
		chain.rules.push(ruleName(rule));
		chains.set(key, chain);
	}
	const findings: Finding[] = [];
	for (const { rules, rule, hours } of chains.values()) {
		const people = peopleOf(compiled, [rule.target, ...rule.backups, plan.fallback]);
		// Nobody named at all is another finding, or the previous owner, whom no plan knows.
		if (people === 'always' || people.length === 0) continue;
		const zones = [...new Set(people.map(({ timeZone }) => timeZone))];
		const works = people.map((person) => weeklyHours(plan, person));
		const matches = hours.flatMap((asked) => opening(plan, asked));
		const nobodyAt = (at: number) =>
			matches.every(({ map, open }) => map.isOpen(at) === open) &&
			!works.some((map) => map.isOpen(at));
		const step = stepOf([...works, ...matches.map(({ map }) => map)].map((map) => map.step));
		const uncovered = { nobodyAt, step };
		const [first = '', ...more] = rules;
		const where = more.length ? `Rule '${first}' and ${more.length} more` : `Rule '${first}'`;
		findings.push(...gapFindings(uncovered, zones, where, now));
	}
	return findings;
}

/** The people whom targets can find; `always` when somebody can be found at any time. */
function peopleOf(
	compiled: CompiledPlan,
	targets: ReadonlyArray<Target | null>,
): StaffMember[] | 'always' {
	const people = new Map<string, StaffMember>();
	/** True when this person is always there. */
	const add = (reference: UserReference): boolean => {
		const key = referenceKey(reference);
		if (reference.value === '' || people.has(key)) return false;
		const member = compiled.people.get(key);
		if (!member) return true;
		people.set(key, member);
		const { paused, works, backup } = member.person;
		if (!paused && works === null) return true;
		return backup !== null && add(backup);
	};
	for (const target of targets) {
		// What comes after `nextRule` depends on the touch.
		if (target?.type === 'nextRule') return 'always';
		if (target?.type === 'user' && add(target.user)) return 'always';
		if (target?.type !== 'team' && target?.type !== 'firstWorkingNext') continue;
		const { members, roles } = compiled.team(target.team) ?? { members: [], roles: [] };
		// Who has a role is for HighLevel to say.
		if (roles.length > 0) return 'always';
		if (members.length > 0 && target.type === 'firstWorkingNext') return 'always';
		if (members.map(({ user }) => add(user)).includes(true)) return 'always';
	}
	return [...people.values()];
}

/** When a person works, as far as the plan says it. */
function weeklyHours(plan: Plan, { person: { works, paused } }: StaffMember): WeekMap {
	if (paused || works === null) return everyWeek(null);
	return typeof works === 'string' ? hoursNamed(plan, works) : everyWeek(works);
}

/** The hours within or outside of which a condition is true; none when that is at all times. */
function opening(plan: Plan, asked: AskedHours): Array<{ map: WeekMap; open: boolean }> {
	if (asked === 'always') return [];
	const map = hoursNamed(plan, asked.schedule ?? plan.businessHours ?? '');
	return [{ map, open: asked.open }];
}

/** Never open for a schedule that is not in the plan. */
function hoursNamed({ schedules }: Plan, wanted: string): WeekMap {
	return everyWeek(schedules.find(({ name }) => fold(name) === fold(wanted)) ?? null);
}

/** Hours without their holidays; without any, never open. */
function everyWeek(time: WorkingTime | null): WeekMap {
	return new WeekMap({ ...(time ?? { timeZone: 'UTC', hours: [] }), holidays: [] });
}
