import type { DecisionRequest } from '../../../ledger/ledger';
import { namedStaff, type KeptPlan } from '../../../routing/keptPlan';
import type { Touch } from '../../../routing/model/touch';
import type { DecisionInput } from './decisionInput';

/** The plan of a decision as the ledger keeps it, under its name. */
export function keptPlan(
	hash: string,
	{ compiled, users, staffSnapshot }: DecisionInput,
): KeptPlan {
	return { hash, plan: compiled.plan, ...namedStaff(users, staffSnapshot) };
}

/**
 * What the ledger keeps of a decision for later; null for what nobody is going to answer: previews, runs
 * on the canvas, and the sample of Meta's App Dashboard.
 * @param isTrial it is a preview or a test run
 * @throws {RangeError} for an item that is nested too deeply to be kept: here it fails alone, in the
 * ledger all that are decided together would
 */
export function keptOf(plan: KeptPlan, touch: Touch, isTrial: boolean): DecisionRequest['kept'] {
	if (isTrial || touch.test) return null;
	JSON.stringify(touch);
	return { plan, touch };
}
