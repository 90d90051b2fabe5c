import type { INodeProperties } from 'n8n-workflow';
import type { Role } from '../../../routing/model/user';
import type { StrategyName } from '../../../routing/strategies';
import { cardsOf, fieldsOf, text, texts } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { withoutMembers } from '../liveCheck/notices';
import { daysFrom, daysList } from './hours';
import { membersFields, membersFrom, RANKED } from './members';
import { keptField } from './shownFields';
import { targetLocator, type ReadTarget } from './target';
import { IF_NOT_ALWAYS, worksFields, worksFrom, type NamedHours } from './works';

const strategy: INodeProperties = {
	displayName: 'Who Is Next',
	name: 'strategy',
	type: 'options',
	// Those that most people need come first.
	options: choices<StrategyName>({
		weightedRoundRobin: {
			name: 'Round Robin',
			description: 'They take turns; a member with weight 2 gets twice as many',
		},
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
		sticky: {
			name: 'Same Person for the Same Contact',
			description: 'Each contact always gets the same member, as long as that member is available',
		},
		[RANKED]: {
			name: 'Ranked Tiers',
			description: 'Tier 1 takes turns; tier 2 only gets what nobody of tier 1 can take, and so on',
		},
	}),
	default: 'weightedRoundRobin',
	description: 'How the team chooses a member for a new contact',
};

/** What a team does outside its hours, when it has any. */
const outsideHours: INodeProperties = targetLocator({
	displayName: 'Outside These Hours',
	name: 'outsideHours',
	description:
		"Who is asked when the team does not work. Empty: as if nobody were available, so what stands under 'If Nobody Is Available'.",
	list: 'searchOutsideHours',
	placeholder: 'As if nobody were available',
});

const ifNobody: INodeProperties = targetLocator({
	displayName: 'If Nobody Is Available',
	name: 'ifNobody',
	description:
		"Who is asked when no member can take the contact, e.g. the lead of the team. Empty: the backups of the rule, then 'If No Rule Fits'.",
	list: 'searchIfNobody',
	placeholder: 'Backups of the rule, then If No Rule Fits',
});

const teamOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Also Everybody With the Role',
			name: 'roles',
			type: 'multiOptions',
			options: choices<Role>({
				admin: { name: 'Admin', description: 'Everybody who is an admin of the sub-account' },
				user: { name: 'User', description: 'Everybody else of the sub-account' },
			}),
			default: [],
			description:
				'Adds everybody whom HighLevel lists with one of these roles, also people who join later. Members above keep their weight; the others have weight 1.',
		},
		daysList({
			displayName: 'Holidays',
			name: 'holidays',
			placeholder: 'Add Holiday',
			description: 'Days on which the team does not work, beside those of its working hours',
		}),
	],
};

export const teams: INodeProperties = {
	displayName: 'Teams',
	name: 'teams',
	type: 'fixedCollection',
	placeholder: 'Add Team',
	default: {},
	description: 'Groups of people that rules can assign to',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		hideOptionalFields: true,
		addOptionalFieldButtonText: 'Add Option',
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
				...membersFields,
				withoutMembers,
				strategy,
				...worksFields('When the team works. Always: whenever one of the members does.'),
				...keptField(outsideHours, IF_NOT_ALWAYS),
				ifNobody,
				teamOptions,
			],
		},
	],
};

/**
 * The teams, unchecked: what was not filled in is left to the plan's defaults.
 * @param hours for those that name working hours, or have hours of their own without a time zone
 */
export function teamsFrom(value: unknown, hours: NamedHours, read: ReadTarget): unknown[] {
	return cardsOf(value).map((team, index) => {
		const name = text(team.name);
		const target = (field: INodeProperties) =>
			read(team[field.name], {
				rule: name ? `Team '${name}'` : `Team ${index + 1}`,
				path: `teams.${index}.${field.name}`,
				field,
			});
		const options = fieldsOf(team.options);
		return {
			name,
			strategy: text(team.strategy) || undefined,
			members: membersFrom(team),
			roles: texts(options.roles),
			works: worksFrom(team, hours, daysFrom(options.holidays)),
			outsideHours: target(outsideHours),
			ifNobody: target(ifNobody),
		};
	});
}
