import type { INodeProperties } from 'n8n-workflow';
import type { StrategyName } from '../../../routing/strategies';
import { userLocator } from '../../shared/highLevel/userLocator';
import { cardsOf, number, text, type Fields } from '../../shared/parameterValues';
import { ALWAYS_SHOWN, withFirstCard } from './shownFields';
import { NO_CHOICE, USER_TITLE, userFrom } from './locators';

/** The one strategy that goes by tiers. */
export const RANKED = 'rankedTiers' satisfies StrategyName;

const tier: INodeProperties = {
	displayName: 'Tier',
	name: 'tier',
	type: 'number',
	default: 1,
	typeOptions: { minValue: 1 },
	description: 'Tier 1 is asked first',
};

/** The same list twice, since what is inside of it cannot see which strategy the team has. */
export const membersFields: INodeProperties[] = withFirstCard(
	[
		{
			...membersWith({ ...tier, type: 'hidden', typeOptions: undefined }),
			// An expression shows the other one.
			displayOptions: { hide: { strategy: [RANKED, { _cnd: { startsWith: '=' } }] } },
		},
		{ ...membersWith(tier), displayOptions: { show: { strategy: [RANKED] } } },
	],
	{ user: NO_CHOICE, weight: 1 },
);

function membersWith(tierField: INodeProperties): INodeProperties {
	return {
		// Rows have no labels.
		displayName: 'Members and Weights',
		name: 'members',
		type: 'fixedCollection',
		placeholder: 'Add Member',
		default: {},
		description:
			'Who is in the team, and their share of the contacts: weight 2 gets twice as many as weight 1',
		typeOptions: {
			...ALWAYS_SHOWN,
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: USER_TITLE, layout: 'inline' },
		},
		options: [
			{
				displayName: 'Member',
				name: 'values',
				values: [
					userLocator({ displayName: 'User', name: 'user', default: NO_CHOICE, required: true }),
					{
						displayName: 'Weight',
						name: 'weight',
						type: 'number',
						default: 1,
						typeOptions: { minValue: 1, maxValue: 1000 },
					},
					tierField,
				],
			},
		],
	};
}

/** The members of a team, unchecked. */
export function membersFrom(team: Fields) {
	const isRanked = text(team.strategy) === RANKED;
	return cardsOf(team.members).map((member) => ({
		user: userFrom(member.user),
		weight: number(member.weight),
		tier: isRanked ? number(member.tier) : undefined,
	}));
}
