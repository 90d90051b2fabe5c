import { isDue } from '../model/events';
import type { StateChange } from '../model/state';
import { sourceOf } from '../model/touch';
import { hadBy, type DecidedByPlan } from './replyPlan';

/**
 * What is to be remembered when an owner keeps a contact: only of one that came up by itself, because its
 * person did something or HighLevel's record changed.
 */
export function keptContact(decided: DecidedByPlan): StateChange[] {
	const { decision, facts } = decided;
	const { event } = facts.touch;
	const { user, outcome } = decision;
	if (outcome !== 'kept' || !user || isDue(event) || event === 'reassign') return [];
	const { rule, team } = hadBy(decided);
	const account = facts.account?.id || null;
	return [{ type: 'kept', user: user.id, account, team, rule, source: sourceOf(facts.touch) }];
}
