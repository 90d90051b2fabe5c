import type { CandidateReason } from '../model/reasons';
import type { Reassign } from '../model/touch';
import { targetsOf, type Rule } from '../plan/rule';
import { NO_SKILLS, choose, type CandidateSearch, type Found } from './candidateSearch';
import { decideByRules } from './decideByRules';
import type { DecisionDraft, Resolution } from './draft';
import { WHOLE } from './owners';
import type { DecidedBy } from './receipt';
import { targetNames } from './targets';

/**
 * Decides about a contact that is moved together with others. Whoever is to move is HighLevel's
 * owner, which is the owner of the primary slot.
 */
export function decideReassignment(draft: DecisionDraft, reassign: Reassign): Resolution {
	const { kind, from, to } = reassign;
	draft.slot = draft.owners?.primary ?? WHOLE;
	if (kind === 'handBack' && from) return handBack(draft, from.id, to);
	const keepOwner = kind === 'account' ? keepNamedOwner : null;
	return (from && keepNewOwner(draft, from.id)) ?? decideByRules(draft, keepOwner);
}

/** Who got the contact since keeps it. */
function keepNewOwner(draft: DecisionDraft, from: string): Resolution | null {
	const owner = draft.currentOwner();
	if (!owner || owner.user === from) return null;
	return keepAs(draft, owner.user, 'Owner', 'moved_meanwhile', 'owner');
}

/** Who is back gets the contact from who stood in, unless somebody else got it since. */
function handBack(draft: DecisionDraft, from: string, to: Reassign['to']): Resolution {
	const owner = draft.currentOwner();
	// Somebody took the owner off on purpose, which the ledger was not told.
	const takenOff = draft.touch.contact.ownerId === null;
	if (!owner || takenOff) return draft.finish({ outcome: 'unassigned' });
	if (owner.user !== from) return keepAs(draft, owner.user, 'Owner', 'moved_meanwhile', 'owner');
	const found = whoIsBack(draft.search, to);
	if (found) return draft.assign(found, 'owner');
	return keepAs(draft, owner.user, 'Owner', 'owner_kept', 'owner');
}

/**
 * The person whose contact this was. Working hours and load do not matter, because it was theirs
 * before; null when they are still away or have left.
 */
function whoIsBack(search: CandidateSearch, to: Reassign['to']): Found | null {
	const user = to && search.roster.byId(to.id);
	if (!user) {
		search.miss(to?.name ?? to?.id ?? '', 'Hand back', 'unknown_user');
		return null;
	}
	const trace = search.consider(user, 'Hand back', NO_SKILLS);
	if (trace.reason === 'away' || trace.reason === 'paused') return null;
	if (!trace.passed) trace.detail = trace.reason;
	trace.reason = 'handed_back';
	trace.passed = true;
	return choose(trace, user);
}

/** Of an account whose rules changed, the owner stays whom the matching rule still names. */
function keepNamedOwner(draft: DecisionDraft, rule: Rule | null): Resolution | null {
	const { compiled, plan, search } = draft;
	const owner = draft.currentOwner();
	const user = owner && search.roster.byId(owner.user);
	if (!user || draft.excludes(user.id)) return null;
	const targets = rule ? targetsOf(rule) : plan.fallback ? [plan.fallback] : [];
	if (!targets.some((target) => targetNames(target, user, compiled, search.roster))) return null;
	return rule
		? keepAs(draft, user.id, rule.name, 'still_named', 'rule')
		: keepAs(draft, user.id, 'Fallback', 'still_named', 'fallback');
}

/** The owner keeps the contact for this reason, available or not. */
function keepAs(
	draft: DecisionDraft,
	id: string,
	from: string,
	reason: CandidateReason,
	by: DecidedBy,
): Resolution {
	const { roster, candidates } = draft.search;
	const user = roster.byId(id) ?? { id, name: id, email: '' };
	const seen = { passed: true, reason, detail: null, chosen: true };
	candidates.push({ user: user.name, userId: id, from, ...seen });
	return draft.keep(user, by);
}
