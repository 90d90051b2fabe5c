import type { INodeProperties } from 'n8n-workflow';
import { onlyIf } from './conditions';
import { accountLocator } from './locators';
import { outcomeFields } from './target';

/** A list of rule cards; each card shows the name of its rule. */
function ruleList(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	card: string,
	example: string,
	values: INodeProperties[],
): INodeProperties {
	const ruleName: INodeProperties = {
		displayName: 'Rule Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: 'Shown in the receipt that says why somebody got a contact',
	};
	return {
		...field,
		type: 'fixedCollection',
		placeholder: `Add ${card}`,
		default: {},
		displayOptions: { show: { planSource: ['fields'] } },
		typeOptions: {
			multipleValues: true,
			sortable: true,
			multipleValueButtonText: `Add ${card}`,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name || "" }}' },
		},
		options: [
			{ displayName: card, name: 'values', values: [ruleName, ...values, ...outcomeFields] },
		],
	};
}

export const accountRules = ruleList(
	{
		displayName: 'Account Rules',
		name: 'rules',
		description: 'Tried from top to bottom; the first rule for the account decides',
	},
	'Account Rule',
	'Sales Line to Nathan',
	[
		accountLocator({
			displayName: 'WhatsApp Account',
			name: 'account',
			required: true,
			description: 'The number that the person wrote to',
		}),
	],
);

export const conditionalRules = ruleList(
	{
		displayName: 'Conditional Rules',
		name: 'conditionalRules',
		description:
			'Tried before tag rules and account rules, from top to bottom. The first rule whose conditions are all true decides.',
	},
	'Conditional Rule',
	'Google Ads to Senior Sales',
	[
		onlyIf,
		{
			displayName: 'More Conditions',
			name: 'conditions',
			type: 'filter',
			default: {},
			description: 'Compare any field of the item, as in the If node',
			typeOptions: {
				filter: { version: 3, caseSensitive: false, typeValidation: 'loose' },
			},
		},
	],
);

export const tagRules = ruleList(
	{
		displayName: 'Tag Rules',
		name: 'tagRules',
		description: 'Tried from top to bottom; the first rule whose tag the contact has decides',
	},
	'Tag Rule',
	'VIP to Nathan',
	[
		{
			displayName: 'Tag',
			name: 'tag',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. vip',
			description: 'A tag in HighLevel. Upper and lower case are the same.',
		},
	],
);
