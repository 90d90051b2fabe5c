import type { INodeProperties } from 'n8n-workflow';

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Close Contact',
				value: 'close',
				description: 'The contact is done and no longer counts as open. Its owner stays.',
				action: 'Close a contact',
			},
			{
				name: 'Forget Contact',
				value: 'forget',
				description: 'Remove all that is remembered about a person, e.g. when they ask for it',
				action: 'Forget a contact',
			},
			{
				name: 'Give Turn Back',
				value: 'giveTurnBack',
				description:
					'The last assignment of the contact was worth nothing: its turn goes to the same person again',
				action: 'Give a turn back',
			},
			{
				name: 'Take Turn Again',
				value: 'takeTurnAgain',
				description: "Undo 'Give Turn Back'",
				action: 'Take a turn again',
			},
		],
		default: 'close',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Wrong number',
		displayOptions: { show: { operation: ['giveTurnBack'] } },
		description: 'Why the contact was worth no turn, e.g. a bad lead',
	},
];
