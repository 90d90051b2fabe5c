import { LeastFirst } from './leastFirst';
import { LEAST_LOADED, leastLoaded } from './leastLoaded';
import type { Candidate, Strategy } from './strategy';

/** The member with the lowest share of their capacity in use; a capacity of 1 when none is set. */
export const lowestLoad: Strategy = {
	choose: (candidates, absent) => leastLoaded(candidates, absent, shareInUse, 'are equally loaded'),
	usesWeight: false,
	usesLoad: true,
	usesContact: false,
	sharesEvenly: true,
	passedOver: null,
	ahead: LEAST_LOADED,
	promise: {
		sentence:
			'Whoever gets a contact has the lowest share of their capacity in use of those who could have taken it, and of several has waited longest; who is new or was away counts as no less loaded than the others, until their own contacts catch up.',
		begin: (context) => new LeastFirst(context, shareInUse),
	},
};

function shareInUse({ open, capacity }: Pick<Candidate, 'open' | 'capacity'>): number {
	return open / (capacity ?? 1);
}
