import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { check, type Finding } from '../../../routing/check/check';
import { planInWords } from '../../../routing/check/planInWords';
import { planProblems } from '../../../routing/check/problems';
import { count, reasonOf } from '../../../routing/model/text';
import type { Plan, PlanError } from '../../../routing/plan/plan';
import { panelError } from '../parameters/fieldNames';
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
		const { summary, lines } = live.plan ? checked(live.plan, live) : problems(live);
		return readingList(summary, lines, stored);
	} catch (error) {
		return readingList('The plan could not be checked', [{ text: reasonOf(error) }], stored);
	}
}

const AFTER_A_RUN: Line = {
	text: "Choose 'Check Plan' in 'Operation' and execute this node: then the plan is there.",
};

function checked(plan: Plan, live: LivePlan) {
	const findings = check(plan, { now: Date.now() }).filter((one) => isKnown(one, live));
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	const lines = findings.map(({ severity, where, text }) => ({
		text: `${where}: ${text}`,
		more: severity === 'error' ? 'To mend' : 'To look at',
	}));
	const words = planInWords(plan).map((text) => ({ text }));
	return {
		summary: `${count(plan.rules.length, 'rule')}, ${stateOf(errors, findings.length - errors)}`,
		lines: [...atMost(lines), ...atMost(words)],
	};
}

function stateOf(errors: number, warnings: number): string {
	const parts = [
		...(errors > 0 ? [`${errors} to mend`] : []),
		...(warnings > 0 ? [`${warnings} to look at`] : []),
	];
	return parts.length > 0 ? parts.join(', ') : 'nothing to mend';
}

function problems({ input, reported, fromJson, unknown }: LivePlan) {
	const inPanel = (error: PlanError) => (fromJson ? error : panelError(error));
	const all = input === null ? [] : planProblems(input).map(inPanel);
	const texts = [...reported, ...all]
		.map(({ message }) => message)
		.filter((text) => !names(text, unknown));
	const lines = [...new Set(texts)].map((text) => ({ text, more: 'To mend' }));
	return { summary: `${lines.length} to mend`, lines: atMost(lines) };
}

/** What is said of a text that stands for an expression may be wrong. */
function isKnown({ text }: Finding, { unknown }: LivePlan): boolean {
	return !names(text, unknown);
}

function names(text: string, unknown: ReadonlySet<string>): boolean {
	return [...unknown].some((one) => text.includes(one));
}

function atMost(lines: readonly Line[]): Line[] {
	if (lines.length <= MOST) return [...lines];
	return [...lines.slice(0, MOST), { text: `… and ${lines.length - MOST} more` }];
}
