import { NodeOperationError, type INodeProperties } from 'n8n-workflow';
import { numberIn } from '../../../routing/model/phoneForms';
import type { TouchFilters } from '../../../whatsapp/filters';
import type { TriggerContext } from '../../shared/trigger/context';

/**
 * What does not even start the workflow, among the options: their names begin alike, so that they stand
 * together. What does not pass all of them is confirmed to WhatsApp.
 */
export const filterOptions: INodeProperties[] = [
	{
		displayName: 'Filter: From Numbers',
		name: 'fromNumbers',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 415, +55',
		description:
			'Only people whose phone number is one of these or begins with it, separated by commas. Who shows no number to you does not pass.',
	},
	{
		displayName: 'Filter: Group Messages',
		name: 'groups',
		type: 'options',
		options: [
			{
				name: 'Ignore',
				value: 'none',
				description: 'Only messages that people write to you alone',
			},
			{ name: 'Only', value: 'only', description: 'Only messages in WhatsApp groups' },
		],
		default: 'none',
		description: 'What to do with messages in WhatsApp groups',
	},
	{
		displayName: 'Filter: Keyword Match',
		name: 'keywordMatch',
		type: 'options',
		options: [
			{
				name: 'Anywhere in the Text',
				value: 'contains',
				description: "The keyword 'art' fits 'Start'",
			},
			{
				name: 'As Whole Words',
				value: 'word',
				description: "The keyword 'art' fits 'I like art!' and not 'Start'",
			},
			{
				name: 'As the Whole Text',
				value: 'exact',
				description: "The keyword 'art' fits 'Art' and nothing longer",
			},
		],
		default: 'contains',
		description: "How 'Filter: Keywords' are looked for",
	},
	{
		displayName: 'Filter: Keywords',
		name: 'keywords',
		type: 'string',
		default: '',
		placeholder: 'e.g. price, quote, book a demo',
		description:
			'Only messages with at least one of these, separated by commas. Upper and lower case do not matter. Captions and pressed buttons count as text.',
	},
	{
		displayName: 'Filter: Message Types',
		name: 'messageTypes',
		type: 'multiOptions',
		options: [
			{ name: 'Audio', value: 'audio', description: 'Also voice messages' },
			{ name: 'Contact Card', value: 'contacts' },
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{
				name: 'List, Button or Flow Reply',
				value: 'interactive',
				description: 'The answer to an interactive message of yours',
			},
			{ name: 'Location', value: 'location' },
			{ name: 'Order', value: 'order', description: 'From your catalog' },
			{ name: 'Sticker', value: 'sticker' },
			{
				name: 'Template Button',
				value: 'button',
				description: 'A quick reply of a template was pressed',
			},
			{ name: 'Text', value: 'text' },
			{
				name: 'Unsupported',
				value: 'unsupported',
				description: 'Something that WhatsApp does not hand on',
			},
			{ name: 'Video', value: 'video' },
		],
		default: [],
		description: 'Only messages of these types. Choose none for all types.',
	},
	{
		displayName: 'Filter: Not From Numbers',
		name: 'notFromNumbers',
		type: 'string',
		default: '',
		placeholder: 'e.g. +1 415 555 0117',
		description:
			'Nobody whose phone number is one of these or begins with it, separated by commas. Useful for your own team and for spam.',
	},
];

interface FilterFields {
	fromNumbers?: string;
	notFromNumbers?: string;
	messageTypes?: string[];
	groups?: 'only' | 'none';
	keywords?: string;
	keywordMatch?: 'contains' | 'word' | 'exact';
}

/**
 * The filters as they are filled in; an empty field is no filter.
 * @throws {NodeOperationError} when something that should be a phone number is none
 */
export function readFilters(context: TriggerContext): TouchFilters {
	const fields = context.getNodeParameter('options', {}) as FilterFields;
	const numbers = (label: string, text: string | undefined) =>
		listed(text)?.map((number) => beginningOfNumber(context, label, number));
	return {
		fromNumbers: numbers('Filter: From Numbers', fields.fromNumbers),
		notFromNumbers: numbers('Filter: Not From Numbers', fields.notFromNumbers),
		messageTypes: fields.messageTypes?.length ? new Set(fields.messageTypes) : undefined,
		groups: fields.groups,
		keywords: listed(fields.keywords),
		keywordMatch: fields.keywordMatch,
	};
}

function listed(text: string | undefined): string[] | undefined {
	// An expression may give a number.
	const parts = String(text ?? '')
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	return parts.length > 0 ? parts : undefined;
}

function beginningOfNumber(context: TriggerContext, label: string, text: string): string {
	const digits = numberIn(text).replace(/^\+|^00|[\s().\-/]/g, '');
	if (/^[1-9]\d{0,14}$/.test(digits)) return digits;
	throw new NodeOperationError(
		context.getNode(),
		`'${label}' has an entry that is no beginning of a phone number`,
		{
			description:
				'Write the country code first, e.g. +1 415 or +55, and commas between the numbers. Numbers for use inside a country, which begin with 0, do not work.',
		},
	);
}
