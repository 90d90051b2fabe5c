import { CompiledPlan, compilePlan } from '../compiledPlan';
import { isDue, nothingToDecide } from '../model/events';
import type { RoutingState } from '../model/state';
import type { Touch } from '../model/touch';
import type { Plan } from '../plan/plan';
import { TouchFacts } from '../rules/touchFacts';
import { decideDue } from './decideDue';
import { decideReassignment } from './decideReassignment';
import { decideTouch } from './decideTouch';
import { DecisionDraft, type Resolution } from './draft';
import { withKnownAccount } from './knownAccount';
import { decideTeamMember, teamNumber, withSharedNumber } from './teamNumber';
import { withWaits } from './withWaits';

export type { Resolution } from './draft';

export interface DecideOptions {
	/** `$json` of the item for filter conditions; the touch itself when left out. */
	item?: unknown;
	/** Evaluates an n8n expression without its leading `=`; asked once for each distinct one. */
	evaluate?: (expression: string) => unknown;
	/**
	 * How many rules that did not match the receipt explains, 25 by default. Finding the match does
	 * not ask them one by one, explaining does: 0 is for replaying many touches.
	 */
	trace?: number;
	/**
	 * By what the ledger keeps the plan and what was known of people: `hash` and `staffHash` of a
	 * `KeptPlan`. The receipt names the plan so; by its own hash when this is left out.
	 */
	kept?: { plan: string; staff: string };
}

const DEFAULT_TRACE = 25;

/**
 * Decides who gets the contact of a touch: the owner, if the owner policy says so; else whom the
 * first rule that matches names, its backups, the fallback; else nobody. Pure: nothing is changed,
 * and the same input gives the same decision, byte for byte.
 * @param now milliseconds since 1970
 */
export function decide(
	plan: Plan | CompiledPlan,
	touch: Touch,
	state: RoutingState,
	now: number,
	options: DecideOptions = {},
): Resolution {
	const compiled = plan instanceof CompiledPlan ? plan : compilePlan(plan);
	const { touch: known, accountIs, owners } = withKnownAccount(touch, state, compiled.plan);
	const item = 'item' in options ? options.item : known;
	const facts = new TouchFacts(known, now, item, options.evaluate, accountIs);
	const draft = new DecisionDraft(
		compiled,
		facts,
		{ ...state, owners },
		options.trace ?? DEFAULT_TRACE,
		options.kept?.plan ?? compiled.hash,
	);
	const resolution = decideDraft(draft, state);
	if (!state.waits || draft.isTeamMember) return resolution;
	return withWaits(draft, resolution, state.waits, state.paused, options.kept);
}

function decideDraft(draft: DecisionDraft, state: RoutingState): Resolution {
	const { touch } = draft;
	if (nothingToDecide(touch.event)) return draft.finish({ outcome: 'unassigned' });
	if (isDue(touch.event)) return decideDue(draft, touch.wait, state.waits);
	if (touch.reassign) return decideReassignment(draft, touch.reassign);
	const shared = teamNumber(draft, state.users);
	if (!shared) return decideTouch(draft);
	return shared.isLine
		? withSharedNumber(decideTouch(draft), shared)
		: decideTeamMember(draft, shared);
}
