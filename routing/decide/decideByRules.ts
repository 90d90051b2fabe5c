import type { CandidateTrace } from '../model/decision';
import { targetsOf, type Rule } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import type { Target } from '../plan/target';
import { fallbackOf } from '../plan/targets';
import { NOBODY, isExcluded, type Answer } from './candidateSearch';
import type { DecisionDraft, Resolution } from './draft';
import { OWNER, keepAfterAll, standing, type KeepOwner } from './keepOwner';
import type { DecidedBy } from './receipt';
import { findForTarget } from './targets';

/**
 * Decides by the rules: whom the first rule that matches names, its backups, the fallback; else
 * nobody.
 */
export function decideByRules(draft: DecisionDraft, keepOwner: KeepOwner | null): Resolution {
	return decideSomebody(draft, keepOwner) ?? decideNobody(draft);
}

/** The same; null for nobody. */
export function decideSomebody(
	draft: DecisionDraft,
	keepOwner: KeepOwner | null,
): Resolution | null {
	const decided = decideByFirstRule(draft, keepOwner);
	return decided ?? (draft.endedBy ? null : decideByFallback(draft, keepOwner));
}

/** Whom the first rule that matches names, or its backups; null when that is nobody. */
export function decideByFirstRule(
	draft: DecisionDraft,
	keepOwner: KeepOwner | null,
): Resolution | null {
	for (let rule = draft.nextRule(); rule; rule = draft.nextRule()) {
		const kept = keepOwner?.(draft, rule);
		if (kept) return kept;
		const found = findForRule(draft, rule);
		if (found === 'next') continue;
		return assignUnlessNobody(draft, found, 'rule');
	}
	return null;
}

/** Null when nobody is found, also when that is for good. */
function assignUnlessNobody(
	draft: DecisionDraft,
	answer: Answer,
	by: DecidedBy,
): Resolution | null {
	if (answer === NOBODY) {
		draft.endedBy = by;
		return null;
	}
	return answer && draft.assign(answer, by);
}

function decideByFallback(draft: DecisionDraft, keepOwner: KeepOwner | null): Resolution | null {
	const fallback = fallbackOf(draft.plan);
	if (!fallback) return null;
	const kept = keepOwner?.(draft, null);
	if (kept) return kept;
	const found = findForTarget(draft.search, fallback, 'Fallback', draft.boundSkills);
	return assignUnlessNobody(draft, found, 'fallback');
}

/**
 * Nobody was found, or nobody is to be: who has an owner keeps them, unless the owner is gone or
 * excluded.
 */
export function decideNobody(draft: DecisionDraft): Resolution {
	const { plan, search, unavailableOwner, endedBy } = draft;
	const owner = plan.owners && standing(draft, unavailableOwner ?? draft.currentOwner());
	const kept = owner && keepAfterAll(draft, owner);
	if (kept) return kept;
	if (endedBy) return draft.finish({ outcome: 'unassigned', by: endedBy });
	const somebody = search.waitsForTeam || search.candidates.some(mayBeAvailable);
	const waits = plan.whenNobody === 'wait' && somebody;
	return waits ? draft.wait() : draft.finish({ outcome: 'unassigned' });
}

/** Somebody whom a rule names may be available later; whom nobody knows, or who must not, will not. */
function mayBeAvailable({ userId, from, reason }: CandidateTrace): boolean {
	return userId !== null && from !== OWNER && !isExcluded(reason);
}

/**
 * The first target of a rule, with its backups, that finds somebody.
 * @param targets as they were when the rule decided, if that was before
 * @returns `next` when the rule hands over to the next one, null when nobody is found
 */
export function findForRule(
	draft: DecisionDraft,
	rule: Rule,
	targets: readonly Target[] = targetsOf(rule),
): Answer | 'next' {
	for (const [i, target] of targets.entries()) {
		if (target.type === 'nextRule') return 'next';
		const from = i === 0 ? ruleName(rule) : `${ruleName(rule)}, backup ${i}`;
		const found = withSkills(draft, rule, target, from);
		if (found) return found;
	}
	return null;
}

/** Drops optional skills from the last on, one at a time, before the next target is tried. */
function withSkills(
	{ search, boundSkills }: DecisionDraft,
	rule: Rule,
	target: Target,
	from: string,
): Answer {
	const { skills } = rule;
	if (!skills) return findForTarget(search, target, from, boundSkills);
	const { candidates, skillsDropped } = search;
	const start = candidates.length;
	for (let kept = skills.optional.length; kept >= 0; kept--) {
		candidates.length = start;
		const required = [...boundSkills, ...skills.required, ...skills.optional.slice(0, kept)];
		const found = findForTarget(search, target, from, required);
		// With fewer skills somebody else may be asked before a team gives up.
		if (!found || (found === NOBODY && kept > 0)) continue;
		skillsDropped.push(...skills.optional.slice(kept).map(({ name }) => name));
		return found;
	}
	return null;
}
