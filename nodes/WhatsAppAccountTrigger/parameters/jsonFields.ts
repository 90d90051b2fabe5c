import { NodeOperationError, type INodeProperties } from 'n8n-workflow';
import type { ProviderName } from '../../../whatsapp/providers';
import type { JsonFields } from '../../../whatsapp/providers/provider';
import type { TriggerContext } from '../../shared/trigger/context';

/** Where a path starts, for all fields but the list of messages. */
const PATH_HINT = 'Names joined with dots, e.g. data.from.number';

const field = (description: {
	displayName: string;
	name: string;
	placeholder: string;
	description: string;
}): INodeProperties => ({ ...description, type: 'string', default: '' });

const MORE_FIELDS: INodeProperties[] = [
	field({
		displayName: 'Account Field',
		name: 'account',
		placeholder: 'e.g. to',
		description: "What names your number. Without it, the option 'Account Name' does.",
	}),
	field({
		displayName: 'Message List Field',
		name: 'messages',
		placeholder: 'e.g. data.messages',
		description:
			'Where the list of messages is, if one request can bring several. The other fields then start at a message.',
	}),
	field({
		displayName: 'Message Type Field',
		name: 'type',
		placeholder: 'e.g. type',
		description: 'Text, image, reaction and so on, or the name of the event',
	}),
	field({
		displayName: 'Own Message Field',
		name: 'ownSend',
		placeholder: 'e.g. fromMe',
		description: 'What is true for messages that you sent yourself. They start nothing.',
	}),
	field({
		displayName: 'Sender Name Field',
		name: 'name',
		placeholder: 'e.g. from.name',
		description: 'What the person calls themselves',
	}),
	field({
		displayName: 'Sender User ID Field',
		name: 'userId',
		placeholder: 'e.g. from.id',
		description: 'What names people who show no phone number',
	}),
	field({
		displayName: 'Time Field',
		name: 'time',
		placeholder: 'e.g. timestamp',
		description: 'When it was sent: seconds or milliseconds since 1970, or ISO 8601',
	}),
];

const OTHER_JSON: ProviderName[] = ['otherJson'];

const displayOptions = { show: { source: OTHER_JSON } };

/** Where another system keeps what the trigger needs. */
export const jsonFieldParameters: INodeProperties[] = [
	{
		displayName: 'Message ID Field',
		name: 'idField',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. messageId',
		displayOptions,
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
		displayOptions,
		description: 'Where the phone number of the person who wrote is, with country code',
		hint: PATH_HINT,
	},
	{
		displayName: 'Text Field',
		name: 'textField',
		type: 'string',
		default: '',
		placeholder: 'e.g. message.text',
		displayOptions,
		description: 'Where the text of the message is',
		hint: PATH_HINT,
	},
	{
		displayName: 'More Fields',
		name: 'moreFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions,
		options: MORE_FIELDS,
	},
];

/**
 * The fields as they are filled in.
 * @throws {NodeOperationError} when a field that is needed was not named
 */
export function readJsonFields(context: TriggerContext): JsonFields {
	const text = (parameter: string) => String(context.getNodeParameter(parameter, '')).trim();
	const more = context.getNodeParameter('moreFields', {}) as Partial<JsonFields>;
	const id = text('idField');
	const phone = text('phoneField');
	const { messages = '', userId = '', name = '', type = '', time = '' } = more;
	const { account = '', ownSend = '' } = more;
	if (id === '') throw missing(context, 'Message ID Field', 'the ID of a message');
	if (phone === '' && userId === '') {
		throw missing(context, 'Phone Number Field', 'the phone number of the person who wrote');
	}
	const named = { messages, userId, name, type, time, account, ownSend };
	return { ...named, id, phone, text: text('textField') };
}

function missing(context: TriggerContext, field: string, what: string): NodeOperationError {
	return new NodeOperationError(context.getNode(), `'${field}' is empty`, {
		description: `Name the field of the JSON that holds ${what}, e.g. message.from`,
	});
}
