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
};
