import type { INodeProperties } from 'n8n-workflow';
import { scheduleLocator } from './locators';

const businessHours = scheduleLocator({
	displayName: 'Business Hours',
	name: 'businessHours',
	description:
		"What rules mean by business hours and after hours. Without this option, it is the first of 'Working Hours'.",
});

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	displayOptions: { show: { planSource: ['fields'] } },
	options: [
		businessHours,
		{
			displayName: 'If Nobody Is Available',
			name: 'whenNobody',
			type: 'options',
			options: [
				{
					name: 'Assign Nobody',
					value: 'unassigned',
				},
				{
					name: 'Wait',
					value: 'wait',
					description: 'The item says when somebody will be available',
				},
			],
			default: 'wait',
			description: 'What the item says when neither a rule nor the fallback finds anybody',
		},
		{
			displayName: 'Respect Manual Changes',
			name: 'respectManual',
			type: 'boolean',
			default: true,
			description: 'Whether somebody who was made the owner by hand in HighLevel stays the owner',
		},
		{
			displayName: 'Rule Order',
			name: 'ruleOrder',
			type: 'options',
			options: [
				{ name: 'Account, Conditional, Tag', value: 'account,conditional,tag' },
				{ name: 'Account, Tag, Conditional', value: 'account,tag,conditional' },
				{ name: 'Conditional, Account, Tag', value: 'conditional,account,tag' },
				{ name: 'Conditional, Tag, Account', value: 'conditional,tag,account' },
				{ name: 'Tag, Account, Conditional', value: 'tag,account,conditional' },
				{ name: 'Tag, Conditional, Account', value: 'tag,conditional,account' },
			],
			default: 'conditional,tag,account',
			description: 'Which kind of rules is tried first',
		},
		{
			displayName: 'Time Zone',
			name: 'timeZone',
			type: 'string',
			default: '',
			placeholder: 'e.g. America/New_York',
			description:
				'For working hours, away days and limits that name no other. Empty means that of the workflow.',
		},
	],
};
