import { NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import type { Operation } from './operation';

/** The name of the output that leads to whoever assigns contacts: an operation that decides nothing leaves it alone. */
export const NOT_USED = 'Not Used';

/** What people should know before they execute an operation that is for the canvas. */
export function canvasNotice(operations: readonly Operation[]): INodeProperties {
	const values = operations.filter(({ onCanvasOnly }) => onCanvasOnly).map(({ option }) => option);
	return {
		displayName:
			"For you, here on the canvas: choose 'Resolve' again before you publish. Behind a trigger, 'Execute step' waits for its next event; to go without, pin the trigger's data or put a Manual Trigger beside it.",
		name: 'canvasNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: values.map(({ value }) => value) } },
	};
}

/**
 * An operation that decides nothing, left in a published workflow, would leave every contact without
 * anybody and say nothing.
 * @throws {NodeOperationError} when nobody sits at the canvas
 */
export function refuseInProduction(context: IExecuteFunctions, { option }: Operation): void {
	if (context.getMode() === 'manual') return;
	throw new NodeOperationError(
		context.getNode(),
		`'${option.name}' only runs on the canvas and assigns nobody: set 'Operation' to 'Resolve' and publish again`,
	);
}
