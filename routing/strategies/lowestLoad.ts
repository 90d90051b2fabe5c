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
};

function shareInUse({ open, capacity }: Candidate): number {
	return open / (capacity ?? 1);
}
