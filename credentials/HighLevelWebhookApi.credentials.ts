import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class HighLevelWebhookApi implements ICredentialType {
	name = 'highLevelWebhookApi';

	displayName = 'HighLevel Webhook API';

	icon = {
		light: 'file:../icons/highlevel.svg',
		dark: 'file:../icons/highlevel.dark.svg',
	} as const;

	documentationUrl = 'docs/nodes/highlevel-contact-trigger.md#workflow-webhook-action';

	properties: INodeProperties[] = [
		{
			displayName:
				"For the node HighLevel Contact Trigger, when it receives from the Webhook action of a HighLevel workflow:<ul><li>1. Enter a long random text below and save.</li><li>2. In HighLevel, put ?secret= and the same text at the end of the action's URL. The action Custom Webhook can send it as the header X-Webhook-Secret instead.</li></ul>",
			name: 'stepsNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 7f3kQ9mZ2xV8pL4wT6nB',
			description:
				"A long random text of your own, at least 16 letters and digits. HighLevel's workflow sends the same text, at the end of the URL or in a header.",
		},
	];
}
