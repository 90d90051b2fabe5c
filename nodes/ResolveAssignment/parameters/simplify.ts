import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const simplifyOption: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description:
		'Whether to return a simplified version of the response instead of the raw data. One row an item, with who gets the contact and why in front; without it, items stay as they came and get the whole receipt.',
};

/** Whether items become rows; they do until somebody switches it off. */
export function simplifies(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('options.simplify', 0, true) !== false;
}
