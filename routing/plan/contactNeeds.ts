import type { Touch } from '../model/touch';
import { CONTACT_NEEDS, type ContactNeed } from '../rules/conditions/condition';
import { namesNumber } from './accountNumbers';
import type { Plan, ReplyFor } from './plan';
import { conditionsOf } from './ruleConditions';
import { rulesInUse } from './rule';
import { targetsIn } from './targets';

/**
 * What a decision of a plan has to know of a contact that only HighLevel knows: `nothing`; its
 * `owner`; or `everything`, its tags and source too, and whether it existed before.
 */
export function contactNeeds(plan: Plan, touch: Touch): 'nothing' | 'owner' | 'everything' {
	const needed = needOfPlan(plan);
	if (needed === 'contact' || needed === 'attribution') return 'everything';
	const accountCounts = needed === 'account' || goesByAccount(plan);
	if (accountCounts && !saysAccount(touch, plan)) return 'everything';
	// A tag leaves a contact with its owner also where the rules are asked every time.
	if (plan.owners?.respectManual ?? touch.event === 'tag') return 'owner';
	return targetsIn(plan).some(({ type }) => type === 'previousOwner') ? 'owner' : 'nothing';
}

/** Whether owners differ by account. */
function goesByAccount({ owners }: Plan): boolean {
	return owners?.mode === 'separate' || owners?.mode === 'one';
}

/** Else the tags of the contact may say the account; who is back gets theirs whatever it is. */
function saysAccount({ account, reassign }: Touch, plan: Plan): boolean {
	if (reassign?.kind === 'handBack') return true;
	if (!account) return false;
	const { id, number, name, tag } = account;
	return Boolean(id || name || tag || (number && namesNumber(plan, number)));
}

/**
 * Whether what a plan has to know of a contact is known already, for example from a HighLevel
 * trigger. HighLevel's webhooks lack the attribution, which tells a Google Ads contact.
 */
export function hasContactFacts(touch: Touch, plan: Plan): boolean {
	const { existed, ownerId, tags, attributionSource } = touch.contact;
	if (existed === undefined || existed === null || ownerId === undefined) return false;
	if (!tags && contactNeeds(plan, touch) === 'everything') return false;
	return attributionSource !== undefined || needOfPlan(plan) !== 'attribution';
}

const known = new WeakMap<Plan, ContactNeed>();

/** The most that rules and answers need. Worked out once for each plan, which must not be changed afterwards. */
function needOfPlan(plan: Plan): ContactNeed {
	let need = known.get(plan);
	if (need === undefined) {
		const needs = new Set(
			conditionsIn(plan)
				.map(({ condition, value }) => condition.needs(value))
				.concat((plan.replyTimes ?? []).map((one) => NEEDED_BY_REPLY_TIMES[one.for.type])),
		);
		need = CONTACT_NEEDS.findLast((one) => needs.has(one)) ?? 'nothing';
		known.set(plan, need);
	}
	return need;
}

function conditionsIn({ rules, replies }: Plan) {
	const noAnswerNeeded = replies?.noAnswerNeeded ?? {};
	return [...rulesInUse(rules), { when: noAnswerNeeded }].flatMap(conditionsOf);
}

const NEEDED_BY_REPLY_TIMES: Readonly<Record<ReplyFor['type'], ContactNeed>> = {
	any: 'nothing',
	account: 'account',
	team: 'nothing',
	rule: 'nothing',
	tag: 'contact',
};
