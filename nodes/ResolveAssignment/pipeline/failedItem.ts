import {
	NodeOperationError,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import { PlanError } from '../../../routing/plan/plan';
import { toNodeError } from '../../shared/highLevel/nodeErrors';

/** An item that came to nothing, and what n8n shows of that. */
export interface FailedItem {
	itemIndex: number;
	error: Error;
}

/**
 * The failure of an item as a value, for a node that continues with it.
 * @throws what n8n shows, when the node is to stop: the one place that ends a run because of an item
 */
export function failedItem(
	context: IExecuteFunctions,
	itemIndex: number,
	error: unknown,
): FailedItem {
	const nodeError = toItemError(context.getNode(), error, itemIndex);
	if (!context.continueOnFail()) throw nodeError;
	return { itemIndex, error: nodeError };
}

/** What the next node gets of an item that failed. */
export function errorItem({ itemIndex, error }: FailedItem): INodeExecutionData {
	return { json: { error: error.message }, pairedItem: { item: itemIndex } };
}

function toItemError(node: INode, error: unknown, itemIndex: number): Error {
	if (!(error instanceof PlanError)) return toNodeError(node, error, itemIndex);
	return new NodeOperationError(node, `The plan cannot be used: ${error.message}`, {
		itemIndex,
		description: error.path.startsWith('fallback')
			? "Choose whom 'If No Rule Fits' means, or assign nobody."
			: 'Open this node and correct the field, or remove the entry.',
	});
}
