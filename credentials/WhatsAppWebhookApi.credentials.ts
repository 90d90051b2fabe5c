import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class WhatsAppWebhookApi implements ICredentialType {
	name = 'whatsAppWebhookApi';

	displayName = 'WhatsApp Webhook API';

	icon = { light: 'file:../icons/whatsapp.svg', dark: 'file:../icons/whatsapp.dark.svg' } as const;

	documentationUrl = 'docs/whatsapp-sources.md';

	properties: INodeProperties[] = [
		{
			displayName:
				"For messages from 360dialog, Evolution API, Gupshup, Twilio, WAHA or any other system. Messages that come from Meta itself need the credential 'WhatsApp Cloud API'. n8n's own 'WhatsApp API' and 'WhatsApp OAuth API' do not fit here.",
			name: 'whichNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName:
				"What to enter as the secret:<ul><li>Twilio: the Auth Token of the account, on the first page of Twilio's Console. Twilio signs with it.</li><li>WAHA: a long random text. Enter the same as the HMAC key of WAHA's webhook.</li><li>All others: a long random text. Let them send the same as the header X-Webhook-Secret, or at the end of the URL, after ?secret=.</li></ul>",
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
				"Tells your provider's messages from forged ones: at least 16 letters and digits. With Twilio, the Auth Token of the account.",
		},
	];
}
