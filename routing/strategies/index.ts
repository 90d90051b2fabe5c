import type { StrategyName } from '../plan/plan';
import { fewestOpen, lowestLoad } from './load';
import { longestIdle } from './longestIdle';
import { rankedTiers } from './rankedTiers';
import { sticky } from './sticky';
import type { Strategy } from './strategy';
import { weightedRoundRobin } from './weightedRoundRobin';

export const strategies: Readonly<Record<StrategyName, Strategy>> = {
	weightedRoundRobin,
	fewestOpen,
	lowestLoad,
	longestIdle,
	rankedTiers,
	sticky,
};
