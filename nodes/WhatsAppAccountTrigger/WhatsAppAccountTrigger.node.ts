import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeCredentialDescription,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { ledgerCredential } from '../shared/ledger/ledgerParameter';
import { lookWhenPublished } from '../shared/ledger/lookWhenPublished';
import { publishing } from '../shared/trigger/publishing';
import { testSecret } from '../shared/trigger/secretTest';
import { searchAccounts, searchBusinessAccounts } from '../shared/whatsApp/connection';
import { triggerParameters } from './parameters';
import { WITH_META_APP } from './parameters/accounts';
import { filterHints } from './parameters/filters';
import { RESPONSE_MODE } from './parameters/options';
import { providerSubtitle } from './parameters/provider';
import { receiveWebhook } from './receiveWebhook';
import { isRegistered, register, unregister } from './registration';

const credentials: INodeCredentialDescription[] = [
	{
		name: 'whatsAppCloudApi',
		required: true,
		displayOptions: { show: { source: WITH_META_APP } },
	},
	{
		name: 'whatsAppWebhookApi',
		displayName: 'Credential for WhatsApp Webhook',
		required: true,
		displayOptions: { hide: { source: WITH_META_APP } },
		testedBy: 'testSecret',
	},
	ledgerCredential,
];

export class WhatsAppAccountTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WhatsApp Account Trigger',
		name: 'whatsAppAccountTrigger',
		icon: { light: 'file:../../icons/whatsapp.svg', dark: 'file:../../icons/whatsapp.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: providerSubtitle,
		description:
			'Triggers the workflow when somebody writes to one of your WhatsApp numbers, with Meta or any provider',
		eventTriggerDescription: 'Waiting for a WhatsApp message',
		activationMessage: 'WhatsApp messages now start this workflow.',
		defaults: { name: 'WhatsApp Account Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [
			// The GET stands first: Meta verifies the address while the POST is being registered. It is the
			// same address, so the panel shows it once.
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: 'whatsapp',
				ndvHideUrl: true,
			},
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: RESPONSE_MODE,
				responseData: 'noData',
				path: 'whatsapp',
			},
			// Some gateways add the name of the event, e.g. `…/whatsapp/messages-upsert`. n8n finds addresses
			// with a variable part by the webhook's ID in front, but keeps them by the path alone: the name of
			// the variable makes it another one in each workflow. Not 'default': it is registered once.
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: RESPONSE_MODE,
				responseData: 'noData',
				isFullPath: true,
				path: '=whatsapp/:{{ $webhookId }}',
				ndvHideUrl: true,
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'Click "Execute step", then send a WhatsApp message to the account. While n8n waits for it, the published workflow does not receive the account\'s messages. With a Source other than Meta nothing is borrowed: the provider has to send to the Test URL.',
				active:
					'Every message runs the published workflow; see the Executions tab. To build with a message of your own, click "Execute step" and send one: until it arrives, the published workflow pauses for this account. With a Source other than Meta nothing is borrowed: the provider has to send to the Test URL.',
			},
			activationHint: 'Publish the workflow to route every message as it arrives.',
		},
		hints: filterHints,
		properties: triggerParameters,
	};

	methods = {
		listSearch: { searchAccounts, searchBusinessAccounts },
		credentialTest: { testSecret },
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await lookWhenPublished(this);
				return await publishing(this, isRegistered);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await publishing(this, register);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await publishing(this, unregister);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}
