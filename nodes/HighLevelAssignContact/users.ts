import type { IExecuteFunctions, NodeOperationError } from 'n8n-workflow';
import type { User } from '../../routing/model/decision';
import type { UserReference } from '../../routing/plan/plan';
import { findUser } from '../../routing/model/user';
import { fieldError, repeated } from '../shared/fieldError';
import { userDirectory, type HighLevelConnection } from '../shared/highLevel/connection';

/**
 * The ID of a user. One of the agency is not on the list: they may own a contact, but cannot be
 * written.
 * @throws {NodeOperationError} when nobody has the email address
 */
export async function lookUpUser(
	context: IExecuteFunctions,
	{ client, account }: Pick<HighLevelConnection, 'client' | 'account'>,
	reference: UserReference,
	itemIndex: number,
	label = 'Owner',
): Promise<{ users: User[]; known: boolean; id: string; name: string | null }> {
	const users = await userDirectory.load(client, account, (listed) =>
		Boolean(findUser(listed, reference)),
	);
	const user = findUser(users, reference);
	if (!user && reference.by === 'email') {
		throw unknownUser(context, label, reference.value, itemIndex);
	}
	const { id = reference.value, name = null } = user ?? {};
	return { users, known: user !== null, id, name };
}

/** Somebody who cannot be written. */
export function unknownUser(
	context: IExecuteFunctions,
	label: string,
	value: string,
	itemIndex: number,
): NodeOperationError {
	return fieldError(
		context,
		itemIndex,
		`'${label}' ${repeated(value)} is not a user of this HighLevel sub-account`,
		'Choose somebody from the list. A person who left, or who belongs to another sub-account, cannot own contacts here.',
	);
}
