import type { IExecuteFunctions } from 'n8n-workflow';
import { parsePlan, PlanError, type Plan } from '../../routing/plan/plan';
import { evaluated, hasExpressions } from './fromParameters/expressions';
import { workingTimeFrom } from './fromParameters/hours';
import { peopleFrom, teamsFrom } from './fromParameters/people';
import { rulesFrom } from './fromParameters/rules';
import { fallbackFrom } from './fromParameters/targets';
import { cardsOf, chosen, fieldsOf, number, text, type Fields } from './fromParameters/values';

const FIELDS = [
	'rules',
	'conditionalRules',
	'tagRules',
	'fallback',
	'fallbackUser',
	'fallbackTeam',
	'ownerPolicy',
	'ownerUnavailable',
	'teams',
	'people',
	'sources',
	'schedules',
	'options',
];

const DEFAULT_ORDER = 'conditional,tag,account';

/**
 * Reads the plan for each item: once for all items when its fields are plain values, else once per
 * item, since an expression may give every item another value. Equal plans are one object.
 * @returns a function from item index to plan, which throws a PlanError
 */
export function plansFor(context: IExecuteFunctions): (itemIndex: number) => Plan {
	const raw = (name: string, fallback: unknown): unknown =>
		context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
	const fromJson = raw('planSource', 'fields') === 'json';
	const parameters = fromJson
		? { planJson: raw('planJson', '') }
		: Object.fromEntries(FIELDS.map((name) => [name, raw(name, null)]));
	const read = fromJson
		? ({ planJson }: Fields) => parsePlan(parseJson(planJson))
		: (fields: Fields) => parsePlan(planInput(fields, context.getTimezone()));

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

function parseJson(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	if (value.trim() === '') throw new PlanError(null, 'planJson', "'Plan (JSON)' is empty");
	let reason: string;
	try {
		return JSON.parse(value) as unknown;
	} catch (error) {
		reason = (error as Error).message;
	}
	throw new PlanError(null, 'planJson', `'Plan (JSON)' is not readable as JSON: ${reason}`);
}

/** The plan that the fields describe, unchecked. Texts that are empty stay for the plan to refuse. */
function planInput(fields: Fields, workflowTimeZone: string): unknown {
	const options = fieldsOf(fields.options);
	const timeZone = text(options.timeZone) || workflowTimeZone;
	const order = (text(options.ruleOrder) || DEFAULT_ORDER).split(',');
	const schedules = cardsOf(fields.schedules).map((card) => ({
		name: text(card.name),
		...workingTimeFrom(card, timeZone),
	}));
	return {
		rules: rulesFrom(fields, order),
		order,
		fallback: fallbackFrom(fields),
		whenNobody: text(options.whenNobody) || undefined,
		teams: teamsFrom(fields.teams),
		people: peopleFrom(fields.people, timeZone),
		schedules,
		sources: sourcesFrom(fieldsOf(fields.sources)),
		businessHours: chosen(options.businessHours) || schedules[0]?.name || null,
		timeZone,
		staleAfterDays: options.staleAfterDays ?? undefined,
		owners: ownersFrom(fields, options),
	};
}

function sourcesFrom({ hours, away, load, refreshMinutes }: Fields): unknown {
	return {
		hours: text(hours) || undefined,
		away: text(away) || undefined,
		load: text(load) || undefined,
		refreshMinutes: number(refreshMinutes),
	};
}

function ownersFrom(fields: Fields, options: Fields): unknown {
	const mode = text(fields.ownerPolicy) || 'first';
	if (mode === 'askRules') return null;
	return {
		mode,
		whenUnavailable: text(fields.ownerUnavailable) || undefined,
		respectManual: options.respectManual !== false,
	};
}
