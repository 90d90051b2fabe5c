import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../common/highLevelFields';

export const ownerParameters: INodeProperties[] = [
	userLocator({
		displayName: 'Owner',
		name: 'owner',
		default: { mode: 'id', value: '={{ $json.assignment.user.id }}' },
		required: true,
		description: 'The user who gets the contact: by default whom Resolve Assignment chose',
	}),
	{
		displayName: 'Set Owner',
		name: 'setOwner',
		type: 'options',
		options: [
			{
				name: 'Only If Nobody Owns the Contact',
				value: 'onlyIfUnowned',
				description: 'An owner whom somebody chose before stays',
			},
			{
				name: 'Always',
				value: 'always',
				description: 'Takes the contact away from another owner',
			},
		],
		default: 'onlyIfUnowned',
	},
	{
		displayName: 'Account Tag',
		name: 'tag',
		type: 'string',
		default: '={{ $json.account.tag }}',
		placeholder: 'e.g. whatsnap-account-sales-line',
		description:
			"Added to the contact; its other tags stay. Leave empty to add none. HighLevel keeps new tags in the sub-account's tag list.",
	},
];
