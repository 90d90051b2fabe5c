import { referenceKey } from '../availability/staff';
import { fold } from '../model/text';
import type { Plan, Target } from '../plan/plan';
import { hoursOf } from '../plan/ruleConditions';
import { emptyField } from './emptyReferences';
import { finding, type Finding } from './finding';
import { targetsOf } from '../plan/rule';
import { ruleName } from '../plan/ruleName';

/** Names that lead nowhere or are taken twice, and what follows from an absent fallback. */
export function checkReferences(plan: Plan): Finding[] {
	const findings: Finding[] = [];
	const teams = new Map(plan.teams.map((team) => [fold(team.name), team]));
	const schedules = new Set(plan.schedules.map(({ name }) => fold(name)));
	const checkTarget = (target: Target, where: string) => {
		if (target.type !== 'team' && target.type !== 'firstWorkingNext') return;
		if (target.team === '') return;
		const team = teams.get(fold(target.team));
		if (!team) findings.push(finding('unknown_team', where, `There is no team '${target.team}'.`));
	};
	const checkSchedule = (name: string, where: string) => {
		if (schedules.has(fold(name))) return;
		findings.push(finding('unknown_schedule', where, `There is no schedule '${name}'.`));
	};
	for (const rule of plan.rules) {
		const where = `Rule '${ruleName(rule)}'`;
		const targets = targetsOf(rule);
		targets.forEach((target) => checkTarget(target, where));
		findings.push(...uselessBackups(targets, where));
		for (const hours of hoursOf(rule)) {
			if (hours.schedule !== null) {
				checkSchedule(hours.schedule, where);
			} else if (plan.businessHours === null) {
				const text = 'It asks for business hours, but the plan does not say what they are.';
				findings.push(finding('no_business_hours', where, text));
			}
		}
	}
	if (plan.businessHours !== null) checkSchedule(plan.businessHours, 'Business hours');
	for (const { user, works } of plan.people) {
		if (typeof works === 'string') checkSchedule(works, `Person '${user.value}'`);
	}
	for (const team of plan.teams) {
		if (team.members.length > 0 || team.roles.length > 0) continue;
		findings.push(finding('empty_team', `Team '${team.name}'`, 'The team has no members.'));
	}
	findings.push(...duplicates('Team', plan.teams), ...duplicates('Schedule', plan.schedules));
	findings.push(...checkFallback(plan, checkTarget));
	return findings;
}

/** Backups that are never asked, and those whom the rule has asked before. */
function uselessBackups(targets: readonly Target[], where: string): Finding[] {
	const texts = targets.flatMap((target, i) => {
		if (i === 0 || target.type === 'nextRule' || emptyField(target)) return [];
		const isAsked = targets.slice(0, i).some((before) => isSame(before, target));
		return isAsked ? [`Backup ${i} names somebody whom the rule has asked before.`] : [];
	});
	const last = targets.findIndex(({ type }) => type === 'nextRule');
	if (last !== -1 && last < targets.length - 1) {
		texts.push(`Backup ${last + 1} is never asked: the next matching rule is asked before it.`);
	}
	return texts.map((text) => finding('unreachable_backup', where, text));
}

function isSame(a: Target, b: Target): boolean {
	if (a.type === 'user') return b.type === 'user' && referenceKey(a.user) === referenceKey(b.user);
	if ('team' in a) return a.type === b.type && 'team' in b && fold(a.team) === fold(b.team);
	return a.type === b.type;
}

function checkFallback(
	plan: Plan,
	checkTarget: (target: Target, where: string) => void,
): Finding[] {
	const { fallback } = plan;
	if (!fallback) {
		const text = 'Contacts that no rule places stay without an owner.';
		return [finding('no_fallback', 'Fallback', text)];
	}
	checkTarget(fallback, 'Fallback');
	if (fallback.type !== 'nextRule') return [];
	return [finding('useless_fallback', 'Fallback', 'There is no rule after the fallback.')];
}

function duplicates(what: string, list: ReadonlyArray<{ name: string }>): Finding[] {
	const seen = new Set<string>();
	return list.flatMap(({ name }) => {
		const key = fold(name);
		if (!seen.has(key)) {
			seen.add(key);
			return [];
		}
		return [finding('duplicate', `${what} '${name}'`, 'The name is used twice.')];
	});
}
