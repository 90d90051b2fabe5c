import type { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { User } from '../../../routing/model/decision';
import { accountParameters, readAccount } from './account';
import { backOnParameter, readBackOn } from './backOn';
import { readOpenSince } from './openContacts';
import { readOperation } from './operation';
import { options } from './options';
import {
	personAwayParameter,
	personBackParameter,
	personParameter,
	readPerson,
	type Person,
} from './person';
import { previewParameters, readPreview } from './preview';

export const workParameters: INodeProperties[] = [
	{
		displayName: 'Contacts Of',
		name: 'contactsOf',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['reassign'] } },
		options: [
			{
				name: 'A Person',
				value: 'person',
				description: 'Somebody who leaves: all contacts go to others',
			},
			{
				name: 'A WhatsApp Account',
				value: 'account',
				description: 'Whom the rules still name keeps the contact, the others lose it',
			},
		],
		default: 'person',
	},
	personParameter,
	personAwayParameter,
	backOnParameter,
	...accountParameters,
	{
		displayName: 'Whose Contacts',
		name: 'whose',
		type: 'options',
		displayOptions: { show: { operation: ['handBack'] } },
		options: [
			{
				name: 'Everybody Whose Day Has Come',
				value: 'due',
				description: 'For a Schedule Trigger that runs every day',
			},
			{
				name: 'One Person Now',
				value: 'person',
				description: 'Somebody who is back, whatever day was set',
			},
		],
		default: 'due',
	},
	personBackParameter,
	...previewParameters,
	options,
];

/** What one item asks for. */
export type Work = { preview: boolean } & (
	| { kind: 'leaves'; from: Person; openSince: number | null }
	| { kind: 'handOver'; from: Person; openSince: number | null; until: DateTime }
	| { kind: 'account'; tag: string; accountId: string; openSince: number | null }
	| { kind: 'handBack'; person: Person | null }
);

/**
 * @param loadUsers the users of the location; asked only about a person
 * @throws {NodeOperationError} naming the field that is empty or wrong
 */
export async function readWork(
	context: IExecuteFunctions,
	itemIndex: number,
	now: number,
	loadUsers: (needed: (users: User[]) => boolean) => Promise<User[]>,
): Promise<Work> {
	const get = (name: string): unknown => context.getNodeParameter(name, itemIndex);
	const preview = readPreview(context, itemIndex);
	const person = async () => await readPerson(context, itemIndex, loadUsers);
	const operation = readOperation(context, itemIndex);
	if (operation === 'handBack') {
		return { kind: 'handBack', preview, person: get('whose') === 'person' ? await person() : null };
	}
	const openSince = readOpenSince(context, itemIndex, now);
	if (operation === 'handOver') {
		const until = readBackOn(context, itemIndex, now);
		return { kind: 'handOver', preview, from: await person(), openSince, until };
	}
	if (get('contactsOf') !== 'account') {
		return { kind: 'leaves', preview, from: await person(), openSince };
	}
	return { kind: 'account', preview, ...readAccount(context, itemIndex), openSince };
}
