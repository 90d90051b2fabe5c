import type { RoutingState, StateChange } from '../model/state';
import type { ContactWaits, WaitChange } from '../model/wait';
import { keptContact } from '../waits/keptContact';
import { replyState } from '../waits/replyState';
import { waitChanges } from '../waits/waitChanges';
import type { DecisionDraft, Resolution } from './draft';

/**
 * A decision with what it makes of the contact's waits, and how it stands with the answers then.
 * @param kept what the ledger knows the plan by, and what was known of people
 */
export function withWaits(
	draft: DecisionDraft,
	{ decision, changes }: Resolution,
	waits: ContactWaits,
	paused: RoutingState['paused'],
	kept = { plan: draft.compiled.hash, staff: '' },
): Resolution {
	const { compiled, facts, slot, due, isLast } = draft;
	const { roster } = draft.search;
	const ownerSince = draft.owners.since(slot);
	const known = { compiled, facts, roster, waits, paused, kept, slot, ownerSince, due, isLast };
	const ofWaits: WaitChange[] = waitChanges({ ...known, decision, changes });
	const { replies: settings } = compiled.plan;
	const replies = replyState(waits, ofWaits, settings, facts.now, (id) => userOf(draft, id));
	const ofOwner = keptContact({ compiled, facts, roster, decision });
	const all: StateChange[] = [...changes, ...ofWaits, ...ofOwner];
	const { receipt, ...rest } = decision;
	return { decision: { ...rest, replies, receipt }, changes: all };
}

/** Without what decisions do not tell of users. */
function userOf(draft: DecisionDraft, id: string) {
	const { name, email } = draft.userOf(id);
	return { id, name, email };
}
