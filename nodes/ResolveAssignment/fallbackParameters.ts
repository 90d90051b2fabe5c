import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../shared/highLevelFields';

export const fallbackParameters: INodeProperties[] = [
	{
		displayName: 'If No Rule Names Anybody',
		name: 'fallback',
		type: 'options',
		options: [
			{
				name: 'Assign to a Fallback User',
				value: 'user',
				description: 'Nobody who writes is left without an owner',
			},
			{
				name: 'Assign Nobody',
				value: 'nobody',
				description: "The item leaves through the output 'Not Assigned'",
			},
		],
		default: 'nobody',
		description:
			'What happens when no rule is for the account, or when the user of the rule is no longer in HighLevel',
	},
	userLocator({
		displayName: 'Fallback User',
		name: 'fallbackUser',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { fallback: ['user'] } },
	}),
];
