import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const operationParameter: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Assign Contact',
			value: 'assign',
			description: 'Make a user the owner of the contact',
			action: 'Assign a contact',
		},
		{
			name: 'Unassign Contact',
			value: 'unassign',
			description: 'Take the owner off the contact, so that nobody owns it',
			action: 'Unassign a contact',
		},
	],
	default: 'assign',
};

/** Whether the node takes owners off, and assigns nobody. */
export function unassigns(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('operation', 0) === 'unassign';
}
