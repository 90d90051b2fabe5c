import type { INodeProperties } from 'n8n-workflow';
import type { Sender } from '../../../highlevel/webhooks/senders';
import type { TriggerContext } from '../../shared/trigger/context';

export const fromApp = { show: { source: ['app'] } };
export const fromWorkflow = { show: { source: ['workflow'] } };

export const receiveFromParameters: INodeProperties[] = [
	{
		displayName: 'Receive From',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Marketplace App',
				value: 'app',
				description:
					'An app of your own in the HighLevel Marketplace, for one or many sub-accounts. HighLevel signs every event.',
			},
			{
				name: 'Workflow Webhook Action',
				value: 'workflow',
				description:
					"The Webhook action of HighLevel's own workflows. Needs no app, and one workflow in each sub-account.",
			},
		],
		default: 'app',
	},
	{
		displayName:
			'HighLevel has to be told once, by hand: at <b>marketplace.gohighlevel.com</b>, open your app, then <b>Advanced Settings > Webhooks</b>. Paste the production URL, found above under <b>Webhook URLs</b>, and tick the events that you choose below. Events come only with their permission (scope): <b>contacts.readonly</b> for contacts and tags, <b>conversations/message.readonly</b> for messages, <b>opportunities.readonly</b> for opportunities. HighLevel does not repeat what it tells while n8n is down: the <b>HighLevel Missed Contacts Trigger</b> finds it afterwards.',
		name: 'appNotice',
		type: 'notice',
		default: '',
		displayOptions: fromApp,
	},
	{
		displayName:
			'In HighLevel, add the action <b>Webhook</b> to a workflow: method POST, and the production URL, found above under <b>Webhook URLs</b>, with <b>?secret=</b> and the secret of the credential at its end. Where headers can be set, as in the action Custom Webhook, send the secret as <b>X-Webhook-Secret</b> instead: URLs may end up in logs. HighLevel does not repeat what it tells while n8n is down: the <b>HighLevel Missed Contacts Trigger</b> finds it afterwards.',
		name: 'workflowNotice',
		type: 'notice',
		default: '',
		displayOptions: fromWorkflow,
	},
];

export function senderOf(context: TriggerContext): Sender {
	return context.getNodeParameter('source', 'app') === 'workflow' ? 'workflow' : 'app';
}

/** Where n8n holds the secret that HighLevel's workflows have to send. */
export const WEBHOOK_SECRET = { credential: 'highLevelWebhookApi', field: 'secret' } as const;
