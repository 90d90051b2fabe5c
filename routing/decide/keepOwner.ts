import type { CandidateTrace, User } from '../model/decision';
import { isFromPerson } from '../model/events';
import type { CandidateReason } from '../model/reasons';
import { targetsOf, type Rule } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import { NO_SKILLS } from './candidateSearch';
import type { DecisionDraft, Resolution } from './draft';
import type { Owner } from './owners';
import type { DecidedBy } from './receipt';
import { targetNames } from './targets';

/** Where candidates come from who are looked at because the contact is theirs. */
export const OWNER = 'Owner';

/**
 * What may end a decision at a rule that matches, or at the fallback (null), before anybody is
 * looked for: the owner stays. Null when they do not.
 */
export type KeepOwner = (draft: DecisionDraft, rule: Rule | null) => Resolution | null;

/** An owner who counts: who has not left, and is not to go without the contact. */
export interface Standing {
	owner: Owner;
	user: User;
}

/** An owner as far as they count, else null. */
export function standing(draft: DecisionDraft, owner: Owner | null): Standing | null {
	if (!owner || draft.excludes(owner.user) || draft.hasLeft(owner)) return null;
	return { owner, user: draft.userOf(owner.user) };
}

/** As {@link standing}; of an owner who does not count the receipt says why. */
export function standingOrSaid(draft: DecisionDraft, owner: Owner | null): Standing | null {
	const found = standing(draft, owner);
	if (!owner || found) return found;
	const { candidates } = draft.search;
	const { name } = draft.userOf(owner.user);
	const isSaid = candidates.some(({ user, from }) => user === name && from === OWNER);
	if (!isSaid) draft.search.miss(owner.user, OWNER, draft.hasLeft(owner) ? 'left' : 'excluded');
	return null;
}

/** The owner of the slot keeps it, if the owner policy says so; null when the rules shall decide. */
export function keepByPolicy(draft: DecisionDraft): Resolution | null {
	if (!draft.plan.owners) return null;
	const found = standingOrSaid(draft, draft.currentOwner());
	if (!found || isElsewhere(draft, found.owner)) return null;
	return keepUnlessUnavailable(draft, found, null);
}

/**
 * Somebody whom the matching rule names keeps the contact, if the owner policy says so.
 * @param rule null: the fallback
 */
export function keepIfNamed(
	draft: DecisionDraft,
	owner: Standing,
	rule: Rule | null,
): Resolution | null {
	return isNamed(draft, rule, owner.user)
		? keepUnlessUnavailable(draft, owner, namedBy(rule))
		: null;
}

/**
 * An owner whom the matching rule names keeps the contact, available or not.
 * @param rule null: the fallback
 */
export function keepNamed(
	draft: DecisionDraft,
	{ user }: Standing,
	rule: Rule | null,
): Resolution | null {
	const { search, boundSkills } = draft;
	if (!isNamed(draft, rule, user) || search.lacks(user, OWNER, boundSkills)) return null;
	const { from, by } = namedBy(rule);
	return keepAs(draft, user, from, 'still_named', by);
}

/** The owner keeps the contact because nobody else gets it; null when they must not. */
export function keepAfterAll(draft: DecisionDraft, { user }: Standing): Resolution | null {
	const { search, boundSkills } = draft;
	if (search.missingSkill(user, boundSkills)) return null;
	const isSeen = ({ userId, from }: CandidateTrace) => userId === user.id && from === OWNER;
	if (search.candidates.some(isSeen)) return draft.keep(user);
	return keepTraced(draft, user, search.consider(user, OWNER, NO_SKILLS), null);
}

/** The owner keeps the contact for this reason, available or not. */
export function keepAs(
	draft: DecisionDraft,
	user: User,
	from: string,
	reason: CandidateReason,
	by: DecidedBy,
): Resolution {
	const seen = { passed: true, reason, detail: null, chosen: true };
	draft.search.candidates.push({ user: user.name, userId: user.id, from, ...seen });
	return draft.keep(user, by);
}

/** What names somebody, for the receipt. */
interface NamedBy {
	from: string;
	by: DecidedBy;
}

function namedBy(rule: Rule | null): NamedBy {
	return rule ? { from: ruleName(rule), by: 'rule' } : { from: 'Fallback', by: 'fallback' };
}

/** A rule names nobody who lacks a skill that it requires. */
function isNamed(
	{ compiled, plan, search }: DecisionDraft,
	rule: Rule | null,
	user: User,
): boolean {
	if (search.missingSkill(user, rule?.skills?.required ?? NO_SKILLS)) return false;
	const targets = rule ? targetsOf(rule) : plan.fallback ? [plan.fallback] : [];
	return targets.some((target) => targetNames(target, user, compiled, search.roster));
}

/** One owner for all: another account than the one they were decided at decides anew. */
function isElsewhere({ plan, touch }: DecisionDraft, { account }: Owner): boolean {
	const now = touch.account?.id;
	return plan.owners?.mode === 'one' && Boolean(now) && account !== null && account !== now;
}

/**
 * An owner who lacks a skill that binds them does not keep the contact; nor does one who is not
 * available, if somebody waits for an answer and the policy minds.
 * @param named null when they keep it as its owner
 */
function keepUnlessUnavailable(
	draft: DecisionDraft,
	{ owner, user }: Standing,
	named: NamedBy | null,
): Resolution | null {
	const { plan, search, touch, boundSkills } = draft;
	const whenUnavailable = plan.owners?.whenUnavailable ?? 'keep';
	let stays = !search.lacks(user, OWNER, boundSkills);
	if (stays) {
		const trace = search.consider(user, named?.from ?? OWNER, NO_SKILLS);
		stays = trace.passed || whenUnavailable === 'keep' || !isFromPerson(touch.event);
		if (stays) return keepTraced(draft, user, trace, named);
	}
	draft.unavailableOwner = owner;
	draft.cover = whenUnavailable === 'cover';
	return null;
}

/** @param trace as they were just considered */
function keepTraced(
	draft: DecisionDraft,
	user: User,
	trace: CandidateTrace,
	named: NamedBy | null,
): Resolution {
	const isListed = draft.search.roster.byId(user.id) !== null;
	if (!trace.passed) trace.detail = trace.reason;
	if (named) trace.reason = 'still_named';
	else if (!isListed) trace.reason = 'not_listed';
	else if (!trace.passed) trace.reason = 'owner_kept';
	trace.passed = true;
	trace.chosen = true;
	return draft.keep(user, named?.by);
}
