import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { User } from '../../../routing/model/decision';
import { findUser } from '../../../routing/model/user';
import { toUserReference, userLocator } from '../../shared/highLevel/userLocator';
import { fieldError } from '../../shared/fieldError';

/** Somebody who leaves. */
export const personParameter = userLocator({
	displayName: 'Person',
	name: 'person',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { operation: ['reassign'], contactsOf: ['person'] } },
	description:
		'Who leaves, and gets none of the contacts. Somebody whom HighLevel does not list any more can be named by ID.',
});

export const personAwayParameter: INodeProperties = {
	...personParameter,
	displayOptions: { show: { operation: ['handOver'] } },
	description: 'Who will be away, and gets none of the contacts',
};

export const personBackParameter: INodeProperties = {
	...personParameter,
	displayOptions: { show: { operation: ['handBack'], whose: ['person'] } },
	description: 'Who is back',
};

/** Who loses or gets contacts. */
export interface Person {
	id: string;
	name: string | null;
}

/**
 * Somebody who left is known by ID alone.
 * @param loadUsers the users of the location
 * @throws {NodeOperationError} when the field is empty, or HighLevel has no such user
 */
export async function readPerson(
	context: IExecuteFunctions,
	itemIndex: number,
	loadUsers: (needed: (users: User[]) => boolean) => Promise<User[]>,
): Promise<Person> {
	const given = toUserReference(context.getNodeParameter('person', itemIndex));
	const reference = { ...given, value: given.value.trim() };
	if (reference.value === '') {
		throw fieldError(
			context,
			itemIndex,
			"'Person' is empty",
			'Choose somebody from the list, or fill in the user ID of somebody who has left.',
		);
	}
	const users = await loadUsers((listed) => Boolean(findUser(listed, reference)));
	const user = findUser(users, reference);
	if (user) return { id: user.id, name: user.name };
	if (reference.by === 'id') return { id: reference.value, name: null };
	throw fieldError(
		context,
		itemIndex,
		`'Person' ${reference.value} is not a user of this HighLevel sub-account`,
		'HighLevel does not list people who have left. Name the person by ID: it is what a contact of theirs shows as its owner.',
	);
}
