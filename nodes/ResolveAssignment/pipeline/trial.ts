import type { IExecuteFunctions } from 'n8n-workflow';
import type { UserList } from '../../../highlevel/users';
import type { Plan } from '../../../routing/plan/plan';
import { usersAsNamed } from '../../../routing/plan/userReferences';
import { hintAtTrial, isTrial } from '../../shared/highLevel/trial';
import type { HighLevelReaders } from './highLevelReaders';

/**
 * What a trial without a HighLevel credential goes by: everybody whom the plan names is there, nobody
 * has left, and of contacts and people only that is known which the item and the plan say.
 */
export const trialReaders: HighLevelReaders = {
	contacts: { complete: async (touch) => await Promise.resolve({ touch, answer: null }) },
	staff: {
		userList: async (plan) => await Promise.resolve(listOf(plan)),
		snapshot: async () => await Promise.resolve(undefined),
	},
	departed: { of: async () => await Promise.resolve([]) },
};

function listOf(plan: Plan): UserList {
	const users = usersAsNamed(plan);
	return {
		users,
		names: Object.fromEntries(users.map(({ id, name }) => [id, name])),
		listed: users.map(({ id }) => id),
		deleted: [],
		complete: false,
		readAt: 0,
		doubtedSince: null,
	};
}

/** Says with the items of a trial what it could not know. */
export function hintAtUnknown(context: IExecuteFunctions): void {
	if (!isTrial(context)) return;
	hintAtTrial(
		context,
		'everybody whom the rules name is taken to be there, and HighLevel is not asked who owns a contact.',
	);
}
