import type { INodeProperties } from 'n8n-workflow';

const BY_HEADER =
	'Paste the production URL (see "Webhook URLs" above, POST) as the webhook URL. Let it send the header X-Webhook-Secret with the secret of the credential; where no header can be set, add ?secret=… to the URL.';

const NOTICES: Readonly<Record<string, string>> = {
	dialog360: `In the 360dialog Hub, or with its API, set the webhook of the number. ${BY_HEADER}`,
	evolution: `In Evolution API, set the webhook of the instance with the event MESSAGES_UPSERT. ${BY_HEADER}`,
	gupshup: `In Gupshup, add a webhook to the app for messages, in the format V3 if you can choose. ${BY_HEADER}`,
	otherJson: `Anything that posts JSON about WhatsApp messages can start this workflow, once you have named its fields. ${BY_HEADER}`,
	twilio:
		"In Twilio's Console, open the WhatsApp sender and paste the production URL (see 'Webhook URLs' above, POST) as the webhook URL for incoming messages, with HTTP Post. The credential needs the Auth Token of the account, which signs the messages. Twilio waits 15 seconds for an answer and does not come back later: enter the same URL as the fallback URL, and retry failed runs under Executions.",
	waha: 'In WAHA, add a webhook with the production URL (see "Webhook URLs" above, POST) and the event message to the session, and set its HMAC key to the secret of the credential.',
};

/** Where a path starts, for all fields but the list of messages. */
const PATH_HINT = 'Names joined with dots, e.g. data.from.number';

const mapped = (field: {
	displayName: string;
	name: string;
	placeholder: string;
	description: string;
}): INodeProperties => ({ ...field, type: 'string', default: '' });

const MAPPING: INodeProperties[] = [
	mapped({
		displayName: 'Account Field',
		name: 'account',
		placeholder: 'e.g. to',
		description: "What names your number. Without it, the option 'Account Name' does.",
	}),
	mapped({
		displayName: 'Message List Field',
		name: 'messages',
		placeholder: 'e.g. data.messages',
		description:
			'Where the list of messages is, if one request can bring several. The other fields then start at a message.',
	}),
	mapped({
		displayName: 'Message Type Field',
		name: 'type',
		placeholder: 'e.g. type',
		description: 'Text, image, audio and so on',
	}),
	mapped({
		displayName: 'Own Message Field',
		name: 'ownSend',
		placeholder: 'e.g. fromMe',
		description: 'What is true for messages that you sent yourself. They start nothing.',
	}),
	mapped({
		displayName: 'Sender Name Field',
		name: 'name',
		placeholder: 'e.g. from.name',
		description: 'What the person calls themselves',
	}),
	mapped({
		displayName: 'Sender User ID Field',
		name: 'userId',
		placeholder: 'e.g. from.id',
		description: 'What names people who show no phone number',
	}),
	mapped({
		displayName: 'Time Field',
		name: 'time',
		placeholder: 'e.g. timestamp',
		description: 'When it was sent: seconds or milliseconds since 1970, or ISO 8601',
	}),
];

const otherJsonOnly = { show: { source: ['otherJson'] } };

/** Who delivers the messages, and what has to be set up there. */
export const sourceParameters: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: '360dialog', value: 'dialog360' },
			{ name: 'Evolution API', value: 'evolution' },
			{ name: 'Gupshup', value: 'gupshup' },
			{ name: 'Meta (WhatsApp Cloud API)', value: 'cloudApi' },
			{
				name: 'Other (JSON)',
				value: 'otherJson',
				description: 'Any system that can post a message as JSON',
			},
			{ name: 'Twilio', value: 'twilio' },
			{ name: 'WAHA', value: 'waha' },
		],
		default: 'cloudApi',
		description: 'Who delivers your WhatsApp messages',
	},
	...Object.entries(NOTICES).map(([source, text]): INodeProperties => ({
		displayName: text,
		name: `${source}Notice`,
		type: 'notice',
		default: '',
		displayOptions: { show: { source: [source] } },
	})),
	{
		displayName: 'Message ID Field',
		name: 'idField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. messageId',
		displayOptions: otherJsonOnly,
		description: 'Where the ID of the message is, which tells a repeated delivery from a new one',
		hint: PATH_HINT,
	},
	{
		displayName: 'Phone Number Field',
		name: 'phoneField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. message.from',
		displayOptions: otherJsonOnly,
		description: 'Where the phone number of the person who wrote is, with country code',
		hint: PATH_HINT,
	},
	{
		displayName: 'Text Field',
		name: 'textField',
		type: 'string',
		default: '',
		placeholder: 'e.g. message.text',
		displayOptions: otherJsonOnly,
		description: 'Where the text of the message is',
		hint: PATH_HINT,
	},
	{
		displayName: 'More Fields',
		name: 'moreFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions: otherJsonOnly,
		options: MAPPING,
	},
];
