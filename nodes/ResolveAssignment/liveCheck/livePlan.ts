import { isExpression, type ILoadOptionsFunctions } from 'n8n-workflow';
import { planProblems } from '../../../routing/check/problems';
import { reasonOf } from '../../../routing/model/text';
import { timeZoneOfMachine } from '../../../routing/model/timeZones';
import { PlanError, type Plan } from '../../../routing/plan/plan';
import { fieldsOf, type Fields } from '../../shared/parameterValues';
import { planFields } from '../parameters';
import { panelError } from '../parameters/fieldNames';
import { planFingerprint } from '../parameters/loadedOptions';
import { planFromJson } from '../parameters/planOrigin';
import { shownFields } from '../parameters/shownFields';
import { inZone, planFromPanel } from '../planFromParameters';
import { mended } from './mended';
import { knownFields, Unknown } from './unknown';

/** The plan as it stands in the panel now, saved or not. */
export interface LivePlan {
	/** Without what keeps it from being used; null when nothing usable is left. */
	plan: Plan | null;
	/** What keeps it from being used, in the words of the panel. */
	problems: readonly PlanError[];
	/** What only a run knows of it. */
	unknown: Unknown;
}

/** @returns null for a plan that an expression gives: nobody knows it before a run */
export function livePlanOf(context: ILoadOptionsFunctions): LivePlan | null {
	const raw = rawParameters(context);
	const timeZone = () => timeZoneOfMachine(context.getTimezone()) ?? 'UTC';
	if (raw.planSource === 'json') return livePlanOfJson(raw.planJson, timeZone);
	const shown = shownFields(planFields, raw, { ...raw, planSource: 'fields' });
	const { fields, unknown } = knownFields(planFields, shown);
	const reported: PlanError[] = [];
	const input = planFromPanel(fields, timeZone, (error) => void reported.push(error));
	const problems = [...reported, ...planProblems(input).map(panelError)].map(withCard);
	return { plan: mended(input), problems, unknown };
}

function livePlanOfJson(json: unknown, timeZone: () => string): LivePlan | null {
	if (isExpression(json)) return null;
	const unknown = new Unknown();
	try {
		const input = inZone(planFromJson(json), timeZone);
		const problems = planProblems(input).map(withCard);
		return { plan: mended(structuredClone(input)), problems, unknown };
	} catch (error) {
		const problem =
			error instanceof PlanError ? error : new PlanError(null, 'planJson', reasonOf(error));
		return { plan: null, problems: [problem], unknown };
	}
}

/** The same problem, which says where it is as findings do: `Team 1 'Sales'`. */
function withCard(problem: PlanError): PlanError {
	const { rule, path, message } = problem;
	const position = /^\w+\.(\d+)(?:\.|$)/.exec(path)?.[1];
	if (rule === null || position === undefined) return problem;
	const card = rule
		.replace(/^Schedule /, 'Working Hours ')
		.replace(/^(Rule|Team|Person|Working Hours) '/, `$1 ${Number(position) + 1} '`);
	return new PlanError(card, path, message.slice(rule.length + ': '.length));
}

/**
 * The parameters with their expressions, which the fingerprint carries; without it, with what the
 * editor made of them.
 */
function rawParameters(context: ILoadOptionsFunctions): Fields {
	const current = fieldsOf(context.getCurrentNodeParameters());
	const carried = current[planFingerprint.name];
	if (typeof carried !== 'string' || isExpression(carried)) return current;
	try {
		return fieldsOf(JSON.parse(carried));
	} catch {
		return current;
	}
}
