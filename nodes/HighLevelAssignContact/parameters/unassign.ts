import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/fields';

export const unassignParameters: INodeProperties[] = [
	{
		displayName: 'Take Contact From',
		name: 'takeFrom',
		type: 'options',
		displayOptions: { show: { operation: ['unassign'] } },
		options: [
			{
				name: 'Whoever Owns It',
				value: 'anybody',
				description: 'Also owners for single accounts, whom only the ledger knows',
			},
			{
				name: 'Only This User',
				value: 'user',
				description: 'Another owner keeps the contact',
			},
		],
		default: 'anybody',
	},
	userLocator({
		displayName: 'User',
		name: 'onlyFrom',
		default: { mode: 'id', value: '={{ $json.assignment.user.id }}' },
		required: true,
		displayOptions: { show: { operation: ['unassign'], takeFrom: ['user'] } },
		description: 'The user who loses the contact, if they own it',
	}),
];
