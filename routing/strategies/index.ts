import { fewestOpen } from './fewestOpen';
import { longestIdle } from './longestIdle';
import { lowestLoad } from './lowestLoad';
import { rankedTiers } from './rankedTiers';
import { sticky } from './sticky';
import type { Strategy } from './strategy';
import { weightedRoundRobin } from './weightedRoundRobin';

/** All strategies, by the name that a plan calls them. The only list of them. */
export const STRATEGIES = {
	weightedRoundRobin,
	fewestOpen,
	lowestLoad,
	longestIdle,
	rankedTiers,
	sticky,
} as const satisfies Readonly<Record<string, Strategy>>;

export type StrategyName = keyof typeof STRATEGIES;

export const STRATEGY_NAMES = Object.keys(STRATEGIES) as [StrategyName, ...StrategyName[]];
