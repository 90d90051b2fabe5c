import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../../webhooks/request';
import type { AccountNames } from '../../whatsapp/accounts';
import type { ProviderName } from '../../whatsapp/providers';
import type { ReadOptions } from '../../whatsapp/providers/provider';
import { lookUpNames } from './accountNames';
import { metaRegistration, type Registration } from './metaRegistration';
import { CHOSEN_ACCOUNT, readScope } from './parameters/accounts';
import { readJsonFields } from './parameters/jsonFields';
import type { TriggerContext } from '../shared/trigger/context';
import { steps } from '../shared/trigger/steps';

/** What the panel asks for the sake of single providers. */
type ProviderSettings = Pick<ReadOptions, 'scope' | 'fields'>;

/** How the panel shows a provider, and what the trigger does for it and not for all. */
export interface TriggerProvider {
	label: string;
	/** Below the label in the list; null for nothing. */
	description: string | null;
	/** What somebody has to set up at the provider; null for nothing. */
	notice: string | null;
	/** For the line below the node's name: JavaScript over `$parameter`; null for the label. */
	subtitle: string | null;
	/** @throws {NodeOperationError} when something is missing in the panel */
	readSettings(context: TriggerContext): ProviderSettings;
	/** Looks up what the accounts of a webhook are called; null where the webhook says it. */
	lookUpNames:
		| ((
				context: IWebhookFunctions,
				request: WebhookRequest,
				options: Pick<ReadOptions, 'scope' | 'accountName'>,
		  ) => Promise<AccountNames>)
		| null;
	/** Makes the provider deliver to the trigger; null where people have to do it. */
	registration: Registration | null;
}

const COPY = "Copy the production URL from 'Webhook URLs' above.";
const SECRET =
	'Let it send the header X-Webhook-Secret with the secret of the credential. Where no header can be set, add ?secret= and the secret to the end of the URL.';
const PUBLISH = 'Publish this workflow.';

/** @param place where the URL is pasted */
const byHeader = (place: string) => steps(COPY, place, SECRET, PUBLISH);

const NO_SETTINGS: ProviderSettings = {
	scope: { level: 'app' },
	fields: {
		messages: '',
		id: '',
		phone: '',
		userId: '',
		name: '',
		text: '',
		type: '',
		time: '',
		account: '',
		ownSend: '',
	},
};

/** Of providers whose webhooks say everything, and which people set up. */
const BY_HAND = {
	description: null,
	subtitle: null,
	readSettings: () => NO_SETTINGS,
	lookUpNames: null,
	registration: null,
} as const;

/** All providers, in the order of the panel's list. */
export const TRIGGER_PROVIDERS: Readonly<Record<ProviderName, TriggerProvider>> = {
	dialog360: {
		...BY_HAND,
		label: '360dialog',
		notice: byHeader(
			'In the 360dialog Hub, or with its API, paste it as the webhook of the number.',
		),
	},
	evolution: {
		...BY_HAND,
		label: 'Evolution API',
		notice: byHeader(
			'In Evolution API, paste it as the webhook of the instance, with the event MESSAGES_UPSERT.',
		),
	},
	gupshup: {
		...BY_HAND,
		label: 'Gupshup',
		notice: byHeader(
			'In Gupshup, add it to the app as a webhook for messages, in the format V3 if you can choose.',
		),
	},
	cloudApi: {
		label: 'Meta (WhatsApp Cloud API)',
		description: null,
		notice: null,
		subtitle: CHOSEN_ACCOUNT,
		readSettings: (context) => ({ ...NO_SETTINGS, scope: readScope(context) }),
		lookUpNames,
		registration: metaRegistration,
	},
	otherJson: {
		...BY_HAND,
		label: 'Other (JSON)',
		description: 'Any system that can post a message as JSON',
		notice: byHeader(
			'In the system that has the messages, paste it as the address to which it posts JSON, and name the fields of its JSON below.',
		),
		readSettings: (context) => ({ ...NO_SETTINGS, fields: readJsonFields(context) }),
	},
	twilio: {
		...BY_HAND,
		label: 'Twilio',
		notice: steps(
			COPY,
			"In Twilio's Console, open the WhatsApp sender and paste it as the webhook URL for incoming messages, with HTTP Post.",
			'Paste it as the fallback URL, too: Twilio waits 15 seconds for an answer and does not come back later. Retry failed runs under Executions.',
			'Enter the Auth Token of the Twilio account as the secret of the credential: Twilio signs with it.',
			PUBLISH,
		),
	},
	waha: {
		...BY_HAND,
		label: 'WAHA',
		notice: steps(
			COPY,
			'In WAHA, add it to the session as a webhook with the event message.',
			'Set the HMAC key of the webhook to the secret of the credential.',
			PUBLISH,
		),
	},
};
