import { isExpression, type ILoadOptionsFunctions } from 'n8n-workflow';
import { timeZoneOfMachine } from '../../../routing/model/timeZones';
import { parsePlan, PlanError, type Plan } from '../../../routing/plan/plan';
import { fieldsOf, type Fields } from '../../shared/parameterValues';
import { planFields } from '../parameters';
import { planFingerprint } from '../parameters/loadedOptions';
import { planFromJson } from '../parameters/planOrigin';
import { shownFields } from '../parameters/shownFields';
import { inZone, planFromPanel } from '../planFromParameters';
import { knownFields } from './unknown';

/** The plan as it stands in the panel now, saved or not. */
export interface LivePlan {
	/** Null when it cannot be used as it is. */
	plan: Plan | null;
	/** As it would be checked. */
	input: unknown;
	/** What only the panel can say of its fields. */
	reported: readonly PlanError[];
	/** Texts in the plan that stand for what is unknown before a run. */
	unknown: ReadonlySet<string>;
	fromJson: boolean;
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
	const plan = reported.length > 0 ? null : planOrNull(input);
	return { plan, input, reported, unknown, fromJson: false };
}

function livePlanOfJson(json: unknown, timeZone: () => string): LivePlan | null {
	if (isExpression(json)) return null;
	const shared = { unknown: new Set<string>(), fromJson: true };
	try {
		const input = inZone(planFromJson(json), timeZone);
		return { ...shared, plan: planOrNull(input), input, reported: [] };
	} catch (error) {
		if (!(error instanceof PlanError)) throw error;
		return { ...shared, plan: null, input: null, reported: [error] };
	}
}

function planOrNull(input: unknown): Plan | null {
	try {
		return parsePlan(input);
	} catch (error) {
		if (error instanceof PlanError) return null;
		throw error;
	}
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
