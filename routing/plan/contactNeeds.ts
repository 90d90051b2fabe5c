import type { TouchContact } from '../model/touch';
import { CONTACT_NEEDS, type ContactNeed } from '../rules/conditions/condition';
import type { Plan, Target } from './plan';
import { conditionsOf } from './ruleConditions';
import { targetsOf } from './rule';

/**
 * What decisions of a plan have to know of a contact that only HighLevel knows: `nothing`; its
 * `owner`; or `everything`, its tags and source too, and whether it existed before.
 */
export function contactNeeds(plan: Plan): 'nothing' | 'owner' | 'everything' {
	if (needOfRules(plan) !== 'nothing') return 'everything';
	if (plan.owners?.respectManual) return 'owner';
	const targets: Target[] = plan.rules.flatMap(targetsOf);
	if (plan.fallback) targets.push(plan.fallback);
	return targets.some(({ type }) => type === 'previousOwner') ? 'owner' : 'nothing';
}

/**
 * Whether what a plan has to know of a contact is known already, for example from a HighLevel
 * trigger. HighLevel's webhooks lack the attribution, which tells a Google Ads contact.
 */
export function hasContactFacts(contact: TouchContact, plan: Plan): boolean {
	const { existed, ownerId, attributionSource } = contact;
	if (existed === undefined || existed === null || ownerId === undefined) return false;
	return attributionSource !== undefined || needOfRules(plan) !== 'attribution';
}

const known = new WeakMap<Plan, ContactNeed>();

/** The most that a rule needs. Worked out once for each plan, which must not be changed afterwards. */
function needOfRules(plan: Plan): ContactNeed {
	let need = known.get(plan);
	if (need === undefined) {
		const needs = new Set(
			plan.rules.flatMap(conditionsOf).map(({ condition, value }) => condition.needs(value)),
		);
		need = CONTACT_NEEDS.findLast((one) => needs.has(one)) ?? 'nothing';
		known.set(plan, need);
	}
	return need;
}
