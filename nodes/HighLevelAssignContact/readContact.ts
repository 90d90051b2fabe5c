import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { ContactReference } from '../../highlevel/contacts';
import { identitiesOf, type TouchContact } from '../../routing/model/touch';
import { toE164 } from '../../whatsapp/phone';
import { isBulkWork } from '../shared/trigger/bulkWork';
import { emptyField, parameterText, textOf } from './values';

/** ITU E.164 allows 15 digits; no country has full numbers of less than 7. */
const PHONE = /^\+[1-9]\d{6,14}$/;
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
	const { json = {} } = context.getInputData()[itemIndex] ?? {};
	const known = isBulkWork(json) ? textOf((json.contact as IDataObject | null)?.id) : '';
	if (known !== '') return { id: known };
	switch (context.getNodeParameter('findBy', itemIndex)) {
		case 'contactId': {
			const id = parameterText(context, 'contactId', itemIndex);
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

/** The email address in a field, null when it is empty. */
export function readEmail(
	context: IExecuteFunctions,
	name: 'email' | 'contactEmail',
	itemIndex: number,
): string | null {
	const given = parameterText(context, name, itemIndex);
	if (given === '') return null;
	if (EMAIL.test(given)) return given;
	const label = name === 'email' ? 'Email' : 'Email of New Contact';
	throw new NodeOperationError(
		context.getNode(),
		`'${label}' is not an email address: ${given} [item ${itemIndex}]`,
		{ itemIndex, description: 'Write it like nathan@example.com.' },
	);
}

/**
 * All by which this contact may be known to another item, so that two are not worked on at once:
 * what the node looks for and what the touch says.
 */
export function namesOf(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): string[] {
	const names = identitiesOf(touchContactOf(context, itemIndex));
	const { id, phone, email } = { id: null, phone: null, email: null, ...reference };
	names.push(...identitiesOf({ id, phone }));
	if (email !== null) names.push(`email:${email.toLowerCase()}`);
	return [...new Set(names)];
}

/**
 * All by which the ledger may know this contact. What the touch says counts only when it is about the
 * same contact: the fields of the node may name another one.
 */
export function identitiesIn(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
	contactId: string,
): string[] {
	const phone = 'id' in reference ? null : reference.phone;
	const found = new Set(identitiesOf({ id: contactId, phone }));
	const touched = identitiesOf(touchContactOf(context, itemIndex));
	const isSame = touched.some((name) => found.has(name));
	return [...new Set([...found, ...(isSame ? touched : [])])];
}

/** By what the touch of an item names its contact. */
export function touchContactOf(context: IExecuteFunctions, itemIndex: number): TouchContact {
	const { contact } = context.getInputData()[itemIndex]?.json ?? {};
	const touch = (typeof contact === 'object' && contact !== null ? contact : {}) as TouchContact;
	return {
		id: textOf(touch.id) || null,
		phone: textOf(touch.phone) || null,
		whatsappUserId: textOf(touch.whatsappUserId) || null,
	};
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
	const given = textOf(value);
	if (given === '' && optional) return null;
	if (given === '') {
		throw emptyField(
			context,
			'Phone Number',
			itemIndex,
			'The expression finds no value in this item. The WhatsApp Account Trigger gives the number as contact.phone.',
		);
	}
	const phone = toE164(given.replace(/^00/, ''));
	if (phone && PHONE.test(phone)) return phone;
	throw new NodeOperationError(
		context.getNode(),
		`'Phone Number' is not a phone number: ${given} [item ${itemIndex}]`,
		{ itemIndex, description: 'Write it with country code, e.g. +14155550117.' },
	);
}
