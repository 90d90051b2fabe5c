import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../shared/highLevel/fields';

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Check Plan',
				value: 'check',
				description: 'List what is wrong with the rules, teams and working hours',
				action: 'Check the plan',
			},
			{
				name: 'Explain Why Not',
				value: 'explain',
				description: 'Say why a person does not get the contact, without deciding anything',
				action: 'Explain why a person does not get the contact',
			},
			{
				name: 'Resolve',
				value: 'resolve',
				description: 'Decide which team member gets the contact',
				action: 'Resolve an assignment',
			},
		],
		default: 'resolve',
	},
	userLocator({
		displayName: 'Person',
		name: 'person',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { operation: ['explain'] } },
		description: 'Who asks "why not me?"',
	}),
];
