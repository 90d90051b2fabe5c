import type { INodeProperties, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import type { EventKind } from '../../../highlevel/webhooks/event';
import type { Sender } from '../../../highlevel/webhooks/senders';
import { fromApp, fromWorkflow } from './receiveFrom';

const FROM_APP: readonly INodePropertyOptions[] = [
	{
		name: 'Tag Added',
		value: 'tagAdded',
		description: 'In HighLevel: ContactTagUpdate. One item for each tag that is new.',
	},
	{
		name: 'Contact Created',
		value: 'contactCreated',
		description: 'In HighLevel: ContactCreate',
	},
	{
		name: 'Inbound Message',
		value: 'inboundMessage',
		description:
			'In HighLevel: InboundMessage. A message or call on any channel, to an account known by number or tag.',
	},
	{
		name: 'Contact Updated',
		value: 'contactUpdated',
		description:
			'In HighLevel: ContactUpdate. Owner and tags do not count, because this workflow may have changed them itself.',
	},
	{
		name: 'Opportunity Owner Changed',
		value: 'opportunityOwnerChanged',
		description:
			'In HighLevel: OpportunityAssignedToUpdate. Owners that HighLevel Assign Contact has just written do not count.',
	},
	{
		name: 'Opportunity Status Changed',
		value: 'opportunityStatusChanged',
		description:
			'In HighLevel: OpportunityStatusUpdate. Notes in the ledger that the contact was won, lost or abandoned, for the Assignment Report; starts the workflow only with the option When an Opportunity Changes.',
	},
	{
		name: 'Opportunity Stage Changed',
		value: 'opportunityStageChanged',
		description:
			'In HighLevel: OpportunityStageUpdate. Notes a result if the opportunity has one by then; starts the workflow only with the option When an Opportunity Changes.',
	},
	{
		name: 'Reply Sent',
		value: 'replySent',
		description:
			'In HighLevel: OutboundMessage. Notes in the ledger that somebody answered, so that the contact does not go on to somebody else; starts the workflow only with the option When a Reply Is Sent.',
	},
];

const FROM_WORKFLOW: readonly INodePropertyOptions[] = [
	{
		name: 'Tag Added',
		value: 'tagAdded',
		description:
			"Name the tag in the action's custom data as 'tag', or the tags that are new since the last webhook count",
	},
	{ name: 'Contact Created', value: 'contactCreated' },
	{
		name: 'Inbound Message',
		value: 'inboundMessage',
		description:
			"Add the number or name written to as 'account' to the custom data, or the account tag counts",
	},
	{
		name: 'Contact Updated',
		value: 'contactUpdated',
		description: 'Owner and tags do not count, because this workflow may have changed them itself',
	},
	{
		name: 'Opportunity Status Changed',
		value: 'opportunityStatusChanged',
		description:
			'Notes in the ledger that the contact was won, lost or abandoned; starts this workflow only with the option When an Opportunity Changes',
	},
	{
		name: 'Opportunity Stage Changed',
		value: 'opportunityStageChanged',
		description:
			'Notes a result if the opportunity has one by then; starts this workflow only with the option When an Opportunity Changes',
	},
];

/** The commonest first: n8n's list of nodes shows those of the first field. */
export const eventParameters: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		options: [...FROM_WORKFLOW],
		default: 'tagAdded',
		displayOptions: fromWorkflow,
		description:
			"What starts the HighLevel workflow. The action's custom data may say it instead as 'event', e.g. contact_created, so that several HighLevel workflows can use one URL.",
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [...FROM_APP],
		default: ['contactCreated', 'tagAdded'],
		required: true,
		displayOptions: fromApp,
	},
];

/** What the panel calls an event. */
export function eventName(kind: EventKind): string {
	return FROM_APP.find(({ value }) => value === kind)?.name ?? kind;
}

/** What starts the workflow; for webhooks of a HighLevel workflow, what they are about. */
export function kindsOf(context: IWebhookFunctions, sender: Sender): ReadonlySet<EventKind> {
	if (sender === 'app') return new Set(context.getNodeParameter('events', []) as EventKind[]);
	return new Set([context.getNodeParameter('event') as EventKind]);
}
