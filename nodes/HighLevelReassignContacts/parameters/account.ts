import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { textOf } from '../../shared/json';
import { fieldError } from '../../shared/fieldError';

const whenOfAccount = { show: { operation: ['reassign'], contactsOf: ['account'] } };

export const accountParameters: INodeProperties[] = [
	{
		displayName: 'Account Tag',
		name: 'accountTag',
		type: 'string',
		default: '',
		required: true,
		placeholder: `e.g. ${DEFAULT_TAG_PREFIX}sales-line`,
		displayOptions: whenOfAccount,
		description: 'The tag that contacts of this account have in HighLevel',
	},
	{
		displayName: 'WhatsApp Account ID',
		name: 'accountId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 106540352242922',
		displayOptions: whenOfAccount,
		description:
			'The phone number ID at Meta. Needed when rules pick the account from the list or by ID, for contacts that Resolve Assignment does not know yet.',
	},
];

/**
 * @returns the tag in lower case; the ID is empty when nobody filled it in
 * @throws {NodeOperationError} when there is no tag
 */
export function readAccount(
	context: IExecuteFunctions,
	itemIndex: number,
): { tag: string; accountId: string } {
	const tag = textOf(context.getNodeParameter('accountTag', itemIndex)).toLowerCase();
	if (tag === '') {
		throw fieldError(
			context,
			itemIndex,
			"'Account Tag' is empty",
			'Fill in the tag that contacts of this account have in HighLevel.',
		);
	}
	return { tag, accountId: textOf(context.getNodeParameter('accountId', itemIndex)) };
}
