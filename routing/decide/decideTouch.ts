import { isFromPerson } from '../model/events';
import { decideByRules } from './decideByRules';
import { decideTag } from './decideTag';
import type { DecisionDraft, Resolution } from './draft';
import {
	keepByPolicy,
	keepIfNamed,
	standingOrSaid,
	type KeepOwner,
	type Standing,
} from './keepOwner';

/** Decides a touch of one contact: the owner, if the owner policy says so; else the rules. */
export function decideTouch(draft: DecisionDraft): Resolution {
	const { plan, touch } = draft;
	if (touch.event === 'tag') return decideTag(draft);
	const isRecord = !isFromPerson(touch.event);
	const mode = plan.owners?.mode;
	if (mode === 'context') {
		// An owner for each label is known only when a rule has said which label.
		return (isRecord && keepOfContact(draft)) || decideByRules(draft, keepOwnerOfLabel());
	}
	const kept = isRecord ? keepOfContact(draft) : keepByPolicy(draft);
	return kept ?? decideByRules(draft, mode === 'separate' ? keepSetByHand() : null);
}

/** Nobody turned to a part of the contact, so whoever owns it as a whole keeps it too. */
function keepOfContact(draft: DecisionDraft): Resolution | null {
	const { slotOfTouch, wholeSlot } = draft.owners;
	const kept = keepByPolicy(draft);
	if (kept || slotOfTouch === wholeSlot) return kept;
	draft.enter(wholeSlot);
	const keptWhole = keepByPolicy(draft);
	if (!keptWhole) draft.enter(slotOfTouch);
	return keptWhole;
}

/** The owner of the label keeps it; else whom somebody made HighLevel's owner by hand, if named. */
function keepOwnerOfLabel(): KeepOwner {
	const keepByHand = keepSetByHand();
	return (draft, rule) => {
		// What the fallback decides after a rule that found nobody is about the label of that rule.
		if (rule || !draft.rule) {
			draft.enter(draft.owners.slotOfLabel(rule));
			const kept = keepByPolicy(draft);
			if (kept) return kept;
		}
		return keepByHand(draft, rule);
	};
}

/**
 * Whom somebody made HighLevel's owner by hand keeps the contact, and gets a slot that nobody owns,
 * when the matching rule or the fallback names them.
 */
function keepSetByHand(): KeepOwner {
	let found: Standing | null | undefined;
	return (draft, rule) => {
		if (draft.currentOwner()) return null;
		if (found === undefined) found = standingOrSaid(draft, draft.owners.setByHand());
		return found && keepIfNamed(draft, found, rule);
	};
}
