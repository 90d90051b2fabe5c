import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/fields';
import { teamLocator } from './locators';

const assignTo: INodeProperties = {
	displayName: 'Assign To',
	name: 'assignTo',
	type: 'options',
	// With an expression, n8n would require both the user and the team.
	noDataExpression: true,
	options: [
		{
			name: 'First Person Working Next',
			value: 'firstWorkingNext',
			description: 'Who of a team works now, or else starts work first',
		},
		{
			name: 'Next Matching Rule',
			value: 'nextRule',
			description: 'Leave it to the next rule that matches',
		},
		{
			name: 'Previous Owner',
			value: 'previousOwner',
			description: 'Who owned the contact before',
		},
		{
			name: 'Team',
			value: 'team',
			description: 'A member of a team, chosen as the team says',
		},
		{
			name: 'User',
			value: 'user',
			description: 'One HighLevel user',
		},
	],
	default: 'user',
};

/** Whom a rule, or a backup of a rule, names. */
export const targetFields: INodeProperties[] = [
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
		displayOptions: { show: { assignTo: ['team', 'firstWorkingNext'] } },
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
		{
			displayName: 'Optional Skills',
			name: 'optionalSkills',
			type: 'string',
			default: '',
			placeholder: 'e.g. Spanish:3, Tax',
			description:
				'Skills that are wanted but can be done without, the least important last. A number is the lowest level, from 1 to 10.',
		},
		{
			displayName: 'Required Skills',
			name: 'requiredSkills',
			type: 'string',
			default: '',
			placeholder: 'e.g. Spanish:3, Tax',
			description:
				"Only people with all these skills in 'People' get the contact. A number is the lowest level, from 1 to 10.",
		},
	],
};

/** The part that all kinds of rules share: whom the rule names, backups and options. */
export const outcomeFields: INodeProperties[] = [...targetFields, backups, ruleOptions];
