import { LeastFirst } from './leastFirst';
import { LEAST_LOADED, leastLoaded } from './leastLoaded';
import type { Strategy } from './strategy';

/** The member with the fewest open contacts. */
export const fewestOpen: Strategy = {
	choose: (candidates, absent) =>
		leastLoaded(candidates, absent, ({ open }) => open, 'have equally many open contacts'),
	usesWeight: false,
	usesLoad: true,
	usesContact: false,
	sharesEvenly: true,
	passedOver: null,
	ahead: LEAST_LOADED,
	promise: {
		sentence:
			'Whoever gets a contact has the fewest open contacts of those who could have taken it, and of several has waited longest; who is new or was away counts as having no fewer than the others, until their own contacts catch up.',
		begin: (context) => new LeastFirst(context, ({ open }) => open),
	},
};
