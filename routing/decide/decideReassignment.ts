import type { CandidateReason } from '../model/reasons';
import type { Reassign } from '../model/touch';
import { NO_SKILLS, choose, type CandidateSearch, type Found } from './candidateSearch';
import { decideByRules } from './decideByRules';
import type { DecisionDraft, Resolution } from './draft';
import { OWNER, keepAs, keepNamed, standingOrSaid, type KeepOwner } from './keepOwner';

/**
 * Decides about a contact that is moved together with others. Whoever is to move is HighLevel's
 * owner, which is the owner of the primary slot; with new rules of an account it is the owner at that
 * account.
 */
export function decideReassignment(draft: DecisionDraft, reassign: Reassign): Resolution {
	const { kind, from, to } = reassign;
	draft.enter(draft.owners.primarySlot);
	if (kind === 'handBack' && from) return handBack(draft, from.id, to);
	const keepOwner = kind === 'account' ? keepNamedOwner : null;
	return (from && keepNewOwner(draft, from.id)) ?? decideByRules(draft, keepOwner);
}

/** Of an account whose rules changed, the owner stays whom the matching rule still names. */
const keepNamedOwner: KeepOwner = (draft, rule) => {
	// What the fallback decides after a rule that found nobody is about the part of that rule.
	if (rule || !draft.rule) draft.enter(draft.owners.slotOfNewRules(rule));
	const owner = standingOrSaid(draft, draft.currentOwner());
	return owner && keepNamed(draft, owner, rule);
};

/** Who got the contact since keeps it. */
function keepNewOwner(draft: DecisionDraft, from: string): Resolution | null {
	const owner = draft.currentOwner();
	if (!owner || owner.user === from) return null;
	const found = standingOrSaid(draft, owner);
	return found && keepAs(draft, found.user, OWNER, 'moved_meanwhile', 'owner');
}

/**
 * Who is back gets the contact from who stood in, or has left since, unless somebody else got it.
 * Whose stand-in has left while they are still away, the rules find somebody for.
 */
function handBack(draft: DecisionDraft, from: string, to: Reassign['to']): Resolution {
	const owner = draft.currentOwner();
	// Somebody took the owner off on purpose, which the ledger was not told.
	const takenOff = draft.touch.contact.ownerId === null;
	if (!owner || takenOff) return draft.finish({ outcome: 'unassigned' });
	const user = draft.hasLeft(owner) ? null : draft.userOf(owner.user);
	if (user && user.id !== from) return keepAs(draft, user, OWNER, 'moved_meanwhile', 'owner');
	const found = whoIsBack(draft.search, to);
	if (found) return draft.assign(found, 'owner');
	return user ? keepAs(draft, user, OWNER, 'owner_kept', 'owner') : decideByRules(draft, null);
}

const IS_NOT_BACK: ReadonlySet<CandidateReason> = new Set(['away', 'paused', 'paused_until']);

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
	if (IS_NOT_BACK.has(trace.reason)) return null;
	if (!trace.passed) trace.detail = trace.reason;
	trace.reason = 'handed_back';
	trace.passed = true;
	return choose(trace, user);
}
