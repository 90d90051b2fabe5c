import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../whatsapp/accounts';
import { eventParameters } from './eventParameters';
import { filterParameters } from './filterParameters';
import { maxMessagesOption } from './maxMessages';
import { sourceParameters } from './sourceParameters';

export const triggerParameters: INodeProperties[] = [
	...sourceParameters,
	...eventParameters,
	{
		displayName: 'Receive',
		name: 'receive',
		type: 'options',
		options: [
			{
				name: 'Messages to One Account',
				value: 'oneAccount',
				description: 'Each WhatsApp number can have a trigger of its own',
			},
			{
				name: 'Messages to One Business Account',
				value: 'businessAccount',
				description:
					'All numbers of a WhatsApp Business Account (WABA) that have no trigger of their own',
			},
			{
				name: 'Messages to All Accounts of the App',
				value: 'allAccounts',
				description: 'All numbers of the Meta app that no other trigger is for',
			},
		],
		default: 'oneAccount',
		displayOptions: { show: { source: ['cloudApi'] } },
	},
	{
		displayName: 'WhatsApp Account',
		name: 'account',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { source: ['cloudApi'], receive: ['oneAccount'] } },
		description: 'The number whose messages start the workflow',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a number…',
				typeOptions: { searchListMethod: 'searchAccounts', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 106540352242922',
				hint: "The phone number ID, found in Meta's App Dashboard under WhatsApp > API Setup",
			},
		],
	},
	{
		displayName: 'WhatsApp Business Account',
		name: 'businessAccount',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { source: ['cloudApi'], receive: ['businessAccount'] } },
		description: 'The account whose numbers start the workflow',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a business account…',
				typeOptions: { searchListMethod: 'searchBusinessAccounts', searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 102290129340398',
				hint: "The WhatsApp Business Account ID, found in Meta's App Dashboard under WhatsApp > API Setup",
			},
		],
	},
	{
		displayName:
			"Publish the workflow, and it gives the production URL (see 'Webhook URLs' above) to Meta for this number by itself: nothing has to be copied. To see what is set up and what is left to do, run the node 'WhatsApp Setup Check'.",
		name: 'oneAccountNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['cloudApi'], receive: ['oneAccount'] } },
	},
	{
		displayName:
			"Publish the workflow, and it gives the production URL (see 'Webhook URLs' above) to Meta by itself: nothing has to be copied. Messages to a number that has a trigger of its own go to that trigger only; the node 'WhatsApp Setup Check' shows where each number's messages go.",
		name: 'accountsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { source: ['cloudApi'], receive: ['businessAccount', 'allAccounts'] } },
	},
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		options: [
			{
				name: 'When Workflow Finishes',
				value: 'lastNode',
				description:
					'If the workflow fails or n8n stops, Meta delivers the message again, so no contact is lost. Other sources try again for a short time or not at all.',
			},
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'For workflows that wait or take longer than a few seconds',
			},
		],
		default: 'lastNode',
		description: 'When to confirm the message to WhatsApp',
	},
	...filterParameters,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Account Name',
				name: 'accountName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Sales Line',
				displayOptions: { show: { '/receive': ['oneAccount'] } },
				description:
					'What rules and the account tag call this number. By default what Meta or your provider calls it.',
			},
			{
				displayName: 'Account Tag Prefix',
				name: 'tagPrefix',
				type: 'string',
				default: DEFAULT_TAG_PREFIX,
				description:
					"The account's tag in HighLevel is this text and the account name, e.g. whatsnap-account-sales-line",
			},
			{
				displayName: 'Include Raw Payload',
				name: 'includeRaw',
				type: 'boolean',
				default: false,
				description:
					"Whether to add the message as WhatsApp or your provider sent it to each item, as 'raw'",
			},
			maxMessagesOption,
			{
				displayName: 'Replace Existing Webhook',
				name: 'replaceForeign',
				type: 'boolean',
				default: false,
				displayOptions: { show: { '/source': ['cloudApi'] } },
				description:
					'Whether to take the account over when another system receives its messages. The other system stops receiving them and has to be set up again to get them back.',
			},
		],
	},
];
