import type { INodeProperties } from 'n8n-workflow';
import { scheduleLocator } from './locators';

const workingHours = scheduleLocator({
	displayName: 'Within Working Hours',
	name: 'schedule',
	description: "Hours from 'Working Hours' in this node, during which the rule holds",
});

/** The conditions with fields of their own. All that are added must be true. */
export const onlyIf: INodeProperties = {
	displayName: 'Only If',
	name: 'only',
	type: 'collection',
	placeholder: 'Add Condition',
	default: {},
	description: 'All of these must be true. A rule without any condition is never used.',
	options: [
		{
			displayName: 'Ad Click IDs',
			name: 'adClickIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. ARAkLkA8rmlFeiCktEJQ',
			description: 'Separated by commas. With several conditions about ads, one of them is enough.',
		},
		{
			displayName: 'Ad IDs',
			name: 'adIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 120208941234560077',
			description: 'Separated by commas. With several conditions about ads, one of them is enough.',
		},
		{
			displayName: 'Came From an Ad',
			name: 'fromAd',
			type: 'boolean',
			default: true,
			description: 'Whether the person must have come from an ad that opens WhatsApp',
		},
		{
			displayName: 'Came From Google Ads',
			name: 'googleAds',
			type: 'boolean',
			default: true,
			description:
				'Whether HighLevel must know the contact from Google Ads. With several conditions about the source, one of them is enough.',
		},
		{
			displayName: 'Contact',
			name: 'contact',
			type: 'options',
			options: [
				{ name: 'Any', value: 'any' },
				{
					name: 'Existing',
					value: 'existing',
					description: 'HighLevel had the contact before this message',
				},
				{
					name: 'New',
					value: 'new',
					description: 'HighLevel did not have the contact before this message',
				},
			],
			default: 'new',
		},
		{
			displayName: 'Contact Source Contains',
			name: 'sourceContains',
			type: 'string',
			default: '',
			placeholder: 'e.g. referral, partner',
			description:
				'Separated by commas; one is enough. With several conditions about the source, one of them is enough.',
		},
		{
			displayName: 'Contact Source Is',
			name: 'sourceIs',
			type: 'string',
			default: '',
			placeholder: 'e.g. Referral',
			description:
				'Separated by commas; one is enough. With several conditions about the source, one of them is enough.',
		},
		{
			displayName: 'Countries',
			name: 'countries',
			type: 'string',
			default: '',
			placeholder: 'e.g. CA, US-NY',
			description:
				'Countries or regions of the phone number, as two-letter codes separated by commas. Add the state for a region, e.g. US-NY.',
		},
		{
			displayName: 'Has All of These Tags',
			name: 'tagsAll',
			type: 'string',
			default: '',
			placeholder: 'e.g. customer, vip',
			description: 'Separated by commas',
		},
		{
			displayName: 'Has Any of These Tags',
			name: 'tagsAny',
			type: 'string',
			default: '',
			placeholder: 'e.g. customer, vip',
			description: 'Separated by commas',
		},
		{
			displayName: 'Has None of These Tags',
			name: 'tagsNone',
			type: 'string',
			default: '',
			placeholder: 'e.g. spam, blocked',
			description: 'Separated by commas',
		},
		{
			displayName: 'Time',
			name: 'time',
			type: 'options',
			options: [
				{
					name: 'After Hours',
					value: 'afterHours',
					description: 'Outside the business hours',
				},
				{ name: 'Any', value: 'any' },
				{
					name: 'Business Hours',
					value: 'businessHours',
					description: "The first of 'Working Hours', unless 'Options' name others",
				},
			],
			default: 'businessHours',
		},
		{
			displayName: 'WhatsApp Account Names or IDs',
			name: 'accounts',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getAccounts' },
			default: [],
			description:
				'The numbers that the person may have written to. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'WhatsApp Accounts by Name or Number',
			name: 'accountNames',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sales Line, +1 202 555 0143',
			description:
				'Separated by commas; one of these, or of those chosen from the list, is enough. Works without a WhatsApp credential, and in every sub-account.',
		},
		workingHours,
	],
};
