import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { identitiesOf } from '../../routing/model/touch';
import { toE164 } from '../../whatsapp/phone';
import { fieldError, repeated } from '../shared/fieldError';
import { textOf } from '../shared/json';
import { fieldsOf } from '../shared/parameterValues';
import { itemFields } from './itemFields';
import { ofContact } from './operationParameters';

/** What names a contact, and how people see it. */
const FIELDS = {
	phone: {
		name: 'Phone Number',
		placeholder: 'e.g. +14155550117',
		description: 'With country code',
	},
	contactId: {
		name: 'Contact ID',
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		description: "HighLevel's ID of the contact",
	},
	whatsappUserId: {
		name: 'WhatsApp User ID',
		placeholder: 'e.g. US.13491208655302741918',
		description: 'As the WhatsApp Account Trigger gives it',
	},
} as const;

type FieldName = keyof typeof FIELDS;

const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export const contactParameters: INodeProperties[] = [
	{
		displayName: 'Contact',
		name: 'contact',
		type: 'options',
		options: [
			{
				name: 'From the Item',
				value: 'item',
				description:
					"Behind a trigger or Resolve Assignment, which say who the contact is, or a Webhook node that HighLevel's Webhook action calls",
			},
			...FIELD_NAMES.map((value) => ({ name: `By ${FIELDS[value].name}`, value })),
		],
		default: 'item',
		displayOptions: ofContact,
	},
	...FIELD_NAMES.map((name): INodeProperties => ({
		displayName: FIELDS[name].name,
		name,
		type: 'string',
		default: '',
		required: true,
		placeholder: FIELDS[name].placeholder,
		displayOptions: { show: { contact: [name], ...ofContact.show } },
		description: FIELDS[name].description,
	})),
];

/**
 * By what the ledger is to find the contact of an item.
 * @throws {NodeOperationError} when nothing names the contact, or the number is none
 */
export function readIdentities(context: IExecuteFunctions, itemIndex: number): string[] {
	const given = context.getNodeParameter('contact', itemIndex);
	const chosen = FIELD_NAMES.find((name) => name === given);
	const named = chosen
		? { [chosen]: textOf(context.getNodeParameter(chosen, itemIndex, '')) }
		: inItem(context, itemIndex);
	const identities = identitiesOf({
		id: named.contactId,
		phone: numberIn(context, itemIndex, named.phone ?? ''),
		whatsappUserId: named.whatsappUserId,
	});
	if (identities.length > 0) return identities;
	throw chosen ? emptyField(context, itemIndex, chosen) : namelessItem(context, itemIndex);
}

/** As triggers name it, or as HighLevel's Webhook action does. */
function inItem(context: IExecuteFunctions, itemIndex: number): Partial<Record<FieldName, string>> {
	const { item, sent } = itemFields(context, itemIndex);
	const { id, phone, whatsappUserId } = fieldsOf(item.contact);
	const named = {
		contactId: textOf(id),
		phone: textOf(phone),
		whatsappUserId: textOf(whatsappUserId),
	};
	if (Object.values(named).some((name) => name !== '')) return named;
	return { contactId: textOf(sent.contact_id), phone: toE164(textOf(sent.phone)) ?? '' };
}

/** What is no number finds nobody, and must not be passed over because something else does. */
function numberIn(context: IExecuteFunctions, itemIndex: number, given: string): string {
	const phone = toE164(given);
	if (phone !== null || given === '') return phone ?? '';
	throw fieldError(
		context,
		itemIndex,
		`'${FIELDS.phone.name}' is not a phone number: ${repeated(given)}`,
		'Write it with country code, e.g. +14155550117.',
	);
}

function emptyField(context: IExecuteFunctions, itemIndex: number, name: FieldName): Error {
	return fieldError(
		context,
		itemIndex,
		`'${FIELDS[name].name}' is empty`,
		'Fill it in. If it holds an expression, that finds no value in this item.',
	);
}

function namelessItem(context: IExecuteFunctions, itemIndex: number): Error {
	return fieldError(
		context,
		itemIndex,
		'The item does not say who the contact is',
		"Connect this node behind a trigger of this package or Resolve Assignment, or choose in 'Contact' by what it is found.",
	);
}
