import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/**
 * A field that is empty or wrong in an item.
 * @param message names the field
 * @param description the way out
 */
export function fieldError(
	context: IExecuteFunctions,
	itemIndex: number,
	message: string,
	description: string,
): NodeOperationError {
	const said = `${message} [item ${itemIndex}]`;
	return new NodeOperationError(context.getNode(), said, { itemIndex, description });
}
