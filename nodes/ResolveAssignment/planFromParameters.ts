import type { IExecuteFunctions } from 'n8n-workflow';
import { parsePlan, type Plan } from '../../routing/plan/plan';
import { fieldsOf, type Fields } from '../shared/parameterValues';
import { planFields } from './parameters';
import { answersFrom } from './parameters/answers';
import { evaluated, hasExpressions } from './parameters/expressions';
import { inPanelWords } from './parameters/fieldNames';
import { fallbackFrom } from './parameters/fallback';
import { optionsFrom } from './parameters/options';
import { ownersFrom } from './parameters/owners';
import { peopleFrom } from './parameters/people';
import { isFromJson, planFromJson } from './parameters/planOrigin';
import { replyTimesFrom } from './parameters/replyTimes';
import { rulesFrom } from './parameters/rules';
import { schedulesFrom } from './parameters/schedules';
import type { Report } from './parameters/report';
import { shownFields } from './parameters/shownFields';
import { staffDataFrom } from './parameters/staffData';
import { targetReader } from './parameters/target';
import { teamsFrom } from './parameters/teams';
import { workflowTimeZone } from './workflowTimeZone';

/**
 * Reads the plan for each item: once for all items when its fields are plain values, else once per
 * item, since an expression may give every item another value. Equal plans are one object.
 * @returns a function from item index to plan, which throws a PlanError
 */
export function plansFor(context: IExecuteFunctions): (itemIndex: number) => Plan {
	const fromJson = isFromJson(context);
	const parameters = fromJson
		? { planJson: context.getNodeParameter('planJson', 0, '', { rawExpressions: true }) }
		: planValues(context);
	let workflowZone: string | undefined;
	const timeZone = () => (workflowZone ??= workflowTimeZone(context));
	const read = fromJson
		? ({ planJson }: Fields) => parsePlan(inZone(planFromJson(planJson), timeZone))
		: (fields: Fields) => {
				const plan = planFromPanel(fields, timeZone, (error) => {
					throw error;
				});
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
export function inZone(plan: unknown, timeZone: () => string): unknown {
	if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) return plan;
	return 'timeZone' in plan ? plan : { timeZone: timeZone(), ...plan };
}

/** By run: n8n copies all parameters of the node each time that it is asked for one. */
const valuesOf = new WeakMap<IExecuteFunctions, Fields>();

/** The raw values of all fields of the panel that a plan is made of and that somebody sees. */
export function planValues(context: IExecuteFunctions): Fields {
	let values = valuesOf.get(context);
	if (!values) valuesOf.set(context, (values = readValues(context)));
	return values;
}

function readValues(context: IExecuteFunctions): Fields {
	const raw = (name: string): unknown =>
		context.getNodeParameter(name, 0, null, { rawExpressions: true });
	const values = Object.fromEntries(planFields.map(({ name }) => [name, raw(name)]));
	return shownFields(planFields, { ...values, planSource: 'fields' });
}

/**
 * The plan that the fields of the panel describe, unchecked. Texts that are empty stay for the plan to
 * refuse.
 * @param fields values of the node's parameters, without expressions
 * @param timeZone of the workflow, for plans that name none
 * @param report takes what only the panel can say of its fields
 */
export function planFromPanel(fields: Fields, timeZone: () => string, report: Report): unknown {
	const { businessHours, respectManual, whenUnavailable, ...options } = optionsFrom(
		fields.options,
		timeZone,
	);
	const sections = fieldsOf(fields.sections);
	const target = targetReader(sections.teams, report);
	const schedules = schedulesFrom(sections.schedules, options.timeZone);
	const hours = { schedules, timeZone: options.timeZone };
	const replyTimes = replyTimesFrom(sections.replyTimes, target, report);
	return {
		...options,
		rules: rulesFrom(fields.rules, target, report),
		fallback: fallbackFrom(fields, target),
		owners: ownersFrom(fields, { respectManual, whenUnavailable }),
		teams: teamsFrom(sections.teams, hours, target),
		people: peopleFrom(sections.people, hours),
		sources: staffDataFrom(sections.sources),
		schedules,
		businessHours: businessHours || schedules[0]?.name || null,
		// Else left out, so that plans of before stay what they were.
		...(replyTimes.length > 0 && { replyTimes }),
		...(sections.replies !== undefined && { replies: answersFrom(sections.replies, report) }),
	};
}
