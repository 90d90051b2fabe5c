import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { identitiesOf } from '../../routing/model/touch';
import { toE164 } from '../../whatsapp/phone';

/**
 * By what the ledger is to find the contact of an item.
 * @throws {NodeOperationError} when the item says nothing about its contact
 */
export function readIdentities(context: IExecuteFunctions, itemIndex: number): string[] {
	const text = (name: string): string => {
		const value = context.getNodeParameter(name, itemIndex, '') as unknown;
		return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	};
	const identities = identitiesOf({
		id: text('contactId'),
		phone: toE164(text('phone').replace(/^00/, '')),
		whatsappUserId: text('whatsappUserId'),
	});
	if (identities.length > 0) return identities;
	throw new NodeOperationError(
		context.getNode(),
		`'Contact ID', 'Phone Number' and 'WhatsApp User ID' are all empty [item ${itemIndex}]`,
		{
			itemIndex,
			description:
				'The expressions find no value in this item. Fill in one field that names the contact.',
		},
	);
}
