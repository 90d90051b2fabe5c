import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/** What a person typed or an expression gave, without blanks around it; empty when it is no text. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** Like {@link textOf}, for a parameter that is not always shown. */
export function parameterText(context: IExecuteFunctions, name: string, itemIndex: number): string {
	return textOf(context.getNodeParameter(name, itemIndex, ''));
}

/** What is chosen in a resource locator. */
export function chosen(locator: unknown): { mode: string; value: string } {
	const { mode, value } = (locator ?? {}) as { mode?: unknown; value?: unknown };
	return { mode: textOf(mode), value: textOf(value) };
}

/** A field that an item leaves empty although it is needed. */
export function emptyField(
	context: IExecuteFunctions,
	label: string,
	itemIndex: number,
	description: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${label}' is empty [item ${itemIndex}]`, {
		itemIndex,
		description,
	});
}
