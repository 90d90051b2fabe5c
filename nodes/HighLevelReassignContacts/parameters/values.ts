import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** A field that is empty or wrong. */
export function wrongField(
	context: IExecuteFunctions,
	itemIndex: number,
	message: string,
	description: string,
): NodeOperationError {
	const said = `${message} [item ${itemIndex}]`;
	return new NodeOperationError(context.getNode(), said, { itemIndex, description });
}
