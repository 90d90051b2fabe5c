import type { Plan, Rule, Target } from './plan';
import type { TouchContact } from './touch';

/**
 * Whether decisions of a plan depend on what only HighLevel knows of a contact: its tags, source and
 * owner, and whether it existed before. When not, nobody has to ask HighLevel.
 */
export function needsContactFacts(plan: Plan): boolean {
	if (plan.owners?.respectManual) return true;
	const targets: Target[] = plan.rules.flatMap((rule) => [rule.target, ...rule.backups]);
	if (plan.fallback) targets.push(plan.fallback);
	return targets.some(({ type }) => type === 'previousOwner') || plan.rules.some(asksContact);
}

/** Whether a contact's facts are known already, for example from a HighLevel trigger. */
export function hasContactFacts({ existed, ownerId }: TouchContact): boolean {
	return existed !== undefined && existed !== null && ownerId !== undefined;
}

function asksContact(rule: Rule): boolean {
	if (rule.kind === 'tag') return true;
	if (rule.kind === 'account') return false;
	const { tags, source, contact } = rule.when;
	if (tags || source || (contact ?? 'any') !== 'any') return true;
	// An expression may read any field of the contact.
	return JSON.stringify(rule.conditions ?? null).includes('contact');
}
