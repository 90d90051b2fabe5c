import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactReference } from '../../highlevel/lookUpContact';
import { identitiesOf, type TouchContact } from '../../routing/model/touch';
import { textOf } from '../shared/json';

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

/** Whether the node looks for the contact of the touch, and not for somebody else. */
export function meansTouch(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): boolean {
	const { id, phone } = touchContactOf(context, itemIndex);
	return 'id' in reference
		? reference.id === id
		: reference.phone !== null && reference.phone === phone;
}
