import type { INodeProperties } from 'n8n-workflow';

export const sourceParameters: INodeProperties[] = [
	{
		displayName: 'Plan',
		name: 'planSource',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Define Below',
				value: 'fields',
				description: 'Fill in rules, teams and working hours here',
			},
			{
				name: 'JSON',
				value: 'json',
				description: 'Give the whole plan as JSON, e.g. from a file or another node',
			},
		],
		default: 'fields',
	},
	{
		displayName: 'Plan (JSON)',
		name: 'planJson',
		type: 'json',
		typeOptions: { rows: 12 },
		displayOptions: { show: { planSource: ['json'] } },
		default: '{\n  "rules": [],\n  "fallback": null\n}',
		required: true,
		description: 'Rules, teams, people and working hours. Conditions keep their expressions.',
	},
];
