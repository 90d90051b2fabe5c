import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../whatsapp/accounts';
import { userLocator } from '../shared/highLevel/fields';

const MOVES = ['handOver', 'reassign'];
const ofPerson = { operation: ['reassign'], contactsOf: ['person'] };
const ofAccount = { operation: ['reassign'], contactsOf: ['account'] };

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Hand Back',
				value: 'handBack',
				description: 'Give contacts back to people who were away, from the day that was set',
				action: 'Hand contacts back',
			},
			{
				name: 'Hand Over',
				value: 'handOver',
				description: 'Give the contacts of somebody who will be away to others for that time',
				action: 'Hand contacts over',
			},
			{
				name: 'Reassign',
				value: 'reassign',
				description:
					'Move the contacts of somebody who leaves, or of an account whose rules have changed',
				action: 'Reassign contacts',
			},
		],
		default: 'reassign',
	},
	{
		displayName:
			'This node finds the contacts. Connect Resolve Assignment behind it, which decides who gets them, and then HighLevel Assign Contact, which makes it so.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
];

const preview: INodeProperties = {
	displayName: 'Preview',
	name: 'preview',
	type: 'boolean',
	default: true,
	displayOptions: { show: { operation: MOVES } },
	description:
		'Whether the nodes that follow only say who would get the contacts. Nothing is written and nobody loses a turn. Switch off to move the contacts, also in test runs.',
};

const person = userLocator({
	displayName: 'Person',
	name: 'person',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: ofPerson },
	description:
		'Who leaves, and gets none of the contacts. Somebody whom HighLevel does not list any more can be named by ID.',
});

export const workParameters: INodeProperties[] = [
	preview,
	{ ...preview, default: false, displayOptions: { show: { operation: ['handBack'] } } },
	{
		displayName: 'Contacts Of',
		name: 'contactsOf',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['reassign'] } },
		options: [
			{
				name: 'A Person',
				value: 'person',
				description: 'Somebody who leaves: all contacts go to others',
			},
			{
				name: 'A WhatsApp Account',
				value: 'account',
				description: 'Whom the rules still name keeps the contact, the others lose it',
			},
		],
		default: 'person',
	},
	person,
	{
		...person,
		displayOptions: { show: { operation: ['handOver'] } },
		description: 'Who will be away, and gets none of the contacts',
	},
	{
		displayName: 'Back On',
		name: 'backOn',
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { operation: ['handOver'] } },
		description:
			"From when on 'Hand Back' returns the contacts. Enter the days also as 'Away' under 'People' of Resolve Assignment, so that no new contacts come in between.",
	},
	{
		displayName: 'Account Tag',
		name: 'accountTag',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${DEFAULT_TAG_PREFIX}sales-line`,
		displayOptions: { show: ofAccount },
		description: 'The tag that contacts of this account have in HighLevel',
	},
	{
		displayName: 'WhatsApp Account ID',
		name: 'accountId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 106540352242922',
		displayOptions: { show: ofAccount },
		description:
			"The phone number ID at Meta. Needed when 'Account Rules' pick the account from the list or by ID, for contacts that Resolve Assignment does not know yet.",
	},
	{
		displayName: 'Whose Contacts',
		name: 'whose',
		type: 'options',
		displayOptions: { show: { operation: ['handBack'] } },
		options: [
			{
				name: 'Everybody Whose Day Has Come',
				value: 'due',
				description: 'For a Schedule Trigger that runs every day',
			},
			{
				name: 'One Person Now',
				value: 'person',
				description: 'Somebody who is back, whatever day was set',
			},
		],
		default: 'due',
	},
	{
		...person,
		displayOptions: { show: { operation: ['handBack'], whose: ['person'] } },
		description: 'Who is back',
	},
	{
		displayName: 'Which Contacts',
		name: 'which',
		type: 'options',
		displayOptions: { show: { operation: MOVES } },
		options: [
			{ name: 'All', value: 'all', description: 'Every contact that has this owner in HighLevel' },
			{
				name: 'Open Only',
				value: 'open',
				description:
					'Those that Resolve Assignment decided about, that Assignment Ledger has not closed, and that are not silent for too long',
			},
		],
		default: 'all',
	},
	{
		displayName: 'Open Contacts Count For (Days)',
		name: 'openDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 400 },
		default: 30,
		displayOptions: { show: { operation: MOVES, which: ['open'] } },
		description: 'How long after their last message contacts count as open',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Account Tag Prefix',
				name: 'tagPrefix',
				type: 'string',
				default: DEFAULT_TAG_PREFIX,
				description:
					'How tags of WhatsApp accounts begin, as in the trigger. They tell account rules to which account a contact belongs.',
			},
		],
	},
];
