import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { ContactReference } from '../../../highlevel/lookUpContact';
import { isTouchKey } from '../../../highlevel/webhooks/event';
import { toE164 } from '../../../whatsapp/phone';
import { isReassignItem } from '../../shared/highLevel/reassignItems';
import { fieldError, repeated } from '../../shared/fieldError';
import { textOf } from '../../shared/json';
import { optionOf } from '../../shared/optionOf';
import { fieldsOf, type Fields } from '../../shared/parameterValues';
import { readEmail } from './email';
import { emptyField, itemOf, readText } from './values';

const whenFoundBy = (...findBy: string[]) => ({ show: { findBy } });

/** Without it, the item says who the contact is. */
export const contactOption: INodeProperties = {
	displayName: 'Contact',
	name: 'contact',
	type: 'fixedCollection',
	// The card at once: the editor drops an option that is empty.
	default: { values: {} },
	description:
		'Which contact is meant, when the item does not say it or says another one. Contacts of HighLevel Reassign Contacts are always found by their ID.',
	options: [
		{
			name: 'values',
			displayName: 'Contact',
			values: [
				{
					displayName: 'Find By',
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
				},
				{
					displayName: 'Phone Number',
					name: 'phone',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. +14155550117',
					displayOptions: whenFoundBy('phone', 'phoneOrEmail'),
					description: 'With country code. Older forms of the same number are found too.',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. nathan@example.com',
					displayOptions: whenFoundBy('email', 'phoneOrEmail'),
				},
				{
					displayName: 'Contact ID',
					name: 'contactId',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
					displayOptions: whenFoundBy('contactId'),
					description: "HighLevel's ID of the contact",
				},
			],
		},
	],
};

/**
 * Which contact an item is about.
 * @returns null when the touch says that the person shows no phone number, and nothing else is there
 * @throws {NodeOperationError} when nothing names the contact, or a field holds something else
 */
export function readContact(
	context: IExecuteFunctions,
	itemIndex: number,
): ContactReference | null {
	const item = itemOf(context, itemIndex);
	const contact = fieldsOf(item.contact);
	const id = textOf(contact.id);
	// Whoever works on many contacts knows them by ID, and some have no number at all.
	if (id !== '' && isReassignItem(item)) return { id };
	const chosen = optionOf(context, itemIndex, 'contact');
	if (chosen !== undefined)
		return chosenContact(context, itemIndex, fieldsOf(fieldsOf(chosen).values));
	// HighLevel itself told about this contact, and another one may have the same number.
	if (id !== '' && isTouchKey(textOf(item.key))) return { id };
	return contactOfItem(context, itemIndex, contact);
}

/** By number rather than by the ID that the ledger remembers: the contact may have been merged. */
function contactOfItem(
	context: IExecuteFunctions,
	itemIndex: number,
	contact: Fields,
): ContactReference | null {
	const phone = phoneIn(context, itemIndex, contact.phone);
	if (phone) return { phone, email: null };
	const id = readText(context, 'Contact ID', itemIndex, contact.id);
	if (id !== '') return { id };
	const email = readEmail(context, 'Email', itemIndex, contact.email);
	if (email !== null) return { phone: null, email };
	if (phone === null) return null;
	throw fieldError(
		context,
		itemIndex,
		'The item does not say who the contact is',
		"Connect this node behind Resolve Assignment or a trigger of this package, or add the option 'Contact' and say by what it is found.",
	);
}

/** The contact that the option names. */
function chosenContact(
	context: IExecuteFunctions,
	itemIndex: number,
	fields: Fields,
): ContactReference | null {
	const email = () => readEmail(context, 'Email', itemIndex, fields.email);
	const phone = () => phoneIn(context, itemIndex, fields.phone);
	switch (fields.findBy) {
		case 'contactId': {
			const id = readText(context, 'Contact ID', itemIndex, fields.contactId);
			if (id !== '') return { id };
			throw missing(context, itemIndex, 'Contact ID', 'HighLevel triggers give it as contact.id.');
		}
		case 'email': {
			const found = email();
			if (found !== null) return { phone: null, email: found };
			throw missing(context, itemIndex, 'Email', 'Not every contact has an email address.');
		}
		case 'phoneOrEmail': {
			const found = { phone: phone(), email: email() };
			if (found.phone) return { ...found, phone: found.phone };
			if (found.email !== null) return { phone: null, email: found.email };
			return numberOnly(context, itemIndex, found.phone);
		}
		default:
			return numberOnly(context, itemIndex, phone());
	}
}

/** @throws {NodeOperationError} when the number is missing, unless it is known that there is none */
function numberOnly(
	context: IExecuteFunctions,
	itemIndex: number,
	phone: string | null,
): ContactReference | null {
	if (phone !== '') return phone === null ? null : { phone, email: null };
	const wayOut = 'The WhatsApp Account Trigger gives the number as contact.phone.';
	throw missing(context, itemIndex, 'Phone Number', wayOut);
}

function missing(context: IExecuteFunctions, itemIndex: number, label: string, wayOut: string) {
	return emptyField(
		context,
		label,
		itemIndex,
		`The expression finds no value in this item. ${wayOut}`,
	);
}

/**
 * A number in E.164, empty when there is none. Null is what a trigger says about a person without a
 * number; undefined is a wrong expression.
 */
function phoneIn(context: IExecuteFunctions, itemIndex: number, value: unknown): string | null {
	if (value === null) return null;
	const given = readText(context, 'Phone Number', itemIndex, value);
	if (given === '') return '';
	const phone = toE164(given);
	if (phone) return phone;
	throw fieldError(
		context,
		itemIndex,
		`'Phone Number' is not a phone number: ${repeated(given)}`,
		'Write it with country code, e.g. +14155550117.',
	);
}
