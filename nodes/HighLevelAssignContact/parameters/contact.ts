import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactReference } from '../../../highlevel/lookUpContact';
import type { Creation } from '../../../highlevel/settleOwner';
import { toE164 } from '../../../whatsapp/phone';
import { isReassignItem } from '../../shared/highLevel/reassignItems';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { fullItem } from '../../shared/decidedItem/shapes';
import { fieldError, repeated } from '../../shared/fieldError';
import { textOf } from '../../shared/json';
import { fieldsOf } from '../../shared/parameterValues';
import { readOptions } from './options';
import { emptyField, parameterText, readText } from './values';

const {
	contactEmail: CONTACT_EMAIL,
	contactId: CONTACT_ID,
	contactName: CONTACT_NAME,
	contactPhone: CONTACT_PHONE,
} = IN_ITEM;

/** By what a contact can be found that is then also created. */
const IDENTIFIERS = ['phone', 'email', 'phoneOrEmail'];

const whenFoundBy = (...findBy: string[]) => ({ show: { findBy } });
const whenCreating = { show: { operation: ['assign'], findBy: IDENTIFIERS, create: [true] } };

export const contactParameters: INodeProperties[] = [
	{
		displayName: 'Find Contact By',
		name: 'findBy',
		type: 'options',
		options: [
			{ name: 'Phone Number', value: 'phone' },
			{ name: 'Email', value: 'email' },
			{
				name: 'Phone Number or Email',
				value: 'phoneOrEmail',
				description: 'If they belong to two contacts, the one with the phone number is meant',
			},
			{ name: 'Contact ID', value: 'contactId' },
		],
		default: 'phone',
		description: 'Contacts of HighLevel Reassign Contacts are always found by their ID',
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: CONTACT_PHONE,
		required: true,
		placeholder: 'e.g. +14155550117',
		displayOptions: whenFoundBy('phone', 'phoneOrEmail'),
		description: 'With country code. Older forms of the same number are found too.',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: CONTACT_EMAIL,
		required: true,
		placeholder: 'e.g. nathan@example.com',
		displayOptions: whenFoundBy('email', 'phoneOrEmail'),
	},
	{
		displayName: 'Contact ID',
		name: 'contactId',
		type: 'string',
		default: CONTACT_ID,
		required: true,
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		displayOptions: whenFoundBy('contactId'),
		description: "HighLevel's ID of the contact",
	},
	{
		displayName: 'Create Contact If Missing',
		name: 'create',
		type: 'boolean',
		default: true,
		displayOptions: { show: { operation: ['assign'], findBy: IDENTIFIERS } },
		description: 'Whether to create the contact, with its owner, when HighLevel has none yet',
	},
	{
		displayName: 'Name of New Contact',
		name: 'contactName',
		type: 'string',
		default: CONTACT_NAME,
		placeholder: 'e.g. Nathan Smith',
		displayOptions: whenCreating,
	},
	{
		displayName: 'Email of New Contact',
		name: 'contactEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. nathan@example.com',
		displayOptions: { show: { operation: ['assign'], findBy: ['phone'], create: [true] } },
	},
	{
		displayName: 'Source of New Contact',
		name: 'source',
		type: 'string',
		default: 'WhatsApp',
		displayOptions: whenCreating,
		description: "Shown in HighLevel as the contact's source",
	},
];

const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * Which contact an item is about.
 * @returns null when the touch says that the person shows no phone number, and nothing else is there
 * @throws {NodeOperationError} when the field is empty or holds something else
 */
export function readContact(
	context: IExecuteFunctions,
	itemIndex: number,
): ContactReference | null {
	// Whoever works on many contacts knows them by ID, and some have no number at all.
	const json = fullItem(context.getInputData()[itemIndex]?.json ?? {});
	const known = isReassignItem(json) ? textOf(fieldsOf(json.contact).id) : '';
	if (known !== '') return { id: known };
	switch (context.getNodeParameter('findBy', itemIndex)) {
		case 'contactId': {
			const id = parameterText(context, 'contactId', 'Contact ID', itemIndex);
			if (id !== '') return { id };
			throw emptyField(
				context,
				'Contact ID',
				itemIndex,
				'The expression finds no value in this item. HighLevel triggers give the ID of the contact.',
			);
		}
		case 'email': {
			const email = readEmail(context, 'email', itemIndex);
			if (email !== null) return { phone: null, email };
			throw emptyField(
				context,
				'Email',
				itemIndex,
				'The expression finds no value in this item. Not every contact has an email address.',
			);
		}
		case 'phoneOrEmail': {
			const email = readEmail(context, 'email', itemIndex);
			const phone = readPhone(context, itemIndex, email !== null);
			return phone === null && email === null ? null : { phone, email };
		}
		default: {
			const phone = readPhone(context, itemIndex, false);
			return phone === null ? null : { phone, email: null };
		}
	}
}

/** How the contact is created when HighLevel has none; null when that is not wanted. */
export function readCreation(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): Creation | null {
	if ('id' in reference || context.getNodeParameter('create', itemIndex) !== true) return null;
	const byPhoneAlone = context.getNodeParameter('findBy', itemIndex) === 'phone';
	const email = byPhoneAlone ? readEmail(context, 'contactEmail', itemIndex) : null;
	// With both, HighLevel's refusal need not name the contact that has the number.
	const both = reference.phone !== null && (reference.email ?? email) !== null;
	return {
		name: parameterText(context, 'contactName', 'Name of New Contact', itemIndex) || null,
		email,
		source: parameterText(context, 'source', 'Source of New Contact', itemIndex) || 'WhatsApp',
		first: readOptions(context, itemIndex).createFirst && !both,
	};
}

/** The email address in a field, null when it is empty. */
function readEmail(
	context: IExecuteFunctions,
	name: 'email' | 'contactEmail',
	itemIndex: number,
): string | null {
	const label = name === 'email' ? 'Email' : 'Email of New Contact';
	const given = parameterText(context, name, label, itemIndex);
	if (given === '') return null;
	if (EMAIL.test(given)) return given;
	throw fieldError(
		context,
		itemIndex,
		`'${label}' is not an email address: ${repeated(given)}`,
		'Write it like nathan@example.com.',
	);
}

/** @param optional something else names the contact, too */
function readPhone(
	context: IExecuteFunctions,
	itemIndex: number,
	optional: boolean,
): string | null {
	const value = context.getNodeParameter('phone', itemIndex) as unknown;
	// null is what a trigger says about a person without a number; undefined is a wrong expression.
	if (value === null) return null;
	const given = readText(context, 'Phone Number', itemIndex, value);
	if (given === '' && optional) return null;
	if (given === '') {
		throw emptyField(
			context,
			'Phone Number',
			itemIndex,
			'The expression finds no value in this item. The WhatsApp Account Trigger gives the number as contact.phone.',
		);
	}
	const phone = toE164(given);
	if (phone) return phone;
	throw fieldError(
		context,
		itemIndex,
		`'Phone Number' is not a phone number: ${repeated(given)}`,
		'Write it with country code, e.g. +14155550117.',
	);
}
