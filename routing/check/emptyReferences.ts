import type { Plan, ReplyFor, ReplyTarget, Target } from '../plan/plan';
import { finding, type Finding } from './finding';
import { personAt, placedTargets, replyTimeAt, teamAt } from './places';

/** Fields that name users and teams and are empty, so that they name nobody. */
export function checkEmptyReferences(plan: Plan): Finding[] {
	const findings: Finding[] = [];
	const add = (where: string, text: string) =>
		findings.push(finding('empty_reference', where, text));
	for (const { target, where, field } of placedTargets(plan)) {
		const what = emptyField(target);
		if (what) add(where, `${field} names no ${what}, so nobody is found. Choose one.`);
	}
	for (const [at, team] of plan.teams.entries()) {
		for (const [i, { user }] of team.members.entries()) {
			if (user.value !== '') continue;
			add(teamAt(team, at + 1), `Member ${i + 1} is empty. Choose a user, or remove the row.`);
		}
	}
	for (const [i, person] of plan.people.entries()) {
		const where = personAt(person, i + 1);
		const { user, backup } = person;
		if (user.value === '') {
			add(where, "'User' is empty, so the card is about nobody. Choose one, or remove the card.");
		}
		if (backup?.value === '') add(where, "'Backup Person' is empty. Choose one, or remove it.");
	}
	for (const [i, { for: asked }] of (plan.replyTimes ?? []).entries()) {
		const field = emptyContacts(asked);
		if (field) add(replyTimeAt(i + 1), `'${field}' is empty, so it fits no contact. Choose one.`);
	}
	return findings;
}

/** The title of the field that is empty and says which contacts are meant; null when none is. */
function emptyContacts(asked: ReplyFor): string | null {
	switch (asked.type) {
		case 'any':
			return null;
		case 'account':
			return asked.account.value === '' ? 'WhatsApp Account' : null;
		case 'team':
			return asked.team === '' ? 'Team' : null;
		case 'rule':
			return asked.rule === '' ? 'Rule' : null;
		case 'tag':
			return asked.tag === '' ? 'Tag' : null;
	}
}

/** The field of a target that is empty; null when none is. */
export function emptyField(target: Target | ReplyTarget): 'user' | 'team' | null {
	if (target.type === 'tell') return target.to?.value === '' ? 'user' : null;
	if (target.type === 'user') return target.user.value === '' ? 'user' : null;
	return 'team' in target && target.team === '' ? 'team' : null;
}
