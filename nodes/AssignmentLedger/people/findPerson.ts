import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import type { UserReference } from '../../../routing/model/references';
import { fold } from '../../../routing/model/text';
import type { User } from '../../../routing/model/user';
import { fieldError, repeated } from '../../shared/fieldError';
import { openHighLevel, userDirectory } from '../../shared/highLevel/connection';

/**
 * Somebody of the team: as the last decision knew them, or else as HighLevel lists them now.
 * @throws {NodeOperationError} when nobody is meant, or nobody of the location
 */
export async function findPerson(
	context: IExecuteFunctions,
	itemIndex: number,
	{ ledger, reference, label }: { ledger: Ledger; reference: UserReference; label: string },
): Promise<User> {
	if (reference.value.trim() === '') throw emptyField(context, itemIndex, label);
	const kept = await ledger.plans.latest();
	const known = among(kept?.staff.users ?? [], reference);
	if (known) return known;
	const { client, account } = await openHighLevel(context, itemIndex);
	const isHere = (users: readonly User[]) => among(users, reference) !== undefined;
	const found = among(await userDirectory.load(client, account, isHere), reference);
	if (found) return found;
	throw fieldError(
		context,
		itemIndex,
		`'${label}' is nobody of this HighLevel location: ${repeated(reference.value)}`,
		'Choose somebody from the list, or check the email.',
	);
}

function among(users: readonly User[], { by, value }: UserReference): User | undefined {
	const wanted = by === 'email' ? fold(value) : value.trim();
	return users.find((user) => (by === 'email' ? fold(user.email) : user.id) === wanted);
}

function emptyField(context: IExecuteFunctions, itemIndex: number, label: string): Error {
	return fieldError(
		context,
		itemIndex,
		`'${label}' is empty`,
		'Choose somebody. If it holds an expression, that finds no value in this item.',
	);
}
