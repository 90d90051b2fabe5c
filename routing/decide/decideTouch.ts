import type { User } from '../model/decision';
import { isFromPerson } from '../model/events';
import type { OwnerPolicy } from '../plan/plan';
import type { Rule } from '../plan/rule';
import { NO_SKILLS } from './candidateSearch';
import { decideByRules } from './decideByRules';
import type { DecisionDraft, Resolution } from './draft';
import { slotOf, type Owner } from './owners';

/** Decides a touch of one contact: the owner, if the owner policy says so; else the rules. */
export function decideTouch(draft: DecisionDraft): Resolution {
	const { plan, touch } = draft;
	draft.slot = slotOf(plan, touch, null);
	// An owner for each label is known only when a rule has said which label.
	if (plan.owners?.mode === 'context') return decideByRules(draft, keepOwnerOfLabel);
	return keepOwner(draft) ?? decideByRules(draft, null);
}

function keepOwnerOfLabel(draft: DecisionDraft, rule: Rule | null): Resolution | null {
	if (!rule) return null;
	draft.slot = slotOf(draft.plan, draft.touch, rule);
	return keepOwner(draft);
}

/**
 * Applies the owner policy to the slot; null when the rules shall decide. Only people who turn to
 * the account are kept: a tag that was added or a contact that was made asks the rules.
 */
function keepOwner(draft: DecisionDraft): Resolution | null {
	const { plan, touch, search } = draft;
	const policy = plan.owners;
	if (!policy || !isFromPerson(touch.event)) return null;
	const owner = draft.currentOwner();
	if (!owner) return null;
	// One owner for all: another account than the one they were decided at decides anew.
	const elsewhere = owner.account !== null && owner.account !== (touch.account?.id ?? null);
	if (policy.mode === 'one' && elsewhere) return null;
	if (draft.excludes(owner.user)) {
		search.miss(owner.user, 'Owner', 'excluded');
		return null;
	}
	const user = search.roster.byId(owner.user);
	if (user) return keepListed(draft, policy, owner, user);
	// We assigned only users that HighLevel listed, so this one has left. Others may be users of the
	// agency, whom HighLevel does not list: they own the contact all the same.
	if (owner.assignedHere) {
		search.miss(owner.user, 'Owner', 'unknown_user');
		return null;
	}
	return draft.keep({ id: owner.user, name: owner.user, email: '' });
}

/** Keeps an owner whom HighLevel lists, unless they are not available and the policy minds. */
function keepListed(
	draft: DecisionDraft,
	{ whenUnavailable }: OwnerPolicy,
	owner: Owner,
	user: User,
): Resolution | null {
	const trace = draft.search.consider(user, 'Owner', NO_SKILLS);
	if (!trace.passed && whenUnavailable !== 'keep') {
		draft.unavailableOwner = owner;
		draft.cover = whenUnavailable === 'cover';
		return null;
	}
	if (!trace.passed) {
		trace.detail = trace.reason;
		trace.reason = 'owner_kept';
		trace.passed = true;
	}
	trace.chosen = true;
	return draft.keep(user);
}
