import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { PlanError } from '../../../routing/plan/plan';
import { isDeeper } from '../../shared/json';
import { moreConditions } from './conditions/item';
import { MOST_LEVELS } from './expressions';
import { keptField } from './shownFields';

/** What is shown while the plan is made of fields. */
export const WITH_FIELDS = { planSource: ['fields'] };

/** Whether the plan is made of fields or given as JSON. */
export const planSource: INodeProperties = {
	displayName: 'Plan',
	name: 'planSource',
	type: 'options',
	noDataExpression: true,
	isNodeSetting: true,
	options: [
		{
			name: 'Fields',
			value: 'fields',
			description: 'Fill in rules, teams and working hours in the parameters',
		},
		{
			name: 'JSON',
			value: 'json',
			description: 'Give the whole plan as JSON, e.g. from a file or another node',
		},
	],
	default: 'fields',
	description: 'How the plan is given: rules, teams, people and working hours',
};

/** The plan, when it is given as JSON. */
export const planJson: INodeProperties[] = keptField(
	{
		displayName: 'Plan (JSON)',
		name: 'planJson',
		type: 'json',
		typeOptions: { rows: 12 },
		default: '{\n  "rules": [],\n  "fallback": null\n}',
		required: true,
		description:
			'Rules, teams, people and working hours. In a condition, an expression may name a field of the item, and nothing more. The Settings tab says whether the plan is JSON.',
	},
	{ planSource: ['json'] },
);

/** Whether the plan is given as JSON. */
export function isFromJson(context: IExecuteFunctions): boolean {
	const chosen = context.getNodeParameter('planSource', 0, 'fields', { rawExpressions: true });
	return chosen === 'json';
}

/**
 * The plan that 'Plan (JSON)' holds, unchecked: text, or what an expression gave.
 * @throws {PlanError} when it is empty or no JSON
 */
export function planFromJson(value: unknown): unknown {
	const plan = typeof value === 'string' || value === null ? parsed(value ?? '') : value;
	if (!isDeeper(plan, MOST_LEVELS)) return withEmptyNames(plan);
	throw new PlanError(null, 'planJson', "'Plan (JSON)' is nested too deeply");
}

function parsed(text: string): unknown {
	if (text.trim() === '') throw new PlanError(null, 'planJson', "'Plan (JSON)' is empty");
	let reason: string;
	try {
		return JSON.parse(text);
	} catch (error) {
		reason = (error as Error).message;
	}
	throw new PlanError(null, 'planJson', `'Plan (JSON)' is not readable as JSON: ${reason}`);
}

/** Fields of a plan that name somebody or something. */
const NAMES = new Set(['value', 'team']);

/** In a plan that an expression or a database gives, a name that is not known is null or undefined. */
function withEmptyNames(plan: unknown): unknown {
	if (Array.isArray(plan)) return plan.map(withEmptyNames);
	if (typeof plan !== 'object' || plan === null) return plan;
	const fields = Object.entries(plan).map(([key, value]) => {
		if (NAMES.has(key)) return [key, value ?? ''];
		return [key, key === moreConditions.name ? value : withEmptyNames(value)];
	});
	return Object.fromEntries(fields) as object;
}
