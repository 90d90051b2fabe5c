import type { Strategy } from './strategy';
import { takeTurn } from './weightedRoundRobin';

/** The best tier with somebody available; its members take weighted turns. */
export const rankedTiers: Strategy = {
	choose: (candidates, absent) => {
		const best = Math.min(...candidates.map(({ tier }) => tier));
		const rest = candidates.filter(({ tier }) => tier !== best);
		return takeTurn(
			candidates.filter(({ tier }) => tier === best),
			[...absent, ...rest],
		);
	},
	usesWeight: true,
	usesLoad: false,
	usesContact: false,
	sharesEvenly: true,
	passedOver: (candidate, chosen) => (candidate.tier > chosen.tier ? 'lower_tier' : 'available'),
	// Better than any tier of a plan, so nobody else is in it.
	ahead: { tier: 0 },
};
