import type { IDataObject, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';
import { toUserReference } from '../../shared/highLevel/userLocator';
import { fieldError } from '../../shared/fieldError';
import { textOf } from '../../shared/json';

/** Like {@link textOf}, for a parameter that is not always shown. */
export function parameterText(context: IExecuteFunctions, name: string, itemIndex: number): string {
	return textOf(context.getNodeParameter(name, itemIndex, ''));
}

/** What is chosen in a resource locator, and how; empty for nothing. */
export function locatorIn(locator: unknown): { mode: string; value: string } {
	const { mode, value } = (locator ?? {}) as { mode?: unknown; value?: unknown };
	return { mode: textOf(mode), value: textOf(value) };
}

/** What is filled into a card; undefined when there is no card. */
export function cardIn(collection: IDataObject[string]): IDataObject | undefined {
	return (collection as { values?: IDataObject } | undefined)?.values;
}

/**
 * The user in a locator.
 * @param label what the node calls it
 * @throws {NodeOperationError} when it is empty
 */
export function readUser(
	context: IExecuteFunctions,
	name: string,
	label: string,
	itemIndex: number,
): UserReference {
	const reference = toUserReference(context.getNodeParameter(name, itemIndex));
	const value = reference.value.trim();
	if (value !== '') return { ...reference, value };
	throw emptyField(
		context,
		label,
		itemIndex,
		"Connect this node to the output 'Assigned' of Resolve Assignment, or choose a user.",
	);
}

/** A field that an item leaves empty although it is needed. */
export function emptyField(
	context: IExecuteFunctions,
	label: string,
	itemIndex: number,
	description: string,
): NodeOperationError {
	return fieldError(context, itemIndex, `'${label}' is empty`, description);
}
