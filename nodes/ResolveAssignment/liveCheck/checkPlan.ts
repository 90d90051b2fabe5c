import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { check } from '../../../routing/check/check';
import { planInWords } from '../../../routing/check/planInWords';
import { count, reasonOf } from '../../../routing/model/text';
import type { Plan } from '../../../routing/plan/plan';
import { readingList, type Line } from './lines';
import { livePlanOf, type LivePlan } from './livePlan';

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
	const isKnown = ({ text }: Line) => ![...unknown].some((one) => text.includes(one));
	const keeping = problems.map(({ message }) => ({ text: message, more: TO_MEND }));
	const found = [...keeping, ...(plan ? findingsOf(plan) : [])].filter(isKnown);
	const words = (plan ? planInWords(plan) : []).map((text) => ({ text }));
	const rules = plan ? `${count(plan.rules.length, 'rule')}: ` : '';
	return {
		summary: rules + stateOf(found),
		lines: [...atMost(found), ...atMost(words)],
	};
}

function findingsOf(plan: Plan): Line[] {
	return check(plan, { now: Date.now() }).map(({ severity, where, text }) => ({
		text: `${where}: ${text}`,
		more: severity === 'error' ? TO_MEND : TO_LOOK_AT,
	}));
}

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
