import type { INodeProperties } from 'n8n-workflow';
import { authenticationField, locationField } from '../shared/highLevel/fields';
import { ignoredTagsOption } from '../shared/trigger/ignoredTags';
import { triggerLedgerField } from '../shared/ledger/fields';

export const DEFAULT_HOURS = 72;
/** It is remembered for eight days whose creation has started the workflow. */
export const MOST_HOURS = 168;

export const searchParameters: INodeProperties[] = [
	{
		displayName:
			'HighLevel does not repeat webhooks while n8n is down. Connect this node to the same next node as your <b>HighLevel Contact Trigger</b>, in the same workflow: what one of them has started, the other one does not start again. It also works alone, without any webhook: contacts then start the workflow some three minutes after they appear in HighLevel.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	authenticationField,
	{
		...locationField,
		description:
			'The sub-account, if the credential is connected to an agency. Leave empty if the credential is connected to one sub-account.',
	},
	{
		displayName: 'Search For',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: 'Contact Created',
				value: 'contactCreated',
				description: 'Contacts that are new since this workflow was published',
			},
			{
				name: 'Tag Added',
				value: 'tagAdded',
				description:
					'One item for each tag that is new. The tags of all contacts are read once after publishing, to know what is new.',
			},
		],
		default: ['contactCreated', 'tagAdded'],
		required: true,
		description: 'Choose the same as in your HighLevel Contact Trigger',
	},
	triggerLedgerField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			ignoredTagsOption,
			{
				displayName: 'Look Back at Most (Hours)',
				name: 'lookBackHours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_HOURS },
				default: DEFAULT_HOURS,
				description:
					'After n8n was down, or the workflow was not published, what changed in HighLevel longer ago is left alone',
			},
		],
	},
];
