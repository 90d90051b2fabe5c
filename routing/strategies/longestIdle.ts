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
};
