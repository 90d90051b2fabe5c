import type { KeyObject } from 'node:crypto';
import { NodeOperationError, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import type { InitialTags } from '../../../highlevel/webhooks/newTags';
import { DEFAULT_SIGNER } from '../../../highlevel/webhooks/signature';
import { readPublicKey } from '../../../webhooks/ed25519';
import { ignoredTagsOption } from '../../shared/trigger/ignoredTags';
import { triggerLedgerOption } from '../../shared/ledger/ledgerParameter';
import type { TriggerContext } from '../../shared/trigger/context';
import { locationOption } from './location';

const fromApp = { show: { '/source': ['app'] } };

/** What may come of an event that is for the ledger to know. */
function noteOrStart(whatStarts: string): INodePropertyOptions[] {
	return [
		{ name: 'Note It', value: 'note', description: 'In the ledger, without a run' },
		{ name: 'Start the Workflow', value: 'start', description: whatStarts },
	];
}

export const triggerOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		ignoredTagsOption,
		{
			displayName: 'Include Raw Payload',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description: "Whether to add what HighLevel sent to each item as 'raw'",
		},
		triggerLedgerOption,
		locationOption,
		{
			displayName: 'Maximum Age (Minutes)',
			name: 'maximumAge',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			displayOptions: fromApp,
			description:
				'Refuses events that were sent longer ago. 0 takes all of the last 7 days, which is safe because for so long an event that was handled does not run again. HighLevel tries for up to an hour to deliver an event.',
		},
		{
			displayName: 'Message Channels',
			name: 'channels',
			type: 'multiOptions',
			options: [
				{ name: 'Call', value: 'CALL' },
				{ name: 'Custom Provider', value: 'Custom' },
				{ name: 'Email', value: 'Email' },
				{ name: 'Facebook', value: 'FB' },
				{ name: 'Google Business', value: 'GMB' },
				{ name: 'Instagram', value: 'IG' },
				{ name: 'Live Chat', value: 'Live_Chat' },
				{ name: 'RCS', value: 'RCS' },
				{ name: 'SMS', value: 'SMS' },
				{ name: 'TikTok', value: 'TIKTOK' },
				{ name: 'WhatsApp', value: 'WhatsApp' },
			],
			default: [],
			displayOptions: fromApp,
			description:
				'Only messages through these channels start the workflow. All when none is chosen.',
		},
		{
			displayName: 'Public Key',
			name: 'publicKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. MCowBQYDK2VwAyEA…',
			displayOptions: fromApp,
			description: 'Should HighLevel ever sign with another key than the one it has published',
		},
		{
			displayName: 'When a Contact Is First Seen',
			name: 'firstSight',
			type: 'options',
			options: [
				{
					name: 'Newest Tag Starts the Workflow',
					value: 'newest',
					description: 'The last tag in the list; all tags of a contact that is new in HighLevel',
				},
				{
					name: 'All Tags Start the Workflow',
					value: 'all',
					description: 'One item for each tag of the contact, old ones too',
				},
				{
					name: 'Nothing Starts the Workflow',
					value: 'none',
					description: 'Tags and fields are only remembered, to know what is new next time',
				},
			],
			default: 'newest',
			description:
				'HighLevel tells what a contact is like and not what has changed, so the first time the trigger cannot know which tag was added',
		},
		{
			displayName: 'When a Rating Is Given',
			name: 'ratingGiven',
			type: 'options',
			options: noteOrStart('One item for each rating. It is noted, too.'),
			default: 'note',
			description:
				"What comes of an Inbound Message that answers 'Ask for a Rating' of the Assignment Ledger. It is never decided who gets the contact because of it.",
		},
		{
			displayName: 'When a Reply Is Sent',
			name: 'replySent',
			type: 'options',
			options: noteOrStart(
				'One item for each message to a contact, of people and of bots. It is noted, too.',
			),
			default: 'note',
			displayOptions: { show: { '/source': ['app'], '/events': ['replySent'] } },
			description: 'What comes of the event Reply Sent',
		},
		{
			displayName: 'When an Opportunity Changes',
			name: 'opportunityChanged',
			type: 'options',
			options: noteOrStart('One item for each change. A result is noted, too.'),
			default: 'note',
			description:
				'What comes of the events Opportunity Status Changed and Opportunity Stage Changed',
		},
	],
};

/** The options of the node as the editor saves them; what nobody added is missing. */
export interface TriggerOptions {
	channels?: string[];
	firstSight?: InitialTags;
	ignoredTags?: string;
	includeRaw?: boolean;
	maximumAge?: number;
	publicKey?: string;
	opportunityChanged?: 'note' | 'start';
	ratingGiven?: 'note' | 'start';
	replySent?: 'note' | 'start';
}

export function optionsOf(context: TriggerContext): TriggerOptions {
	return context.getNodeParameter('options', {}) as TriggerOptions;
}

/** @throws {NodeOperationError} when the option holds something else */
export function publicKeyOf(context: TriggerContext): KeyObject {
	const publicKey = readPublicKey(optionsOf(context).publicKey?.trim() || DEFAULT_SIGNER);
	if (publicKey) return publicKey;
	throw new NodeOperationError(context.getNode(), "'Public Key' is no Ed25519 public key", {
		description:
			"Copy it from HighLevel's Webhook Integration Guide, or remove the option to use the one that HighLevel has published.",
	});
}
