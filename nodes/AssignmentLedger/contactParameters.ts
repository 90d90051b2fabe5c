import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { identitiesOf } from '../../routing/model/touch';
import { toE164 } from '../../whatsapp/phone';
import { fieldError } from '../shared/fieldError';
import { textOf } from '../shared/json';

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
		default: '={{ $json.contact.id }}',
		placeholder: 'e.g. nmFmQEsNgz6AVpgLVUJ0',
		description: "HighLevel's ID of the contact",
	},
	{
		displayName: 'Phone Number',
		name: 'phone',
		type: 'string',
		default: '={{ $json.contact.phone }}',
		placeholder: 'e.g. +14155550117',
		description: 'With country code',
	},
	{
		displayName: 'WhatsApp User ID',
		name: 'whatsappUserId',
		type: 'string',
		default: '={{ $json.contact.whatsappUserId }}',
		placeholder: 'e.g. US.13491208655302741918',
		description: 'As the WhatsApp Account Trigger gives it',
	},
];

/**
 * By what the ledger is to find the contact of an item.
 * @throws {NodeOperationError} when the item says nothing about its contact
 */
export function readIdentities(context: IExecuteFunctions, itemIndex: number): string[] {
	const text = (name: string) => textOf(context.getNodeParameter(name, itemIndex, ''));
	const identities = identitiesOf({
		id: text('contactId'),
		phone: toE164(text('phone').replace(/^00/, '')),
		whatsappUserId: text('whatsappUserId'),
	});
	if (identities.length > 0) return identities;
	throw fieldError(
		context,
		itemIndex,
		"'Contact ID', 'Phone Number' and 'WhatsApp User ID' are all empty",
		'The expressions find no value in this item. Fill in one field that names the contact.',
	);
}
