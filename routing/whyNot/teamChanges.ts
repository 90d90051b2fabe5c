import { compilePlan } from '../compiledPlan';
import type { Plan } from '../plan/plan';
import type { Asker, Change, Scenario } from './scenario';

/** The teams of who asks that do not work now, and so cannot choose them. */
export function teamChanges({ plan }: Scenario, { user, roster }: Asker, now: number): Change[] {
	const compiled = compilePlan(plan);
	return plan.teams
		.filter((team) => roster.hasMember(team, user))
		.filter((team) => compiled.teamHours(team)?.isOpen(now) === false)
		.map(({ name }) => ({
			code: 'team_working',
			text: `the team '${name}' worked at this time`,
			size: 1,
			apply: (at) => ({ ...at, plan: withOpenTeam(at.plan, name) }),
		}));
}

function withOpenTeam(plan: Plan, name: string): Plan {
	const teams = plan.teams.map((team) => (team.name === name ? { ...team, works: null } : team));
	return { ...plan, teams };
}
