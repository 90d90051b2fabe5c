import type { INodeProperties } from 'n8n-workflow';
import type { StrategyName } from '../../../routing/strategies';
import { userLocator } from '../../shared/highLevel/userLocator';
import { cardsOf, number, text, type Fields } from '../../shared/parameterValues';
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
export const membersFields: INodeProperties[] = [
	{
		...membersWith({ ...tier, type: 'hidden', typeOptions: undefined }),
		// An expression shows the other one.
		displayOptions: { hide: { strategy: [RANKED, { _cnd: { startsWith: '=' } }] } },
	},
	{ ...membersWith(tier), displayOptions: { show: { strategy: [RANKED] } } },
];

function membersWith(tierField: INodeProperties): INodeProperties {
	return {
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
					userLocator({ displayName: 'User', name: 'user', default: NO_CHOICE, required: true }),
					{
						displayName: 'Weight',
						name: 'weight',
						type: 'number',
						default: 1,
						typeOptions: { minValue: 1, maxValue: 1000 },
						description:
							"Share of the contacts. With 'Round Robin', weight 2 gets twice as many as weight 1.",
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
