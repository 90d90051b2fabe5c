import type { INodeProperties } from 'n8n-workflow';
import { triggerLedgerField } from '../shared/ledger/fields';
import { triggerOptions } from './optionParameters';

const fromApp = { show: { source: ['app'] } };
const fromWorkflow = { show: { source: ['workflow'] } };

export const triggerParameters: INodeProperties[] = [
	{
		displayName: 'Receive From',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Marketplace App',
				value: 'app',
				description:
					'An app of your own in the HighLevel Marketplace, for one or many sub-accounts. HighLevel signs every event.',
			},
			{
				name: 'Workflow Webhook Action',
				value: 'workflow',
				description:
					"The Webhook action of HighLevel's own workflows. Needs no app, and one workflow in each sub-account.",
			},
		],
		default: 'app',
	},
	{
		displayName:
			'HighLevel has to be told once, by hand: at <b>marketplace.gohighlevel.com</b>, open your app, then <b>Advanced Settings > Webhooks</b>. Paste the production URL, found above under <b>Webhook URLs</b>, and tick the events that you choose below. Events come only with their permission (scope): <b>contacts.readonly</b> for contacts and tags, <b>conversations/message.readonly</b> for messages, <b>opportunities.readonly</b> for opportunities. HighLevel does not repeat what it tells while n8n is down: the <b>HighLevel Missed Contacts Trigger</b> finds it afterwards.',
		name: 'appNotice',
		type: 'notice',
		default: '',
		displayOptions: fromApp,
	},
	{
		displayName:
			'In HighLevel, add the action <b>Webhook</b> to a workflow: method POST, and the production URL, found above under <b>Webhook URLs</b>, with <b>?secret=</b> and the secret of the credential at its end. Where headers can be set, as in the action Custom Webhook, send the secret as <b>X-Webhook-Secret</b> instead: URLs may end up in logs. HighLevel does not repeat what it tells while n8n is down: the <b>HighLevel Missed Contacts Trigger</b> finds it afterwards.',
		name: 'workflowNotice',
		type: 'notice',
		default: '',
		displayOptions: fromWorkflow,
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [
			{
				name: 'Contact Created',
				value: 'contactCreated',
				description: 'In HighLevel: ContactCreate',
			},
			{
				name: 'Contact Updated',
				value: 'contactUpdated',
				description:
					'In HighLevel: ContactUpdate. Owner and tags do not count, because this workflow may have changed them itself.',
			},
			{
				name: 'Inbound Message',
				value: 'inboundMessage',
				description: 'In HighLevel: InboundMessage. The contact wrote or called, on any channel.',
			},
			{
				name: 'Opportunity Owner Changed',
				value: 'opportunityOwnerChanged',
				description:
					'In HighLevel: OpportunityAssignedToUpdate. Owners that HighLevel Assign Contact has just written do not count.',
			},
			{
				name: 'Tag Added',
				value: 'tagAdded',
				description: 'In HighLevel: ContactTagUpdate. One item for each tag that is new.',
			},
		],
		default: ['contactCreated', 'tagAdded'],
		required: true,
		displayOptions: fromApp,
	},
	{
		displayName: 'Event',
		name: 'event',
		type: 'options',
		options: [
			{ name: 'Contact Created', value: 'contactCreated' },
			{
				name: 'Contact Updated',
				value: 'contactUpdated',
				description:
					'Owner and tags do not count, because this workflow may have changed them itself',
			},
			{ name: 'Inbound Message', value: 'inboundMessage' },
			{
				name: 'Tag Added',
				value: 'tagAdded',
				description:
					"Name the tag in the action's custom data as 'tag', or the tags that are new since the last webhook count",
			},
		],
		default: 'tagAdded',
		displayOptions: fromWorkflow,
		description:
			"What starts the HighLevel workflow. The action's custom data may say it instead as 'event', e.g. contact_created, so that several HighLevel workflows can use one URL.",
	},
	{
		displayName: 'Location ID',
		name: 'locationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. ve9EPM428h8vShlRW1KT',
		description:
			"Only contacts of this sub-account start the workflow. Leave empty for all that use the URL; each item tells its sub-account as 'locationId'.",
	},
	triggerLedgerField,
	triggerOptions,
];
