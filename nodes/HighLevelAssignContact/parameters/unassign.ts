import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { userLocator } from '../../shared/highLevel/userLocator';
import { readUser } from './values';

export const unassignParameters: INodeProperties[] = [
	{
		displayName: 'Take Contact From',
		name: 'takeFrom',
		type: 'options',
		displayOptions: { show: { operation: ['unassign'] } },
		options: [
			{
				name: 'Whoever Owns It',
				value: 'anybody',
				description: 'Also owners for single accounts, whom only the ledger knows',
			},
			{
				name: 'Only This User',
				value: 'user',
				description: 'Another owner keeps the contact',
			},
		],
		default: 'anybody',
	},
	userLocator({
		displayName: 'User',
		name: 'onlyFrom',
		default: { mode: 'id', value: IN_ITEM.userId },
		required: true,
		displayOptions: { show: { operation: ['unassign'], takeFrom: ['user'] } },
		description: 'The user who loses the contact, if they own it',
	}),
];

/**
 * The only user who may lose the contact, null for whoever owns it.
 * @throws {NodeOperationError} when the field is empty
 */
export function readTakeFrom(context: IExecuteFunctions, itemIndex: number): UserReference | null {
	return context.getNodeParameter('takeFrom', itemIndex) === 'user'
		? readUser(context, context.getNodeParameter('onlyFrom', itemIndex), 'User', itemIndex)
		: null;
}
