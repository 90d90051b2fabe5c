import type { IExecuteFunctions } from 'n8n-workflow';
import type { ContactReference } from '../../highlevel/lookUpContact';
import { phoneKey } from '../../routing/model/phoneForms';
import { identitiesOf, type TouchContact } from '../../routing/model/touch';
import { fullItem } from '../shared/decidedItem/shapes';
import { textOf } from '../shared/json';
import { fieldsOf } from '../shared/parameterValues';

/** What tells a contact of HighLevel from others, as far as it is known. */
interface ContactNames {
	id?: string | null;
	/** E.164. */
	phone?: string | null;
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
 * All by which the ledger may know a contact that HighLevel shows: what HighLevel says of it, and
 * what the touch says if that is about the same contact.
 */
export function identitiesIn(
	context: IExecuteFunctions,
	itemIndex: number,
	shown: ContactNames,
): string[] {
	const touch = touchContactOf(context, itemIndex);
	const named = means(touch, shown) ? identitiesOf(touch) : [];
	return [...new Set([...identitiesOf({ ...shown }), ...named])];
}

/** Whether the node looks for the contact of the touch, and not for somebody else. */
export function meansTouch(
	context: IExecuteFunctions,
	itemIndex: number,
	reference: ContactReference,
): boolean {
	return means(touchContactOf(context, itemIndex), reference);
}

/**
 * Whether somebody is a contact of HighLevel: by the number, in whatever form, and by the ID when one
 * of the numbers is not known. The fields of the node may name anybody, and an email address may be
 * shared, so nothing else tells.
 */
export function means(person: TouchContact, { id, phone }: ContactNames): boolean {
	const numbers = [person.phone, person.alsoKnownAs?.phone].filter(
		(one) => typeof one === 'string',
	);
	if (phone && numbers.length > 0) return numbers.map(phoneKey).includes(phoneKey(phone));
	return Boolean(id) && id === person.id;
}

/** By what the touch of an item names its contact. */
export function touchContactOf(context: IExecuteFunctions, itemIndex: number): TouchContact {
	const { contact } = fullItem(context.getInputData()[itemIndex]?.json ?? {});
	const touch = fieldsOf(contact);
	const also = fieldsOf(touch.alsoKnownAs);
	const text = (value: unknown) => textOf(value) || null;
	return {
		id: text(touch.id),
		phone: text(touch.phone),
		whatsappUserId: text(touch.whatsappUserId),
		parentUserId: text(touch.parentUserId),
		alsoKnownAs: { phone: text(also.phone), whatsappUserId: text(also.whatsappUserId) },
	};
}
