import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

const operation: INodeProperties = {
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

const notice: INodeProperties = {
	displayName:
		"Behind Resolve Assignment nothing has to be filled in: the item says who the contact is and who gets it. Elsewhere, add 'Contact' and 'Owner' under 'Options'.",
	name: 'notice',
	type: 'notice',
	default: '',
	displayOptions: { show: { operation: ['assign'] } },
};

const unassignNotice: INodeProperties = {
	...notice,
	displayName:
		"Behind a trigger of this package nothing has to be filled in: the item says who the contact is. Elsewhere, add 'Contact' under 'Options'.",
	name: 'unassignNotice',
	displayOptions: { show: { operation: ['unassign'] } },
};

export const operationParameters: INodeProperties[] = [operation, notice, unassignNotice];

/** Whether the node takes owners off, and assigns nobody. */
export function unassigns(context: IExecuteFunctions): boolean {
	return context.getNodeParameter('operation', 0) === 'unassign';
}
