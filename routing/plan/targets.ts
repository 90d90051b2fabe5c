import type { Plan } from './plan';
import { rulesInUse, targetsOf } from './rule';
import type { Target } from './target';

/** Everybody whom a plan may ask for, wherever it says so. */
export function targetsIn(plan: Plan): Target[] {
	const { rules, teams } = plan;
	const ofTeams = teams.flatMap(({ outsideHours, ifNobody }) => [outsideHours, ifNobody]);
	return [...rulesInUse(rules).flatMap(targetsOf), fallbackOf(plan), ...ofTeams].filter(
		(target) => target !== null,
	);
}

/** Whom the fallback names; null when it names nobody. */
export function fallbackOf({ fallback }: Plan): Target | null {
	return fallback?.type === 'nobody' ? null : fallback;
}
