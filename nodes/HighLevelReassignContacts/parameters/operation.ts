import type { INodeProperties } from 'n8n-workflow';

/** The operations that ask whom a plan names. */
export const MOVES = ['handOver', 'reassign'];

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
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
		],
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
