import type { IExecuteFunctions } from 'n8n-workflow';
import { fieldsOf } from './parameterValues';

/** The option of this name, read for an item; undefined when nobody added it. */
export function optionOf(context: IExecuteFunctions, itemIndex: number, name: string): unknown {
	const isAdded = Object.hasOwn(fieldsOf(context.getNode().parameters.options), name);
	// On its own, so that an expression elsewhere is not evaluated for every item.
	return isAdded ? context.getNodeParameter(`options.${name}`, itemIndex, null) : undefined;
}
