import type { INodeProperties, INodePropertyOptions, IWebhookFunctions } from 'n8n-workflow';
import type { Touch } from '../../../routing/model/touch';
import { PROVIDERS, providersThat, type ProviderName } from '../../../whatsapp/providers';
import { STATUSES } from '../../../whatsapp/providers/cloudApi/read';
import type { TriggerContext } from '../../shared/trigger/context';

/** Providers that tell nothing but messages. */
const hide = { source: providersThat(({ messagesOnly }) => messagesOnly) };

/** And those of them that tell reactions, too. */
const withReactions = providersThat(
	({ messagesOnly, tellsReactions }) => messagesOnly && tellsReactions,
);

const REACTION = {
	name: 'Message Reaction',
	value: 'reaction',
	description:
		'Somebody put an emoji on a message or took it away; Resolve Assignment treats it like a message',
};

const MESSAGE = {
	name: 'Message Received',
	value: 'message',
	description: 'Somebody wrote to the account',
};

const RATING = {
	name: 'Rating Given',
	value: 'rating',
	description:
		"Somebody answered how satisfied they are, after 'Ask for a Rating' of the Assignment Ledger",
};

/** What most people want, in this order: n8n's list of nodes shows the first ones. */
const COMMON: INodePropertyOptions[] = [
	MESSAGE,
	{
		name: 'Message Sent by Your Team',
		value: 'echo',
		description: 'Somebody answered from the WhatsApp Business app or another system',
	},
	{
		name: 'Message Status Updated',
		value: 'status',
		description: 'A message that you sent was sent, delivered, read, played or failed',
	},
	{
		name: 'Call Received',
		value: 'call',
		description: 'Somebody calls the account on WhatsApp',
	},
];

/** The others. Names begin with what they are about, so that the list is in groups. */
const OTHERS: INodePropertyOptions[] = [
	{
		name: 'Account Notice',
		value: 'account',
		description:
			'Meta reports an alert, a restriction, a limit or a change of your accounts and numbers',
	},
	{
		name: 'AI Agent Answers',
		value: 'standby',
		action: 'On AI agent answers',
		description:
			"A message or status of a chat that Meta's AI agent looks after, for information only",
	},
	{
		name: 'AI Agent Handed Over',
		value: 'escalation',
		action: 'On AI agent handed over',
		description: "Meta's AI agent passed a chat to your team, so somebody has to take it",
	},
	{
		name: 'AI Agent or Team Took Over',
		value: 'handover',
		action: 'On AI agent or team took over',
		description: 'Any other change of who has a chat',
	},
	{
		name: 'Call Status Updated',
		value: 'callStatus',
		description: 'A call ended, or one that you make rings, is accepted or is rejected',
	},
	{
		name: 'Chat History Synced',
		value: 'history',
		description: 'Old messages of a number that is also used in the WhatsApp Business app',
	},
	{
		name: 'Chat Opened',
		value: 'welcome',
		description: 'Somebody opened a chat for the first time and has not written yet',
	},
	{
		name: 'Contact Book Synced',
		value: 'contactSync',
		description: 'Contacts that were added or removed in the WhatsApp Business app',
	},
	{
		name: 'Contact Changed Number or User ID',
		value: 'identity',
		action: 'On contact changed number or user ID',
		description:
			"Comes with 'Message Received' in any case, so that Resolve Assignment keeps knowing the person",
	},
	{
		name: 'Group Changed',
		value: 'group',
		description: 'A group was made or closed, or its people or settings changed',
	},
	{
		name: 'Marketing Preference Changed',
		value: 'preference',
		description: 'Somebody stopped or resumed your marketing messages',
	},
	{
		name: 'Message Deleted',
		value: 'revoke',
		description: 'Somebody took back what they wrote',
	},
	{
		name: 'Message Edited',
		value: 'edit',
		description: 'Somebody changed what they wrote',
	},
	REACTION,
	{
		name: 'Other Event',
		value: 'unknown',
		description: 'Whatever else the Meta app receives, as it is',
	},
	RATING,
	{
		name: 'Template Updated',
		value: 'template',
		description: 'Status, quality, category or content of a message template changed',
	},
];

/** What starts the workflow. */
export const eventParameters: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [...COMMON, ...OTHERS],
		default: ['message'],
		required: true,
		displayOptions: { hide },
		description: 'What starts the workflow. Only people who turn to you get assigned.',
	},
	{
		displayName: 'Trigger On',
		name: 'events',
		type: 'multiOptions',
		options: [MESSAGE, REACTION, RATING],
		default: ['message'],
		required: true,
		displayOptions: { show: { source: withReactions } },
		description: 'What starts the workflow. Only people who turn to you get assigned.',
	},
	{
		displayName:
			"While Meta's AI agent (Meta Business Agent) looks after a chat, what people write does not come as 'Message Received'. Meta sends 'AI Agent Answers' only to the webhook address of the Meta app, never to the one of a single number.",
		name: 'agentNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['escalation', 'handover', 'standby'] }, hide },
	},
	{
		displayName:
			'Meta sends notices about accounts, templates and marketing preferences only to the webhook address of the Meta app. They are about all its numbers, so use them in one trigger only.',
		name: 'appNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { events: ['account', 'preference', 'template'] }, hide },
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		options: [
			{
				name: 'Delivered',
				value: 'delivered',
				description: 'The message is on the phone of the person',
			},
			{
				name: 'Failed',
				value: 'failed',
				description: 'WhatsApp could not deliver the message',
			},
			{
				name: 'Played',
				value: 'played',
				description: 'The person listened to the voice message',
			},
			{
				name: 'Read',
				value: 'read',
				description: 'The person has seen the message',
			},
			{
				name: 'Sent',
				value: 'sent',
				description: 'WhatsApp has taken the message',
			},
		],
		default: [...STATUSES],
		displayOptions: { show: { events: ['status'] }, hide },
		description: 'Which statuses start the workflow',
	},
];

/** What starts the workflow. */
export function readEvents(
	context: TriggerContext,
	provider: ProviderName,
): ReadonlySet<Touch['event']> {
	const { messagesOnly, tellsReactions } = PROVIDERS[provider];
	const chosen = new Set(context.getNodeParameter('events', ['message']) as Array<Touch['event']>);
	if (!messagesOnly) return chosen;
	// What was chosen for another provider may still stand there.
	const told = ['message', 'rating', ...(tellsReactions ? (['reaction'] as const) : [])] as const;
	const left = told.filter((event) => chosen.has(event));
	return new Set(left.length > 0 ? left : ['message']);
}

/** Which statuses start the workflow. */
export function readStatuses(context: IWebhookFunctions): ReadonlySet<string> {
	return new Set(context.getNodeParameter('statuses', [...STATUSES]) as string[]);
}
