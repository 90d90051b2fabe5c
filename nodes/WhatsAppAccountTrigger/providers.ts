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

const BY_HEADER =
	'Paste the production URL (see "Webhook URLs" above, POST) as the webhook URL. Let it send the header X-Webhook-Secret with the secret of the credential; where no header can be set, add ?secret=… to the URL.';

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
		notice: `In the 360dialog Hub, or with its API, set the webhook of the number. ${BY_HEADER}`,
	},
	evolution: {
		...BY_HAND,
		label: 'Evolution API',
		notice: `In Evolution API, set the webhook of the instance with the event MESSAGES_UPSERT. ${BY_HEADER}`,
	},
	gupshup: {
		...BY_HAND,
		label: 'Gupshup',
		notice: `In Gupshup, add a webhook to the app for messages, in the format V3 if you can choose. ${BY_HEADER}`,
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
		notice: `Anything that posts JSON about WhatsApp messages can start this workflow, once you have named its fields. ${BY_HEADER}`,
		readSettings: (context) => ({ ...NO_SETTINGS, fields: readJsonFields(context) }),
	},
	twilio: {
		...BY_HAND,
		label: 'Twilio',
		notice:
			"In Twilio's Console, open the WhatsApp sender and paste the production URL (see 'Webhook URLs' above, POST) as the webhook URL for incoming messages, with HTTP Post. The credential needs the Auth Token of the account, which signs the messages. Twilio waits 15 seconds for an answer and does not come back later: enter the same URL as the fallback URL, and retry failed runs under Executions.",
	},
	waha: {
		...BY_HAND,
		label: 'WAHA',
		notice:
			'In WAHA, add a webhook with the production URL (see "Webhook URLs" above, POST) and the event message to the session, and set its HMAC key to the secret of the credential.',
	},
};
