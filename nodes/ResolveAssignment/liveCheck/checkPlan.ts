import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { check, type Finding, type FindingCode } from '../../../routing/check/check';
import { planInWords } from '../../../routing/check/planInWords';
import { count, reasonOf } from '../../../routing/model/text';
import type { Plan, PlanError } from '../../../routing/plan/plan';
import { readingList, type Line } from './lines';
import { livePlanOf, type LivePlan } from './livePlan';
import type { Unknown } from './unknown';

/** How many lines of one kind a list has. */
const MOST = 100;

/**
 * `loadOptions` method: what is wrong with the plan, and then the plan in sentences. Needs neither a
 * credential nor a run. It never throws: the editor would show a triangle and no word.
 */
export async function checkPlan(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const stored = this.getCurrentNodeParameter('planCheck');
	try {
		const live = livePlanOf(this);
		if (!live) return readingList('An expression gives the plan', [AFTER_A_RUN], stored);
		const { summary, lines } = checked(live);
		return readingList(summary, lines, stored);
	} catch (error) {
		return readingList('The plan could not be checked', [{ text: reasonOf(error) }], stored);
	}
}

const AFTER_A_RUN: Line = {
	text: "Choose 'Check Plan' in 'Operation' and execute this node: then the plan is there.",
};

const TO_MEND: Line['more'] = 'To mend';
const TO_LOOK_AT: Line['more'] = 'To look at';

function checked({ plan, problems, unknown }: LivePlan): { summary: string; lines: Line[] } {
	const keeping = problems.map(({ message }) => ({ text: message, more: TO_MEND }));
	const isSaid = ({ code, where }: Finding) =>
		code === 'matches_nothing' && problems.some((problem) => isInRule(problem, where));
	const findings = plan ? findingsOf(plan, unknown).filter((one) => !isSaid(one)) : [];
	const found = [...keeping, ...findings.map(lineOf)].filter(({ text }) => !unknown.isIn(text));
	const words = (plan ? planInWords(plan) : []).map((text) => ({ text }));
	const rules = plan ? `${count(plan.rules.length, 'rule')}: ` : '';
	return {
		summary: rules + stateOf(found),
		lines: [...atMost(found), ...atMost(words)],
	};
}

/** Whether the problem is in the rule that a finding is about. */
function isInRule({ path }: PlanError, where: string): boolean {
	const [list, position] = path.split('.');
	return list === 'rules' && where.startsWith(`Rule ${Number(position) + 1} `);
}

function lineOf({ severity, where, text }: Finding): Line {
	return { text: `${where}: ${text}`, more: severity === 'error' ? TO_MEND : TO_LOOK_AT };
}

function findingsOf(plan: Plan, unknown: Unknown): Finding[] {
	return check(plan, { now: Date.now() })
		.filter(({ code }) => !(unknown.hasNames && OF_NAMES.has(code)))
		.filter(({ code }) => !(unknown.hasValues && OF_VALUES.has(code)));
}

/** What can be said only when all names are known. */
const OF_NAMES: ReadonlySet<FindingCode> = new Set([
	'empty_team',
	'matches_nothing',
	'missing_label',
	'no_business_hours',
	'no_rules',
	'unknown_rule',
	'unknown_schedule',
	'unknown_skill',
	'unknown_team',
	'unmet_skills',
	'unused_hours',
	'unused_team',
	'useless_label',
	'useless_skill',
	'useless_source',
]);

/** What can be said only when all numbers, times and choices are known. */
const OF_VALUES: ReadonlySet<FindingCode> = new Set([
	'contradiction',
	'hours_never_meet',
	'long_reply_time',
	'past_holidays',
	'uncovered',
	'uncovered_clock_change',
	'unmet_skills',
	'unreachable_reply_time',
	'useless_at_most',
	'useless_outside',
	'useless_previous_owner',
	'useless_source',
	'useless_tier',
	'useless_weight',
	'only_without_owner',
]);

function stateOf(found: readonly Line[]): string {
	const toMend = found.filter(({ more }) => more === TO_MEND).length;
	const parts = [
		...(toMend > 0 ? [`${toMend} to mend`] : []),
		...(found.length > toMend ? [`${found.length - toMend} to look at`] : []),
	];
	return parts.length > 0 ? parts.join(', ') : 'nothing to mend';
}

function atMost(lines: readonly Line[]): Line[] {
	if (lines.length <= MOST) return [...lines];
	return [...lines.slice(0, MOST), { text: `… and ${lines.length - MOST} more` }];
}
