import type { Roster } from '../availability/roster';
import { ZoneClock } from '../availability/zoneClock';
import { accountName } from '../model/touch';
import {
	OUTCOMES,
	type CandidateTrace,
	type Decision,
	type Outcome,
	type RuleTrace,
} from '../model/decision';
import { DAY } from '../model/durations';
import { isDue, nothingToDecide } from '../model/events';
import { localWords } from '../model/hoursWords';
import type { CandidateReason } from '../model/reasons';
import { fold, listed } from '../model/text';
import type { TouchFacts } from '../rules/touchFacts';
import type { Plan } from '../plan/plan';
import type { Rule } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import { fallbackOf } from '../plan/targets';
import { dueSentence } from './dueSentence';
import { reassignmentSentence } from './reassignmentSentence';

/** The decision in one readable sentence; a second one says why contacts are moved together. */
export function decisionSentence(
	decision: Decision,
	facts: TouchFacts,
	rule: Rule | null,
	plan: Plan,
	roster: Roster,
): string {
	const sentence = sentenceOf(decision, facts, rule, plan);
	const { event, reassign, wait } = facts.touch;
	if (isDue(event)) {
		const skipped = skippedWords(decision.receipt.candidates);
		return dueSentence(decision, wait, sentence, skipped, roster);
	}
	return reassign ? reassignmentSentence(decision, reassign, sentence) : sentence;
}

function sentenceOf(decision: Decision, facts: TouchFacts, rule: Rule | null, plan: Plan): string {
	const { outcome, user, team, owner, availableAt, receipt } = decision;
	const idle = nothingToDecide(facts.touch.event);
	if (idle) {
		const article = /^[aeiou]/.test(facts.touch.event) ? 'an' : 'a';
		return `Nobody was chosen, because this is ${article} '${facts.touch.event}' event: ${idle}.`;
	}
	if (user && decision.rule?.kind === 'owner') return keptSentence(decision, facts, rule);
	if (user) {
		const place = team === null ? '' : ` from the team '${team}'`;
		const cover = owner?.cover ? ' to answer this time for the owner' : '';
		const kept = WORDS[outcome].somebody;
		if (decision.rule?.kind === 'fallback' || !rule) {
			return `The fallback chose ${user.name}${place}${cover}${kept}, because ${whyNot(decision, facts, rule)}.`;
		}
		// Whom a rule before this one passed over may be the one whom this rule chose.
		const others = receipt.candidates.filter(({ userId }) => userId !== user.id);
		const skipped = skippedWords(others);
		const load = loadWords(decision);
		return `Rule '${ruleName(rule)}' chose ${user.name}${place}${cover}${kept}, because ${whyMatched(receipt.rules)}${skipped && `; ${skipped}`}${load && `; ${load}`}.`;
	}
	if (decision.rule) return nobodySentence(decision, facts, rule);
	const why = whyNot(decision, facts, rule);
	const missing = OUTCOMES[outcome].final && !fallbackOf(plan) ? ', and there is no fallback' : '';
	const until =
		availableAt === null ? '' : ` Somebody works from ${fromWhen(availableAt, facts, plan)}.`;
	return `${WORDS[outcome].nobody}, because ${why}${missing}.${until}`;
}

/** What an outcome says behind the name of whom it names, and when it names nobody. */
const WORDS: Readonly<Record<Outcome, { somebody: string; nobody: string }>> = {
	assigned: { somebody: '', nobody: 'Nobody was chosen' },
	kept: { somebody: ', who owns this contact already', nobody: 'Nobody was chosen' },
	waiting: { somebody: '', nobody: 'Nobody is available now' },
	unassigned: { somebody: '', nobody: 'Nobody was chosen' },
};

function keptSentence(decision: Decision, facts: TouchFacts, rule: Rule | null): string {
	const { user, owner, seenOwner, receipt } = decision;
	const { candidates } = receipt;
	const name = user?.name ?? '';
	const trace = candidates.find(({ userId, from }) => userId === user?.id && from === 'Owner');
	if (trace?.reason === 'not_listed') {
		return `${name} owns this contact and keeps it; HighLevel does not list this user, as with users of an agency.`;
	}
	if (!trace || trace.reason === 'available') {
		const isReplaced = owner?.replacesAnybody && seenOwner !== null && seenOwner !== user?.id;
		const back = isReplaced ? ', whoever was made the owner by hand in HighLevel' : '';
		const tag = facts.addedTag === null ? '' : whyNotByTag(decision, facts, rule);
		return `${name} owns this contact and keeps it${back}${tag && `: ${tag}`}.`;
	}
	const reason = trace.reason === 'owner_kept' ? trace.detail : trace.reason;
	const skipped = isReason(reason) ? SKIPPED[reason] : null;
	const words = skipped === null ? '' : ` (${skipped})`;
	const others = nobodyElse(candidates, rule);
	return `${name} owns this contact and keeps it, although not available${words}${others}.`;
}

/** Why an owner who is not available keeps the contact all the same. */
function nobodyElse(candidates: readonly CandidateTrace[], rule: Rule | null): string {
	if (candidates.some(saysNobody)) {
		return `, and ${rule ? `rule '${ruleName(rule)}'` : 'the fallback'} names nobody`;
	}
	return candidates.length > 1 ? ', and nobody else is available' : '';
}

/** A rule or the fallback said that nobody gets the contact. */
function nobodySentence(decision: Decision, facts: TouchFacts, rule: Rule | null): string {
	const { candidates, rules } = decision.receipt;
	if (decision.rule?.kind === 'fallback' || !rule) {
		return `The fallback gives this contact to nobody, because ${whyNot(decision, facts, rule)}.`;
	}
	const skipped = skippedWords(candidates);
	return `Rule '${ruleName(rule)}' gives this contact to nobody, because ${whyMatched(rules)}${skipped && `; ${skipped}`}.`;
}

function saysNobody({ reason }: CandidateTrace): boolean {
	return reason === 'nobody';
}

/** Why the tag that was added did not move the contact; empty when its rule names the owner. */
function whyNotByTag({ receipt }: Decision, { touch }: TouchFacts, rule: Rule | null): string {
	if (!rule) return `no rule asks for the tag '${touch.tag ?? ''}'`;
	if (receipt.candidates.some(saysNobody)) return `rule '${ruleName(rule)}' names nobody`;
	const skipped = skippedWords(receipt.candidates);
	return skipped && `rule '${ruleName(rule)}' matched, but ${skipped}`;
}

/** What whoever was chosen has to do, when HighLevel said it. */
function loadWords({ user, receipt: { candidates } }: Decision): string {
	const trace = candidates.find(({ chosen, reason }) => chosen && reason === 'available');
	return user && trace?.detail ? `${user.name} has ${trace.detail}` : '';
}

function whyNot({ receipt }: Decision, { account }: TouchFacts, rule: Rule | null): string {
	const skipped = skippedWords(receipt.candidates);
	if (rule) return `rule '${ruleName(rule)}' matched, but ${skipped || 'names nobody'}`;
	const none = account ? `no rule matches ${accountName(account)}` : 'no rule matches';
	return skipped ? `${none}, and ${skipped}` : none;
}

/** Why somebody was skipped, behind their name; null for reasons of those who were not. */
export const SKIPPED: Readonly<Record<CandidateReason, string | null>> = {
	available: null,
	working_next: null,
	owner_kept: null,
	still_named: null,
	moved_meanwhile: null,
	handed_back: null,
	not_listed: null,
	left: 'has left',
	own_number: 'has this number',
	empty_reference: 'is empty',
	unknown_user: 'is not in this HighLevel location',
	excluded: 'must not get it again',
	paused: 'is paused',
	paused_until: 'is paused',
	had_it: 'had it before',
	queue_first: 'is kept for contacts who wait longer',
	away: 'is away',
	blocked: 'is away now',
	holiday: 'has a holiday',
	outside_hours: 'does not work now',
	missing_skill: 'lacks a skill',
	at_capacity: 'has no capacity left',
	limit_reached: 'has reached a limit',
	lower_tier: null,
	no_owner: 'does not exist',
	nobody: null,
	team_closed: 'does not work now',
	unknown_team: 'is no team of the plan',
	empty_team: 'is a team without members',
};

function isReason(text: string | null): text is CandidateReason {
	return text !== null && Object.hasOwn(SKIPPED, text);
}

/** Why the last rule matched that did. */
function whyMatched(rules: readonly RuleTrace[]): string {
	return rules.findLast(({ matched }) => matched)?.reason ?? 'it matches';
}

/** In the zone of the business hours, with the date when the weekday alone could be this week's. */
function fromWhen(instant: string, { now }: TouchFacts, plan: Plan): string {
	const { schedules, businessHours, timeZone } = plan;
	const [first] = schedules;
	const named = schedules.find(({ name }) => fold(name) === fold(businessHours ?? '')) ?? first;
	const zone = named?.timeZone ?? timeZone;
	const at = Date.parse(instant);
	const local = ZoneClock.of(zone).local(at);
	const words = localWords(local, zone);
	return at - now < 6 * DAY ? words : `${words}, ${new Date(local).toISOString().slice(0, 10)}`;
}

/** Long lists are for the receipt's data; a sentence names three. */
const NAMED = 3;

/** Each person once, with all the reasons, however often a rule, a backup and the fallback asked. */
function skippedWords(candidates: readonly CandidateTrace[]): string {
	const people = new Map<string, { name: string; reasons: Set<string> }>();
	for (const { user, userId, passed, reason } of candidates) {
		if (passed || reason === 'nobody') continue;
		const key = userId ?? ` ${user}`;
		const person = people.get(key) ?? { name: user, reasons: new Set() };
		person.reasons.add(SKIPPED[reason] ?? 'is not available');
		people.set(key, person);
	}
	const words = [...people.values()].map(
		({ name, reasons }) => `${name} ${[...reasons].join(' and ')}`,
	);
	return listed(
		words,
		NAMED,
		(left) => `, ${left} more ${left === 1 ? 'is' : 'are'} not available`,
	);
}
