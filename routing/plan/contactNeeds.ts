import type { Plan, Rule, Target } from './plan';
import type { TouchContact } from '../model/touch';

/**
 * What decisions of a plan have to know of a contact that only HighLevel knows: `nothing`; its
 * `owner`; or `everything`, its tags and source too, and whether it existed before.
 */
export function contactNeeds(plan: Plan): 'nothing' | 'owner' | 'everything' {
	if (plan.rules.some(asksContact)) return 'everything';
	if (plan.owners?.respectManual) return 'owner';
	const targets: Target[] = plan.rules.flatMap((rule) => [rule.target, ...rule.backups]);
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
	return attributionSource !== undefined || !plan.rules.some(asksAttribution);
}

function asksAttribution(rule: Rule): boolean {
	return rule.kind === 'conditional' && rule.when.source?.googleAds === true;
}

function asksContact(rule: Rule): boolean {
	if (rule.kind === 'tag') return true;
	if (rule.kind === 'account') return false;
	const { tags, source, contact } = rule.when;
	if (tags || source || (contact ?? 'any') !== 'any') return true;
	// An expression may read any field of the contact.
	return JSON.stringify(rule.conditions ?? null).includes('contact');
}
