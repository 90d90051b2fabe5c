import { WHOLE } from '../model/slots';
import { decideByFirstRule, decideByRules, decideNobody } from './decideByRules';
import type { DecisionDraft, Resolution } from './draft';
import { keepAfterAll, keepNamed, standingOrSaid, type KeepOwner } from './keepOwner';

/**
 * Decides what comes of a tag that was added. It takes the contact from its owner only by a rule
 * that asks for this tag, finds somebody, and does not name the owner. Whom nobody owns, all rules
 * are asked about, and the fallback.
 */
export function decideTag(draft: DecisionDraft): Resolution {
	const { owners, plan } = draft;
	const byLabel = plan.owners?.mode === 'context';
	draft.enter(owners.wholeSlot);
	const owner = standingOrSaid(draft, draft.currentOwner());
	if (!owner) {
		if (owners.wholeSlot === WHOLE) draft.enter(owners.slotOfTouch);
		return decideByRules(draft, byLabel ? enterLabel : null);
	}
	draft.onlyAddedTag = true;
	const decided = decideByFirstRule(draft, (_draft, rule) => {
		if (byLabel) draft.enter(draft.owners.slotOfLabel(rule));
		const ofLabel = byLabel ? standingOrSaid(draft, draft.currentOwner()) : null;
		return keepNamed(draft, ofLabel ?? owner, rule);
	});
	if (decided) return decided;
	draft.enter(owners.wholeSlot);
	return keepAfterAll(draft, owner) ?? decideNobody(draft);
}

/** The label of the rule is decided on, or that of the fallback when no rule has matched. */
const enterLabel: KeepOwner = (draft, rule) => {
	if (rule || !draft.rule) draft.enter(draft.owners.slotOfLabel(rule));
	const owner = standingOrSaid(draft, draft.currentOwner());
	return owner && keepNamed(draft, owner, rule);
};
