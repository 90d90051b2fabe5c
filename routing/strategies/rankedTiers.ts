import type { Strategy } from './strategy';
import { takeTurn } from './weightedRoundRobin';

/** The best tier with somebody available; its members take weighted turns. */
export const rankedTiers: Strategy = {
	name: 'rankedTiers',
	choose: (candidates, absent) => {
		const best = Math.min(...candidates.map(({ tier }) => tier));
		const rest = candidates.filter(({ tier }) => tier !== best);
		return takeTurn(
			candidates.filter(({ tier }) => tier === best),
			[...absent, ...rest],
		);
	},
};
