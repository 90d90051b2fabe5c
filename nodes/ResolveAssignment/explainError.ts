import { NodeOperationError, type INode } from 'n8n-workflow';
import { PlanError } from '../../routing/plan/plan';
import { toNodeError } from '../shared/highLevel/nodeErrors';

/** What n8n shows when a decision cannot be made. */
export function explainError(node: INode, error: unknown, itemIndex: number): Error {
	if (!(error instanceof PlanError)) return toNodeError(node, error, itemIndex);
	return new NodeOperationError(node, `The plan cannot be used: ${error.message}`, {
		itemIndex,
		description: error.path.startsWith('fallback')
			? "Choose whom 'If No Rule Names Anybody' means, or assign nobody."
			: 'Open this node and fill in the field, or remove the entry.',
	});
}
