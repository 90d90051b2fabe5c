import type { INodeProperties } from 'n8n-workflow';
import type { Sender } from '../../../highlevel/webhooks/senders';
import type { TriggerContext } from '../../shared/trigger/context';
import { steps } from '../../shared/trigger/steps';

export const fromApp = { show: { source: ['app'] } };
export const fromWorkflow = { show: { source: ['workflow'] } };

const DEFAULT: Sender = 'workflow';

const COPY = "Copy the production URL from 'Webhook URLs' above.";

const PUBLISH =
	'Publish this workflow. HighLevel repeats nothing that it tells while n8n is down: the node HighLevel Missed Contacts Trigger finds it afterwards.';

export const receiveFromParameters: INodeProperties[] = [
	{
		displayName: 'Receive From',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Workflow Webhook Action',
				value: 'workflow',
				description:
					"The Webhook action of HighLevel's own workflows. Needs no app, and one workflow in each sub-account.",
			},
			{
				name: 'Marketplace App',
				value: 'app',
				description:
					'An app of your own in the HighLevel Marketplace, for one or many sub-accounts. HighLevel signs every event.',
			},
		],
		default: DEFAULT,
	},
	{
		displayName: steps(
			COPY,
			'In HighLevel, create a workflow (Automation > Workflows) whose trigger is what you choose below, and add the action Webhook to it: method POST, and the URL with ?secret= and the secret of the credential at its end.',
			'Or take the action Custom Webhook and send the secret as the header X-Webhook-Secret: URLs may end up in logs.',
			PUBLISH,
		),
		name: 'workflowNotice',
		type: 'notice',
		default: '',
		displayOptions: fromWorkflow,
	},
	{
		displayName: steps(
			COPY,
			'At marketplace.gohighlevel.com, open your app, then Advanced Settings > Webhooks. Paste the URL and tick the events that you choose below.',
			'Under Advanced Settings > Auth, add the permissions (scopes) that they need: contacts.readonly for contacts and tags, conversations/message.readonly for messages and replies, opportunities.readonly for opportunities.',
			PUBLISH,
		),
		name: 'appNotice',
		type: 'notice',
		default: '',
		displayOptions: fromApp,
	},
];

export function senderOf(context: TriggerContext): Sender {
	return context.getNodeParameter('source', DEFAULT) === 'app' ? 'app' : 'workflow';
}

/** Where n8n holds the secret that HighLevel's workflows have to send. */
export const WEBHOOK_SECRET = { credential: 'highLevelWebhookApi', field: 'secret' } as const;
