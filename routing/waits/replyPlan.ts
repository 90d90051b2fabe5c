import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { Decision } from '../model/decision';
import type { NewWait } from '../model/wait';
import type { Escalation } from '../plan/replies';
import { targetsOf, type Rule } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import type { TouchFacts } from '../rules/touchFacts';
import { stepsOf } from './escalation';
import { replyTimeOf } from './replyTimeOf';

/** A decision with the plan that made it. */
export interface DecidedByPlan {
	decision: Decision;
	compiled: CompiledPlan;
	facts: TouchFacts;
	roster: Roster;
}

/** By which rule and team somebody has a contact, also who had it before. */
interface HadBy extends Pick<NewWait, 'rule' | 'team'> {
	/** Place of the rule; -1 for the fallback and none. */
	place: number;
}

export function hadBy({ decision, compiled, facts, roster }: DecidedByPlan): HadBy {
	const place = ruleOf(decision, compiled, facts);
	const one = compiled.rules[place]?.rule;
	const rule = decision.rule?.kind === 'fallback' ? decision.rule.name : one ? ruleName(one) : null;
	const team = decision.team ?? (one ? teamOf(compiled, roster, one, decision.user) : null);
	return { place, rule, team };
}

/** By which rule and team somebody has a question, and what the plan says about the time for an answer. */
interface ReplyPlan extends Pick<NewWait, 'rule' | 'team' | 'replyTime'> {
	escalation: Escalation | null;
}

export function replyPlanOf(decided: DecidedByPlan): ReplyPlan {
	const { decision, compiled, facts, roster } = decided;
	const { user, owner } = decision;
	const { place, rule, team } = hadBy(decided);
	// The plan says that nobody gets the contact, so nobody can be late.
	const isForNobody = !user && decision.rule !== null;
	const given = { user: user?.id ?? null, team, rule };
	const found = isForNobody ? null : replyTimeOf(compiled, roster, facts, given);
	if (!found) return { rule, team, replyTime: null, escalation: null };
	const steps = stepsOf(compiled, facts, place);
	const escalation = { replyTime: found.entry, cover: owner?.cover ?? false, steps };
	return { rule, team, replyTime: found.place, escalation };
}

/** Place of the rule that decided, or else of the first one that matches; -1 for the fallback and none. */
function ruleOf({ rule }: Decision, compiled: CompiledPlan, facts: TouchFacts): number {
	if (rule?.kind === 'fallback') return -1;
	return rule?.kind === 'rule' && rule.position !== null
		? rule.position - 1
		: compiled.match(facts, 0);
}

/** The team that a rule names and that has this user; as long as nobody has the contact, the first one. */
function teamOf(
	compiled: CompiledPlan,
	roster: Roster,
	rule: Rule,
	user: Decision['user'],
): string | null {
	for (const target of targetsOf(rule)) {
		const team = 'team' in target ? compiled.team(target.team) : null;
		if (team && (!user || roster.hasMember(team, user))) return team.name;
	}
	return null;
}
