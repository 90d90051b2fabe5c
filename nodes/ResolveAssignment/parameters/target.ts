import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/userLocator';
import type { Target } from '../../../routing/plan/plan';
import { cardsOf, fieldsOf, nameIn, text, type Fields } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { teamLocator, userFrom } from './locators';
import { skillsField, skillsFrom } from './skills';

/** Targets that name a team. */
const OF_TEAM: string[] = ['team', 'firstWorkingNext'] satisfies Array<Target['type']>;

const assignTo: INodeProperties = {
	displayName: 'Assign To',
	name: 'assignTo',
	type: 'options',
	// With an expression, n8n would require both the user and the team.
	noDataExpression: true,
	options: choices<Target['type']>({
		firstWorkingNext: {
			name: 'First Person Working Next',
			description: 'Who of a team works now, or else starts work first',
		},
		nextRule: {
			name: 'Next Matching Rule',
			description: 'Leave it to the next rule that matches',
		},
		previousOwner: {
			name: 'Previous Owner',
			description: 'Who owned the contact before',
		},
		team: {
			name: 'Team',
			description: 'A member of a team, chosen as the team says',
		},
		user: {
			name: 'User',
			description: 'One HighLevel user',
		},
	}),
	default: 'user',
};

/** Whom a rule, or a backup of a rule, names. */
const targetFields: INodeProperties[] = [
	assignTo,
	userLocator({
		displayName: 'User',
		name: 'user',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { assignTo: ['user'] } },
		description:
			'The HighLevel user who gets the contact. Chosen by email, the same workflow works in every sub-account where this person is a user.',
	}),
	teamLocator({
		displayName: 'Team',
		name: 'team',
		required: true,
		displayOptions: { show: { assignTo: OF_TEAM } },
		description: "A team from 'Teams' in this node",
	}),
];

const backups: INodeProperties = {
	displayName: 'Backups',
	name: 'backups',
	type: 'fixedCollection',
	placeholder: 'Add Backup',
	default: {},
	description: 'Asked in this order when nobody above is available',
	typeOptions: { multipleValues: true, sortable: true },
	options: [{ displayName: 'Backup', name: 'values', values: targetFields }],
};

const ruleOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. Billing',
			description:
				"What this rule is about. The owner choice 'Owner by Rule Label' keeps one owner for each label; empty means the name of the rule.",
		},
		skillsField({
			displayName: 'Optional Skills',
			name: 'optionalSkills',
			description:
				'Skills that are wanted but can be done without, the least important last. A number is the lowest level, from 1 to 10.',
		}),
		{
			displayName: 'Required Skills Also Bind Owner and Fallback',
			name: 'bindOwner',
			type: 'boolean',
			default: true,
			description:
				'Whether an owner without the required skills loses the contact, and the fallback needs them too. If nobody has them, nobody gets the contact.',
		},
		skillsField({
			displayName: 'Required Skills',
			name: 'requiredSkills',
			description:
				"Only people with all these skills in 'People' get the contact. A number is the lowest level, from 1 to 10.",
		}),
	],
};

/** The part that all kinds of rules share: whom the rule names, backups and options. */
export const outcomeFields: INodeProperties[] = [...targetFields, backups, ruleOptions];

/** Whom a rule or a backup names. */
export function targetFrom(card: Fields): unknown {
	const type = text(card.assignTo) || 'user';
	if (type === 'user') return { type, user: userFrom(card.user) };
	if (OF_TEAM.includes(type)) return { type, team: nameIn(card.team) };
	return { type };
}

/** What {@link outcomeFields} say; label and skills only when there are any. */
export function outcomeFrom(card: Fields) {
	const options = fieldsOf(card.options);
	const label = text(options.label);
	const required = skillsFrom(options.requiredSkills);
	const optional = skillsFrom(options.optionalSkills);
	const bindOwner = required.length > 0 && options.bindOwner === true;
	return {
		target: targetFrom(card),
		backups: cardsOf(card.backups).map(targetFrom),
		...(label && { label }),
		...((required.length > 0 || optional.length > 0) && {
			skills: { required, optional, ...(bindOwner && { bindOwner }) },
		}),
	};
}
