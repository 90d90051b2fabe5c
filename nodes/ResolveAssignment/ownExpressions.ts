import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { cut } from '../../routing/model/text';
import { filterExpressions } from './parameters/expressions';
import { isFromJson } from './parameters/planOrigin';
import { planValues } from './planFromParameters';

/** Of an expression that is not evaluated. */
const MOST = 100;

/**
 * The expressions that stand in the filters of the node's own fields, without their leading `=`. What
 * an item or a plan as JSON says is data, also when it looks like an expression: n8n's evaluator would
 * open to it all that the workflow can reach.
 */
export function ownExpressions(context: IExecuteFunctions): ReadonlySet<string> {
	if (isFromJson(context)) return new Set();
	return new Set(filterExpressions(planValues(context)));
}

/** Evaluates an expression without its leading `=`, for example `{{ $json.a + 1 }}`. May throw. */
export type Evaluate = (expression: string) => unknown;

/**
 * n8n's evaluator for the {@link ownExpressions}.
 * @returns for each item a function that throws a NodeOperationError for any other expression
 */
export function ownEvaluator(context: IExecuteFunctions): (itemIndex: number) => Evaluate {
	const own = ownExpressions(context);
	return (itemIndex) => (expression) => {
		if (own.has(expression)) return context.evaluateExpression(expression, itemIndex);
		const shown = cut(expression.trim(), MOST);
		throw new NodeOperationError(
			context.getNode(),
			`${shown} is not evaluated, because it stands in data; a field like {{ $json.contact.source }} is read`,
			{ itemIndex },
		);
	};
}
