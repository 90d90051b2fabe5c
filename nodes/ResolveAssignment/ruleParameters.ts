import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../shared/highLevelFields';

const account: INodeProperties = {
	displayName: 'WhatsApp Account',
	name: 'account',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The number that the person wrote to',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a number…',
			typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
		},
		{
			displayName: 'By Number',
			name: 'number',
			type: 'string',
			placeholder: 'e.g. +1 202 555 0143',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Sales Line',
			hint: 'The account name that the trigger puts out',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 106540352242922',
		},
	],
};

export const ruleParameters: INodeProperties[] = [
	{
		displayName: 'Account Rules',
		name: 'rules',
		type: 'fixedCollection',
		placeholder: 'Add Rule',
		default: {},
		description: 'Tried from top to bottom; the first rule for the account decides',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: 'Add Rule',
			fixedCollection: { itemTitle: '={{ $collection.item.value.name || "Rule" }}' },
		},
		options: [
			{
				displayName: 'Rule',
				name: 'values',
				values: [
					{
						displayName: 'Rule Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. Sales Line to Nathan',
						description: 'Shown in the receipt that says why somebody got a contact',
					},
					account,
					userLocator({
						displayName: 'Assign To',
						name: 'user',
						default: { mode: 'list', value: '' },
						required: true,
						description:
							'The HighLevel user who gets contacts of this account. Chosen by email, the same workflow works in every sub-account where this person is a user.',
					}),
				],
			},
		],
	},
];
