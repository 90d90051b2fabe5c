import type { Rule, Target } from '../plan/plan';
import { NO_SKILLS, type Found, type Search } from './candidateSearch';

/**
 * The first target of a rule, with its backups, that finds somebody.
 * @returns `next` when the rule hands over to the next one, null when nobody is found
 */
export function findForRule(search: Search, rule: Rule): Found | 'next' | null {
	for (let i = -1; i < rule.backups.length; i++) {
		const target = i === -1 ? rule.target : rule.backups[i];
		if (!target) continue;
		if (target.type === 'nextRule') return 'next';
		const from = i === -1 ? rule.name : `${rule.name}, backup ${i + 1}`;
		const found = withSkills(search, rule, target, from);
		if (found) return found;
	}
	return null;
}

/** Drops optional skills from the last on, one at a time, before the next target is tried. */
function withSkills(search: Search, rule: Rule, target: Target, from: string): Found | null {
	const { skills } = rule;
	if (!skills) return search.find(target, from, NO_SKILLS);
	const { candidates, skillsDropped } = search;
	const start = candidates.length;
	for (let kept = skills.optional.length; kept >= 0; kept--) {
		candidates.length = start;
		const required = [...skills.required, ...skills.optional.slice(0, kept)];
		const found = search.find(target, from, required);
		if (!found) continue;
		skillsDropped.push(...skills.optional.slice(kept).map(({ name }) => name));
		return found;
	}
	return null;
}
