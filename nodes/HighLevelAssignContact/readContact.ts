import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import type { AssignContactRequest } from '../../highlevel/assignContact';
import { toE164 } from '../../whatsapp/phone';

/** ITU E.164 allows 15 digits; no country has full numbers of less than 7. */
const PHONE = /^\+[1-9]\d{6,14}$/;

/**
 * Which contact an item is about.
 * @returns null when the touch says that the person shows no phone number
 * @throws {NodeOperationError} when the field is empty or holds no phone number
 */
export function readContact(
	context: IExecuteFunctions,
	itemIndex: number,
): AssignContactRequest['contact'] | null {
	const byPhone = context.getNodeParameter('findBy', itemIndex) === 'phone';
	const label = byPhone ? 'Phone Number' : 'Contact ID';
	const value = context.getNodeParameter(byPhone ? 'phone' : 'contactId', itemIndex) as unknown;
	// null is what a trigger says about a person without a number; undefined is a wrong expression.
	if (byPhone && value === null) return null;
	const given = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (given === '') {
		throw new NodeOperationError(context.getNode(), `'${label}' is empty [item ${itemIndex}]`, {
			itemIndex,
			description: byPhone
				? 'The expression finds no value in this item. The WhatsApp Account Trigger gives the number as contact.phone.'
				: 'The expression finds no value in this item. HighLevel triggers give the ID of the contact.',
		});
	}
	if (!byPhone) return { id: given };
	const phone = toE164(given.replace(/^00/, ''));
	if (!phone || !PHONE.test(phone)) {
		throw new NodeOperationError(
			context.getNode(),
			`'Phone Number' is not a phone number: ${given} [item ${itemIndex}]`,
			{ itemIndex, description: 'Write it with country code, e.g. +14155550117.' },
		);
	}
	const name = context.getNodeParameter('contactName', itemIndex, '') as unknown;
	return { phone, name: typeof name === 'string' && name.trim() ? name.trim() : null };
}
