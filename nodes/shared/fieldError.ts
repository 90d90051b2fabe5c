import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { cut } from '../../routing/model/text';

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

/** How much of what was filled in an error repeats. */
const MOST_REPEATED = 60;

/** What was filled in, as an error repeats it: an item may hold a megabyte. */
export function repeated(given: string): string {
	return cut(given, MOST_REPEATED);
}
