import { referenceKey } from '../availability/staff';
import { fold } from '../model/text';
import type { Plan, Target } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { emptyField } from './emptyReferences';
import { finding, type Finding } from './finding';
import { placedRules } from './places';

/** Backups that are never asked, and those whom the rule has asked before. */
export function checkBackups(plan: Plan): Finding[] {
	return placedRules(plan).flatMap(({ rule, where }) =>
		uselessBackups(targetsOf(rule)).map((text) => finding('unreachable_backup', where, text)),
	);
}

function uselessBackups(targets: readonly Target[]): string[] {
	const texts = targets.flatMap((target, i) => {
		if (i === 0 || target.type === 'nextRule' || emptyField(target)) return [];
		const isAsked = targets.slice(0, i).some((before) => isSame(before, target));
		return isAsked ? [`'Backups' ${i} names whom the rule has asked before. Remove it.`] : [];
	});
	const last = targets.findIndex(({ type }) => type === 'nextRule' || type === 'nobody');
	if (last !== -1 && last < targets.length - 1) texts.push(neverAsked(targets, last));
	return texts;
}

function neverAsked(targets: readonly Target[], last: number): string {
	const why =
		targets[last]?.type === 'nobody'
			? "'Nobody' before it ends the search"
			: "'Next Matching Rule' before it is asked instead";
	return `'Backups' ${last + 1} is never asked: ${why}. Move it up, or remove it.`;
}

function isSame(a: Target, b: Target): boolean {
	if (a.type === 'user') return b.type === 'user' && referenceKey(a.user) === referenceKey(b.user);
	if ('team' in a) return a.type === b.type && 'team' in b && fold(a.team) === fold(b.team);
	return a.type === b.type;
}
