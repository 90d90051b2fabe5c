import type { Plan, Target } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { finding, type Finding } from './finding';
import { ruleName } from '../plan/ruleName';

/** Fields that name users and teams and are empty, so that they name nobody. */
export function checkEmptyReferences({ rules, fallback, teams, people }: Plan): Finding[] {
	const findings: Finding[] = [];
	const add = (where: string, text: string) =>
		findings.push(finding('empty_reference', where, text));
	const addTarget = (where: string, target: Target) => {
		const field = emptyField(target);
		if (field) add(where, `The ${field} is empty, so nobody is named.`);
	};
	for (const rule of rules) {
		for (const target of targetsOf(rule)) addTarget(`Rule '${ruleName(rule)}'`, target);
	}
	if (fallback) addTarget('Fallback', fallback);
	for (const { name, members } of teams) {
		for (const [i, { user }] of members.entries()) {
			if (user.value === '') add(`Team '${name}'`, `Member ${i + 1} is empty, so nobody is named.`);
		}
	}
	for (const [i, { user, backup }] of people.entries()) {
		const where = `Person ${user.value === '' ? i + 1 : `'${user.value}'`}`;
		if (user.value === '') add(where, 'The user is empty, so the entry is about nobody.');
		if (backup?.value === '') add(where, 'The backup person is empty, so nobody stands in.');
	}
	return findings;
}

/** The field of a target that is empty; null when none is. */
export function emptyField(target: Target): 'user' | 'team' | null {
	if (target.type === 'user') return target.user.value === '' ? 'user' : null;
	return 'team' in target && target.team === '' ? 'team' : null;
}
