import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { locationOption } from '../../shared/highLevel/location';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Account Tag Prefix',
			name: 'tagPrefix',
			type: 'string',
			default: DEFAULT_TAG_PREFIX,
			description:
				'How tags of WhatsApp accounts begin, as in the trigger. They tell account rules to which account a contact belongs.',
		},
		ledgerOption,
		locationOption,
	],
};

/** How account tags begin, in lower case. */
export function readTagPrefix(context: IExecuteFunctions, itemIndex: number): string {
	const { tagPrefix } = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return String(tagPrefix ?? DEFAULT_TAG_PREFIX)
		.trim()
		.toLowerCase();
}
