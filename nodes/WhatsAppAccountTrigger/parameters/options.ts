import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { WITH_META_APP } from './accounts';
import type { TriggerContext } from '../../shared/trigger/context';

const DEFAULT_MAX_MESSAGES = 100;

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
		{
			displayName: 'Include Raw Payload',
			name: 'includeRaw',
			type: 'boolean',
			default: false,
			description:
				"Whether to add the message as WhatsApp or your provider sent it to each item, as 'raw'",
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
			displayName: 'Replace Existing Webhook',
			name: 'replaceForeign',
			type: 'boolean',
			default: false,
			displayOptions: { show: { '/source': WITH_META_APP } },
			description:
				'Whether to take the account over when another system receives its messages. The other system stops receiving them and has to be set up again to get them back.',
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

/** Whether to take an account over when another system receives its messages. */
export function replacesForeign(context: IHookFunctions): boolean {
	return optionsOf(context).replaceForeign ?? false;
}

interface AddedOptions {
	accountName?: string;
	tagPrefix?: string;
	includeRaw?: boolean;
	maxMessages?: number;
	replaceForeign?: boolean;
}

function optionsOf(context: TriggerContext): AddedOptions {
	return context.getNodeParameter('options', {}) as AddedOptions;
}
