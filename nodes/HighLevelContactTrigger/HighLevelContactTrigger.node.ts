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
import { checkSettings } from './checkSettings';
import { triggerParameters } from './parameters';
import { receiveWebhook } from './receiveWebhook';

const credentials: INodeCredentialDescription[] = [
	{
		name: 'highLevelWebhookApi',
		displayName: 'Credential for HighLevel Webhook',
		required: true,
		displayOptions: { show: { source: ['workflow'] } },
		testedBy: 'testSecret',
	},
	ledgerCredential,
];

export class HighLevelContactTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'HighLevel Contact Trigger',
		name: 'highLevelContactTrigger',
		icon: { light: 'file:../../icons/highlevel.svg', dark: 'file:../../icons/highlevel.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["source"] === "app" ? "Marketplace App" : "Workflow Webhook Action" }}',
		description: 'Triggers the workflow when something happens to a contact in HighLevel',
		eventTriggerDescription: 'Waiting for an event in HighLevel',
		activationMessage: 'Events in HighLevel now start this workflow.',
		defaults: { name: 'HighLevel Contact Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				// HighLevel waits for no workflow, and takes every answer but 429 for the last word.
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'highlevel',
			},
		],
		triggerPanel: {
			header: '',
			executionsHelp: {
				inactive:
					'Copy the test URL into HighLevel, click "Execute step", then do in HighLevel what shall start the workflow. Put the production URL in its place afterwards.',
				active:
					'Every event runs the published workflow; see the Executions tab. HighLevel delivers to the URL that you pasted there: test events need the test URL.',
			},
			activationHint:
				'Publish the workflow, and paste the production URL into HighLevel: it cannot be told there automatically.',
		},
		properties: triggerParameters,
	};

	methods = { credentialTest: { testSecret } };

	webhookMethods = {
		default: {
			/** HighLevel has no API that would tell. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(false);
			},
			/** There is nothing to register, but what is set wrong is told now and not by silence. */
			async create(this: IHookFunctions): Promise<boolean> {
				await lookWhenPublished(this);
				return await publishing(this, checkSettings);
			},
			/** Whoever pasted the URL into HighLevel has to take it out there. */
			async delete(this: IHookFunctions): Promise<boolean> {
				return await Promise.resolve(true);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}
