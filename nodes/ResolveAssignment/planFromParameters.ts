import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';
import { parsePlan, type Plan } from '../../routing/plan';
import { toUserReference } from '../shared/userReference';

interface RuleParameters {
	/** What an expression gave, so any type. */
	name?: unknown;
	account?: INodeParameterResourceLocator;
	user?: INodeParameterResourceLocator;
}

/**
 * Reads the plan for each item: once for all items when its fields are plain values, else once per
 * item, since an expression may give every item another value.
 * @returns a function from item index to plan, which throws a PlanError
 */
export function plansFor(context: IExecuteFunctions): (itemIndex: number) => Plan {
	const raw = ['rules', 'fallback', 'fallbackUser'].map((name) =>
		context.getNodeParameter(name, 0, {}, { rawExpressions: true }),
	);
	const hasExpressions = /[[,:]"=/.test(JSON.stringify(raw));
	let shared: Plan | undefined;
	return (itemIndex) => {
		if (hasExpressions) return readPlan(context, itemIndex);
		shared ??= readPlan(context, 0);
		return shared;
	};
}

function readPlan(context: IExecuteFunctions, itemIndex: number): Plan {
	const rules = context.getNodeParameter('rules.values', itemIndex, []) as RuleParameters[];
	const fallback = context.getNodeParameter('fallback', itemIndex) as string;
	return parsePlan({
		rules: rules.map((rule, index) => ({
			kind: 'account',
			name: String(rule.name ?? '').trim() || `Rule ${index + 1}`,
			account: {
				by: rule.account?.mode === 'list' ? 'id' : rule.account?.mode,
				value: text(rule.account),
			},
			target: { type: 'user', user: toUserReference(rule.user) },
		})),
		fallback:
			fallback === 'user'
				? {
						type: 'user',
						user: toUserReference(
							context.getNodeParameter(
								'fallbackUser',
								itemIndex,
							) as unknown as INodeParameterResourceLocator,
						),
					}
				: null,
	});
}

function text(locator: INodeParameterResourceLocator | undefined): string {
	return String(locator?.value ?? '');
}
