import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/fields';
import { USER_TITLE } from './locators';

const strategy: INodeProperties = {
	displayName: 'Who Is Next',
	name: 'strategy',
	type: 'options',
	options: [
		{
			name: 'Fewest Open Contacts',
			value: 'fewestOpen',
			description: 'Who has the fewest open contacts',
		},
		{
			name: 'Longest Without a New Contact',
			value: 'longestIdle',
			description: 'Who has waited longest for a new contact',
		},
		{
			name: 'Lowest Load',
			value: 'lowestLoad',
			description: "Who has the most room left, by the 'Capacity' in 'People'",
		},
		{
			name: 'Ranked Tiers',
			value: 'rankedTiers',
			description: 'Tier 1 takes turns; tier 2 only gets what nobody of tier 1 can take, and so on',
		},
		{
			name: 'Same Person for the Same Contact',
			value: 'sticky',
			description: 'Each contact always gets the same member, as long as that member is available',
		},
		{
			name: 'Take Turns',
			value: 'weightedRoundRobin',
			description: 'One after the other; a member with weight 2 gets twice as many',
		},
	],
	default: 'weightedRoundRobin',
	description: 'How the team chooses a member for a new contact',
};

const members: INodeProperties = {
	displayName: 'Members',
	name: 'members',
	type: 'fixedCollection',
	placeholder: 'Add Member',
	default: {},
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: USER_TITLE },
	},
	options: [
		{
			displayName: 'Member',
			name: 'values',
			values: [
				userLocator({
					displayName: 'User',
					name: 'user',
					default: { mode: 'list', value: '' },
					required: true,
				}),
				{
					displayName: 'Weight',
					name: 'weight',
					type: 'number',
					default: 1,
					typeOptions: { minValue: 1, maxValue: 1000 },
					description:
						"Share of the contacts. With 'Take Turns', weight 2 gets twice as many as weight 1.",
				},
				{
					displayName: 'Tier',
					name: 'tier',
					type: 'number',
					default: 1,
					typeOptions: { minValue: 1 },
					description: "Only for 'Ranked Tiers': tier 1 is asked first",
				},
			],
		},
	],
};

const everybody: INodeProperties = {
	displayName: 'Also Everybody With the Role',
	name: 'roles',
	type: 'multiOptions',
	options: [
		{ name: 'Admin', value: 'admin', description: 'Everybody who is an admin of the sub-account' },
		{ name: 'User', value: 'user', description: 'Everybody else of the sub-account' },
	],
	default: [],
	description:
		'Adds everybody whom HighLevel lists with one of these roles, also people who join later. Members above keep their weight and tier; the others have weight 1 and tier 1.',
};

export const teams: INodeProperties = {
	displayName: 'Teams',
	name: 'teams',
	type: 'fixedCollection',
	placeholder: 'Add Team',
	default: {},
	displayOptions: { show: { planSource: ['fields'] } },
	description: 'Groups of people that rules can assign to',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: '={{ $collection.item.value.name || "" }}' },
	},
	options: [
		{
			displayName: 'Team',
			name: 'values',
			values: [
				{
					displayName: 'Team Name',
					name: 'name',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. Sales Team',
				},
				strategy,
				members,
				everybody,
			],
		},
	],
};
