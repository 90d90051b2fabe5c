import type { Rule, Target } from '../plan/rule';
import { NO_SKILLS, type CandidateSearch, type Found } from './candidateSearch';
import type { DecisionDraft, Resolution } from './draft';
import { findForTarget } from './targets';

/**
 * What may end a decision at a rule that matches, or at the fallback (null), before anybody is
 * looked for: the owner stays. Null when they do not.
 */
type KeepOwner = (draft: DecisionDraft, rule: Rule | null) => Resolution | null;

/**
 * Decides by the rules: whom the first rule that matches names, its backups, the fallback; else
 * nobody.
 */
export function decideByRules(draft: DecisionDraft, keepOwner: KeepOwner | null): Resolution {
	for (let rule = draft.nextRule(); rule; rule = draft.nextRule()) {
		const kept = keepOwner?.(draft, rule);
		if (kept) return kept;
		const found = findForRule(draft.search, rule);
		if (found === 'next') continue;
		if (found) return draft.assign(found, 'rule');
		break;
	}
	const { fallback } = draft.plan;
	if (!fallback) return draft.nobody();
	const kept = keepOwner?.(draft, null);
	if (kept) return kept;
	const found = findForTarget(draft.search, fallback, 'Fallback', NO_SKILLS);
	return found ? draft.assign(found, 'fallback') : draft.nobody();
}

/**
 * The first target of a rule, with its backups, that finds somebody.
 * @returns `next` when the rule hands over to the next one, null when nobody is found
 */
function findForRule(search: CandidateSearch, rule: Rule): Found | 'next' | null {
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
function withSkills(
	search: CandidateSearch,
	rule: Rule,
	target: Target,
	from: string,
): Found | null {
	const { skills } = rule;
	if (!skills) return findForTarget(search, target, from, NO_SKILLS);
	const { candidates, skillsDropped } = search;
	const start = candidates.length;
	for (let kept = skills.optional.length; kept >= 0; kept--) {
		candidates.length = start;
		const required = [...skills.required, ...skills.optional.slice(0, kept)];
		const found = findForTarget(search, target, from, required);
		if (!found) continue;
		skillsDropped.push(...skills.optional.slice(kept).map(({ name }) => name));
		return found;
	}
	return null;
}
