import { OldestFirst } from './oldestFirst';
import { lowest, waitedSince, type Strategy } from './strategy';

/** The member whose last new contact is longest ago; who never had one comes first. */
export const longestIdle: Strategy = {
	choose: (candidates) => ({
		...lowest(candidates, waitedSince, 'have waited equally long'),
		turns: {},
	}),
	usesWeight: false,
	usesLoad: false,
	usesContact: false,
	sharesEvenly: true,
	passedOver: null,
	ahead: { lastAssignedAt: null },
	promise: {
		sentence:
			'Whoever gets a contact is the one, of those who could have taken it, whose last new contact is longest ago, whatever team it came from.',
		begin: (context) => new OldestFirst(context),
	},
};
