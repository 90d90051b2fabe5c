import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { TouchContact, Touch } from '../../../routing/model/touch';
import { referenceWords, type AccountReference } from '../../../routing/model/references';
import { choices } from '../../shared/choices';
import { fieldsOf, text, texts, type Fields } from '../../shared/parameterValues';
import { loadedOptions } from '../parameters/loadedOptions';

type Choices = Pick<INodeProperties, 'displayName' | 'name' | 'description'>;

/** Something that the plan's rules ask for, picked from what they name. */
function namedByRules(field: Choices, loadOptionsMethod: string): INodeProperties {
	return {
		...field,
		...loadedOptions(loadOptionsMethod),
		noDataExpression: true,
		options: [],
		default: '',
	};
}

const details: INodeProperties[] = [
	{
		displayName: 'Came From an Ad',
		name: 'fromAd',
		type: 'boolean',
		default: true,
		description: 'Whether the person came from an ad that opens WhatsApp',
	},
	namedByRules(
		{ displayName: 'Country or Region', name: 'country', description: 'Of the phone number' },
		'exampleCountries',
	),
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		default: '',
		placeholder: 'e.g. I have a question about my invoice',
	},
	namedByRules(
		{ displayName: 'Owner', name: 'owner', description: 'Who owns the contact in HighLevel' },
		'exampleOwners',
	),
	namedByRules(
		{ displayName: 'Source', name: 'source', description: 'Where HighLevel has the contact from' },
		'exampleSources',
	),
	{
		displayName: 'Tags',
		name: 'tags',
		type: 'string',
		default: '',
		placeholder: 'e.g. vip, customer',
		description: 'Tags of the contact in HighLevel, separated by commas',
	},
	{
		displayName: 'Time',
		name: 'time',
		type: 'dateTime',
		default: '',
		description:
			"When the message comes, by the clock of the workflow's time zone. Empty means now.",
	},
];

/** The section 'Try It': examples, each with who would get the contact, computed while one edits. */
export const tryIt: INodeProperties = {
	displayName: 'Try It',
	name: 'tryIt',
	type: 'fixedCollection',
	placeholder: 'Add Example',
	default: { values: [{}] },
	description: 'Examples and who would get them. Nothing runs, and nobody gets anything.',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Example' },
	options: [
		{
			displayName: 'Example',
			name: 'values',
			values: [
				namedByRules(
					{
						displayName: 'WhatsApp Account',
						name: 'account',
						description: 'The account that the person writes to, of those that the rules name',
					},
					'exampleAccounts',
				),
				{
					displayName: 'Contact',
					name: 'contact',
					type: 'options',
					noDataExpression: true,
					options: choices<'existing' | 'new'>({
						existing: { name: 'Existing', description: 'HighLevel has the contact already' },
						new: { name: 'New', description: 'HighLevel does not have the contact yet' },
					}),
					default: 'new',
				},
				{
					displayName: 'More About the Example',
					name: 'details',
					type: 'collection',
					placeholder: 'Add Detail',
					default: {},
					options: details,
				},
				{
					displayName: 'Who Gets It',
					name: 'result',
					...loadedOptions('tryExample'),
					noDataExpression: true,
					options: [],
					default: '',
					description:
						'Open the list to read why. Turns, loads and what HighLevel says of people are not known here.',
				},
			],
		},
	],
};

/** An example as the plan's rules are asked about it. */
export interface Example {
	touch: Touch;
	/** ISO 8601 without a zone, or with one; empty for now. */
	time: string;
}

/** Reads one card of {@link tryIt}. */
export function exampleFrom(card: Fields): Example {
	const { fromAd, country, message, owner, source, tags, time } = fieldsOf(card.details);
	const contact: TouchContact = {
		id: 'example',
		name: 'Example',
		existed: text(card.contact) === 'existing',
		ownerId: text(owner) || null,
		tags: texts(tags),
		source: text(source) || null,
		...placeFrom(text(country)),
	};
	const touch: Touch = {
		key: 'example',
		event: 'message',
		account: accountFrom(text(card.account)),
		contact,
		...(fromAd === true && { referral: { sourceType: 'ad', sourceId: 'example' } }),
		message: { text: text(message) },
	};
	return { touch, time: text(time) };
}

function placeFrom(code: string): Pick<TouchContact, 'country' | 'region'> {
	const [country = ''] = code.split('-');
	return code === country ? { country: code || null } : { country, region: code };
}

/** An account that a rule names, as a choice: `name Support Line`. */
export function accountChoice(account: AccountReference): INodePropertyOptions {
	return { name: referenceWords(account), value: `${account.by} ${account.value}` };
}

/** The account of a choice. No rule knows one that none names. */
function accountFrom(named: string): NonNullable<Touch['account']> {
	const [, by = 'id', value = 'another account'] = /^(\w+) (.*)$/s.exec(named) ?? [];
	return { id: '', [by]: value };
}
