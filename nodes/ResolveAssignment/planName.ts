import type { IExecuteFunctions } from 'n8n-workflow';
import { compilePlan } from '../../routing/compiledPlan';
import { contentHash } from '../../routing/model/contentHash';
import type { Plan } from '../../routing/plan/plan';
import { hasExpressions } from './parameters/expressions';
import { isFromJson } from './parameters/planOrigin';
import { planValues } from './planFromParameters';

/**
 * Names the plans of a node for receipts and the ledger. Fields with expressions make one plan, whatever
 * they are for each contact: it is named by how they are written. Any other plan is named by its content,
 * also one that an expression gives as a whole, for that one changes without the node.
 * @returns a function from plan to name
 */
export function planNames(context: IExecuteFunctions): (plan: Plan) => string {
	const byContent = (plan: Plan) => compilePlan(plan).hash;
	if (isFromJson(context)) return byContent;
	const fields = planValues(context);
	if (!hasExpressions(fields)) return byContent;
	const written = contentHash([fields, context.getTimezone()]);
	return () => written;
}
