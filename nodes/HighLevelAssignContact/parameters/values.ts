import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';
import { fullItem } from '../../shared/decidedItem/shapes';
import { toUserReference } from '../../shared/highLevel/userLocator';
import { fieldError } from '../../shared/fieldError';
import { textOf } from '../../shared/json';
import { fieldsOf, text } from '../../shared/parameterValues';

/**
 * Like {@link textOf}, for what has to be text.
 * @param label what the node calls it
 * @throws {NodeOperationError} when an expression gave something that is no text
 */
export function readText(
	context: IExecuteFunctions,
	label: string,
	itemIndex: number,
	value: unknown,
): string {
	if (typeof value !== 'object' || value === null) return textOf(value);
	if (DateTime.isDateTime(value)) return text(value);
	throw fieldError(
		context,
		itemIndex,
		`'${label}' is ${Array.isArray(value) ? 'a list' : 'an object'}, not text`,
		'Let the expression name the one value that is meant, e.g. {{ $json.contact.name }} in place of {{ $json.contact }}.',
	);
}

/** The option of this name, read for an item; undefined when nobody added it. */
export function optionOf(context: IExecuteFunctions, itemIndex: number, name: string): unknown {
	const isAdded = Object.hasOwn(fieldsOf(context.getNode().parameters.options), name);
	// On its own, so that an expression elsewhere is not evaluated for every item.
	return isAdded ? context.getNodeParameter(`options.${name}`, itemIndex, null) : undefined;
}

/** An item with the objects that Resolve Assignment may have made columns of. */
export function itemOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	return fullItem(context.getInputData()[itemIndex]?.json ?? {});
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
	locator: unknown,
	label: string,
	itemIndex: number,
): UserReference {
	const reference = toUserReference(locator);
	const value = readText(context, label, itemIndex, fieldsOf(locator).value);
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
