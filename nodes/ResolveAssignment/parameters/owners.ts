import type { INodeProperties } from 'n8n-workflow';

export const ownerParameters: INodeProperties[] = [
	{
		displayName: 'If the Contact Has an Owner',
		name: 'ownerPolicy',
		type: 'options',
		displayOptions: { show: { planSource: ['fields'] } },
		options: [
			{
				name: 'Ask the Rules Every Time',
				value: 'askRules',
				description: 'Every message may go to somebody else',
			},
			{
				name: 'First Owner Keeps the Contact',
				value: 'first',
				description:
					'Whoever got the contact first stays the owner, whichever account they write to',
			},
			{
				name: 'One Owner for All Accounts',
				value: 'one',
				description:
					'A message to another account asks the rules again, and the new owner takes over everywhere',
			},
			{
				name: 'Owner by Rule Label',
				value: 'context',
				description: 'One owner for each kind of business, e.g. one for billing and one for sales',
			},
			{
				name: 'Separate Owner for Each Account',
				value: 'separate',
				description: 'Who writes to two accounts has two owners',
			},
		],
		default: 'first',
		description: 'Who answers somebody who writes again',
	},
	{
		displayName: 'If the Owner Is Unavailable',
		name: 'ownerUnavailable',
		type: 'options',
		displayOptions: {
			show: { planSource: ['fields'] },
			hide: { ownerPolicy: ['askRules'] },
		},
		options: [
			{
				name: 'Keep the Owner',
				value: 'keep',
				description: 'The contact waits for its owner',
			},
			{
				name: 'Let Somebody Cover',
				value: 'cover',
				description: 'The rules choose who answers this message; the owner stays the owner',
			},
			{
				name: 'Assign Somebody Else',
				value: 'reassign',
				description: 'The rules choose a new owner',
			},
		],
		default: 'keep',
		description: "Unavailable as 'People' says, e.g. away or outside their working hours",
	},
];
