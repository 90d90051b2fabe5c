import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

const operations = [
	{
		name: 'Hand Back',
		value: 'handBack',
		description: 'Give contacts back to people who were away, from the day that was set',
		action: 'Hand contacts back',
	},
	{
		name: 'Hand Over',
		value: 'handOver',
		description: 'Give the contacts of somebody who will be away to others for that time',
		action: 'Hand contacts over',
	},
	{
		name: 'Reassign',
		value: 'reassign',
		description:
			'Move the contacts of somebody who leaves, or of an account whose rules have changed',
		action: 'Reassign contacts',
	},
] as const;

/** What the node can be told to do. */
export type Operation = (typeof operations)[number]['value'];

/** The operations that ask whom a plan names. */
export const MOVES: Operation[] = ['handOver', 'reassign'];

/** An expression for the name of the operation. */
export const operationName = `{ ${operations
	.map(({ name, value }) => `${value}: "${name}"`)
	.join(', ')} }[$parameter["operation"]]`;

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [...operations],
		default: 'reassign',
	},
	{
		displayName:
			'This node finds the contacts. Connect Resolve Assignment behind it, which decides who gets them, and then HighLevel Assign Contact, which makes it so.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
];

export function readOperation(context: IExecuteFunctions, itemIndex: number): Operation {
	const given = context.getNodeParameter('operation', itemIndex);
	return operations.find(({ value }) => value === given)?.value ?? 'reassign';
}
