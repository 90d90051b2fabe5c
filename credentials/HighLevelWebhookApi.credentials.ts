import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class HighLevelWebhookApi implements ICredentialType {
	name = 'highLevelWebhookApi';

	displayName = 'HighLevel Webhook API';

	icon = {
		light: 'file:../icons/highlevel.svg',
		dark: 'file:../icons/highlevel.dark.svg',
	} as const;

	documentationUrl =
		'https://help.gohighlevel.com/support/solutions/articles/155000003299-workflow-action-webhook-outbound-';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"A long random text of your own, at least 16 letters and digits. HighLevel's workflow sends the same text, at the end of the URL or in a header.",
		},
	];
}
