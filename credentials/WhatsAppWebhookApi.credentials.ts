import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class WhatsAppWebhookApi implements ICredentialType {
	name = 'whatsAppWebhookApi';

	displayName = 'WhatsApp Webhook API';

	icon = { light: 'file:../icons/whatsapp.svg', dark: 'file:../icons/whatsapp.dark.svg' } as const;

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-contact-assignment';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				"Tells your provider's messages from forged ones. Twilio: the Auth Token of the account. WAHA: the HMAC key of the webhook. All others: a long random text of your own, at least 16 letters and digits, which the provider sends as the header X-Webhook-Secret.",
		},
	];
}
