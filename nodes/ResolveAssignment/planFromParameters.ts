import type { IExecuteFunctions } from 'n8n-workflow';
import { parsePlan, type Plan } from '../../routing/plan/plan';
import { fieldsOf, type Fields } from '../shared/parameterValues';
import { planFields } from './parameters';
import { evaluated, hasExpressions } from './parameters/expressions';
import { inPanelWords } from './parameters/fieldNames';
import { fallbackFrom } from './parameters/fallback';
import { optionsFrom } from './parameters/options';
import { ownersFrom } from './parameters/owners';
import { peopleFrom } from './parameters/people';
import { isFromJson, planFromJson } from './parameters/planOrigin';
import { rulesFrom } from './parameters/rules';
import { schedulesFrom } from './parameters/schedules';
import { staffDataFrom } from './parameters/staffData';
import { teamsFrom } from './parameters/teams';
import { workflowTimeZone } from './workflowTimeZone';

/**
 * Reads the plan for each item: once for all items when its fields are plain values, else once per
 * item, since an expression may give every item another value. Equal plans are one object.
 * @returns a function from item index to plan, which throws a PlanError
 */
export function plansFor(context: IExecuteFunctions): (itemIndex: number) => Plan {
	const raw = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
	const fromJson = isFromJson(context);
	const parameters = fromJson
		? { planJson: raw('planJson', '') }
		: Object.fromEntries(planFields.map(({ name }) => [name, raw(name, null)]));
	let workflowZone: string | undefined;
	const timeZone = () => (workflowZone ??= workflowTimeZone(context));
	const read = fromJson
		? ({ planJson }: Fields) => parsePlan(inZone(planFromJson(planJson), timeZone))
		: (fields: Fields) => {
				const plan = planFrom(fields, timeZone);
				return inPanelWords(() => parsePlan(plan));
			};

	const readItem = (itemIndex: number): Fields =>
		fieldsOf(evaluated(context, parameters, itemIndex));
	if (!hasExpressions(parameters)) {
		let shared: Plan | undefined;
		return () => (shared ??= read(readItem(0)));
	}
	const known = new Map<string, Plan>();
	return (itemIndex) => {
		const values = readItem(itemIndex);
		const content = JSON.stringify(values);
		let plan = known.get(content);
		if (!plan) known.set(content, (plan = read(values)));
		return plan;
	};
}

/** A plan as JSON is in the workflow's time zone unless it names one, like a plan of fields. */
function inZone(plan: unknown, timeZone: () => string): unknown {
	if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) return plan;
	return 'timeZone' in plan ? plan : { timeZone: timeZone(), ...plan };
}

/** The plan that the fields describe, unchecked. Texts that are empty stay for the plan to refuse. */
function planFrom(fields: Fields, timeZone: () => string): unknown {
	const { businessHours, respectManual, ...options } = optionsFrom(fields.options, timeZone);
	const schedules = schedulesFrom(fields.schedules, options.timeZone);
	return {
		...options,
		rules: rulesFrom(fields, options.order),
		fallback: fallbackFrom(fields),
		owners: ownersFrom(fields, respectManual),
		teams: teamsFrom(fields.teams),
		people: peopleFrom(fields.people, options.timeZone),
		sources: staffDataFrom(fields.sources),
		schedules,
		businessHours: businessHours || schedules[0]?.name || null,
	};
}
