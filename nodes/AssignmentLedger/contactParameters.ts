import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { phoneKey } from '../../routing/model/phoneForms';
import { identitiesOf } from '../../routing/model/touch';
import { toE164 } from '../../whatsapp/phone';
import { IN_ITEM } from '../shared/decidedItem/expressions';
import { fullItem } from '../shared/decidedItem/shapes';
import { fieldError, repeated } from '../shared/fieldError';
import { textOf } from '../shared/json';
import { fieldsOf } from '../shared/parameterValues';

const {
	contactId: CONTACT_ID,
	contactPhone: CONTACT_PHONE,
	whatsappUserId: WHATSAPP_USER_ID,
} = IN_ITEM;

export const contactParameters: INodeProperties[] = [
	{
		displayName: 'Fill in at least one of the following. Any of them finds the contact.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: CONTACT_ID,
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		description: "HighLevel's ID of the contact",
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: CONTACT_PHONE,
		placeholder: 'e.g. +14155550117',
		description: 'With country code',
	},
	{
		displayName: 'WhatsApp User ID',
		name: 'whatsappUserId',
		type: 'string',
		default: WHATSAPP_USER_ID,
		placeholder: 'e.g. US.13491208655302741918',
		description: 'As the WhatsApp Account Trigger gives it',
	},
];

/** What the fields hold, or the contact of an item. */
interface Named {
	contactId: string;
	phone: string;
	whatsappUserId: string;
}

const LABELS: Record<keyof Named, string> = {
	contactId: 'Contact ID',
	phone: 'Phone Number',
	whatsappUserId: 'WhatsApp User ID',
};

/**
 * By what the ledger is to find the contact of an item.
 * @throws {NodeOperationError} when the item says nothing about its contact, a field is no phone
 * number, or fields name two
 */
export function readIdentities(context: IExecuteFunctions, itemIndex: number): string[] {
	const field = (name: string) => textOf(context.getNodeParameter(name, itemIndex, ''));
	const named = namedBy(field('contactId'), field('phone'), field('whatsappUserId'));
	refuseWrongNumber(context, itemIndex, field('phone'));
	refuseTwo(context, itemIndex, named);
	const { contactId: id, phone, whatsappUserId } = named;
	const identities = identitiesOf({ id, phone, whatsappUserId });
	if (identities.length > 0) return identities;
	throw fieldError(
		context,
		itemIndex,
		"'Contact ID', 'Phone Number' and 'WhatsApp User ID' are all empty",
		'The expressions find no value in this item. Fill in one field that names the contact.',
	);
}

function namedBy(contactId: string, phone: string, whatsappUserId: string): Named {
	return { contactId, phone: toE164(phone) ?? '', whatsappUserId };
}

/** What is no number finds nobody, and must not be passed over because another field does. */
function refuseWrongNumber(context: IExecuteFunctions, itemIndex: number, given: string): void {
	if (given === '' || toE164(given) !== null) return;
	throw fieldError(
		context,
		itemIndex,
		`'${LABELS.phone}' is not a phone number: ${repeated(given)}`,
		'Write it with country code, e.g. +14155550117.',
	);
}

/** Each field alone finds a contact: one that was filled in for another person would find theirs, too. */
function refuseTwo(context: IExecuteFunctions, itemIndex: number, named: Named): void {
	const { id, phone, whatsappUserId } = fieldsOf(
		fullItem(context.getInputData()[itemIndex]?.json ?? {}).contact,
	);
	const item = namedBy(textOf(id), textOf(phone), textOf(whatsappUserId));
	const compared = (Object.keys(LABELS) as Array<keyof Named>).filter(
		(name) => named[name] !== '' && item[name] !== '',
	);
	const own = compared.find((name) => isSame(named, item, name));
	const other = compared.find((name) => !isSame(named, item, name));
	if (!own || !other) return;
	throw fieldError(
		context,
		itemIndex,
		`'${LABELS[own]}' and '${LABELS[other]}' name two contacts`,
		`'${LABELS[own]}' is that of the item's contact, '${LABELS[other]}' is not. Clear the fields that do not belong to the contact that you mean.`,
	);
}

function isSame(a: Named, b: Named, name: keyof Named): boolean {
	return name === 'phone' ? phoneKey(a.phone) === phoneKey(b.phone) : a[name] === b[name];
}
