import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { WITH_META_APP } from './accounts';
import { filterOptions } from './filters';
import { PROVIDERS, providersThat, type ProviderName } from '../../../whatsapp/providers';
import { triggerLedgerOption } from '../../shared/ledger/ledgerParameter';
import type { TriggerContext } from '../../shared/trigger/context';

const DEFAULT_MAX_MESSAGES = 100;

/** n8n's word for the answer after the last node. */
const WHEN_FINISHED = 'lastNode';

/** What is rarely needed. */
export const optionsParameter: INodeProperties = {
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
		...filterOptions,
		{
			displayName: 'Include Raw Payload',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description:
				"Whether to add the message as WhatsApp or your provider sent it to each item, as 'raw'",
		},
		{
			...triggerLedgerOption,
			description:
				"Where replies and ratings are noted. Choose what Resolve Assignment has there, or nobody's wait ends.",
		},
		{
			displayName: 'Maximum Messages in a Run',
			name: 'maxMessages',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: DEFAULT_MAX_MESSAGES,
			description:
				'While the workflow runs, messages that arrive wait and become the items of the next run, so that a busy number does not overload n8n. If a run fails, its messages try again in smaller runs. With 1, every message is a run of its own.',
		},
		{
			displayName: 'Note Ratings',
			name: 'noteRatings',
			type: 'boolean',
			default: true,
			description:
				"Whether to remember how people answer 'Ask for a Rating' of the Assignment Ledger, for the Assignment Report. It starts no workflow, unless Trigger On has Rating Given.",
		},
		{
			displayName: 'Note Replies',
			name: 'noteReplies',
			type: 'boolean',
			default: true,
			displayOptions: { show: { '/source': providersThat((one) => one.tellsOwnSends) } },
			description:
				'Whether to remember what your team answers on the phone, so that an answer there ends the wait of the contact. It starts no workflow. For Resolve Assignment with Reply Times.',
		},
		{
			displayName: 'Replace Existing Webhook',
			name: 'replaceForeign',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/source': WITH_META_APP } },
			description:
				'Whether to take the account over when another workflow or system receives its messages. That one stops receiving them: a workflow gets them back when it is published again, another system when it is set up again.',
		},
		{
			displayName: 'Respond',
			name: 'respond',
			type: 'options',
			options: [
				{
					name: 'When Workflow Finishes',
					value: WHEN_FINISHED,
					description:
						'If it fails or n8n stops, Meta delivers the message again, so none is lost. Other sources hardly do.',
				},
				{
					name: 'Immediately',
					value: 'onReceived',
					description: 'For workflows that wait or take longer than a few seconds',
				},
			],
			default: WHEN_FINISHED,
			description: 'When to confirm the message to WhatsApp',
		},
	],
};

/** What a webhook is read and run with; what nobody added has its default. */
interface TriggerOptions {
	/** Null: what Meta or the provider calls it. */
	accountName: string | null;
	tagPrefix: string;
	includeRaw: boolean;
	/** A whole number from 1 on. */
	maxMessages: number;
}

export function readOptions(context: IWebhookFunctions): TriggerOptions {
	const options = optionsOf(context);
	const maxMessages = Number(options.maxMessages ?? DEFAULT_MAX_MESSAGES);
	return {
		accountName: options.accountName?.trim() || null,
		tagPrefix: options.tagPrefix ?? DEFAULT_TAG_PREFIX,
		includeRaw: options.includeRaw ?? false,
		maxMessages: Math.max(1, Math.floor(maxMessages) || 1),
	};
}

/** For n8n, which asks at each message: when to confirm it to WhatsApp. */
export const RESPONSE_MODE = `={{ $parameter["options"]["respond"] || "${WHEN_FINISHED}" }}`;

/** Whether to take an account over when another workflow or system receives its messages. */
export function replacesForeign(context: IHookFunctions): boolean {
	return optionsOf(context).replaceForeign ?? false;
}

/** Whether to note in the ledger what the team answers on the phone. */
export function notesReplies(context: TriggerContext, provider: ProviderName): boolean {
	// What was chosen for another provider may still stand there.
	return PROVIDERS[provider].tellsOwnSends && optionsOf(context).noteReplies === true;
}

/** Whether to note in the ledger how people rate: unless somebody does not want that. */
export function notesRatings(context: TriggerContext): boolean {
	return optionsOf(context).noteRatings ?? true;
}

interface AddedOptions {
	accountName?: string;
	tagPrefix?: string;
	includeRaw?: boolean;
	maxMessages?: number;
	replaceForeign?: boolean;
	noteRatings?: boolean;
	noteReplies?: boolean;
}

function optionsOf(context: TriggerContext): AddedOptions {
	return context.getNodeParameter('options', {}) as AddedOptions;
}
