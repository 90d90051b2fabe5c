import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/userLocator';
import type { Role } from '../../../routing/model/user';
import type { StrategyName } from '../../../routing/strategies';
import { cardsOf, number, text, texts } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { USER_TITLE, userFrom } from './locators';

const strategy: INodeProperties = {
	displayName: 'Who Is Next',
	name: 'strategy',
	type: 'options',
	options: choices<StrategyName>({
		fewestOpen: {
			name: 'Fewest Open Contacts',
			description: 'Who has the fewest open contacts',
		},
		longestIdle: {
			name: 'Longest Without a New Contact',
			description: 'Who has waited longest for a new contact',
		},
		lowestLoad: {
			name: 'Lowest Load',
			description: "Who has the most room left, by the 'Capacity' in 'People'",
		},
		rankedTiers: {
			name: 'Ranked Tiers',
			description: 'Tier 1 takes turns; tier 2 only gets what nobody of tier 1 can take, and so on',
		},
		sticky: {
			name: 'Same Person for the Same Contact',
			description: 'Each contact always gets the same member, as long as that member is available',
		},
		weightedRoundRobin: {
			name: 'Take Turns',
			description: 'One after the other; a member with weight 2 gets twice as many',
		},
	}),
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
	options: choices<Role>({
		admin: { name: 'Admin', description: 'Everybody who is an admin of the sub-account' },
		user: { name: 'User', description: 'Everybody else of the sub-account' },
	}),
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

/** The teams, unchecked: what was not filled in is left to the plan's defaults. */
export function teamsFrom(value: unknown): unknown[] {
	return cardsOf(value).map((team) => ({
		name: text(team.name),
		strategy: text(team.strategy) || undefined,
		members: cardsOf(team.members).map((member) => ({
			user: userFrom(member.user),
			weight: number(member.weight),
			tier: number(member.tier),
		})),
		roles: texts(team.roles),
	}));
}
