import { fold } from '../model/text';
import type { Plan, Target, Team } from '../plan/plan';
import { STRATEGIES, type StrategyName } from '../strategies';
import type { Strategy } from '../strategies/strategy';
import { finding, type Finding } from './finding';
import { IF_NOBODY, OUTSIDE, placedTargets, teamAt } from './places';

/** Teams that nobody asks, that have nobody, or that say what counts for nothing. */
export function checkTeams(plan: Plan): Finding[] {
	const used = new Set(
		placedTargets(plan).flatMap(({ target }) => ('team' in target ? [fold(target.team)] : [])),
	);
	const ofTeams = plan.teams.flatMap((team, i) => {
		const where = teamAt(team, i + 1);
		return [
			...(used.has(fold(team.name)) ? [] : [finding('unused_team', where, UNUSED)]),
			...checkMembers(team, where),
			...checkHours(team, where),
		];
	});
	return [...ofTeams, ...circles(plan.teams)];
}

const UNUSED =
	"No rule and no other team names it, so it gets nothing. Choose it in a rule's 'Assign To'.";

function checkMembers(team: Team, where: string): Finding[] {
	const { members, roles, strategy } = team;
	if (members.length === 0 && roles.length === 0) {
		return [finding('empty_team', where, 'The team has no members, so it finds nobody. Add some.')];
	}
	const findings: Finding[] = [];
	const { usesWeight }: Strategy = STRATEGIES[strategy];
	if (!usesWeight && members.some(({ weight }) => weight !== 1)) {
		const text =
			"'Weight' counts for nothing here: 'Who Is Next' does not go by it. Choose 'Round Robin' if it shall.";
		findings.push(finding('useless_weight', where, text));
	}
	const tiers = new Set(members.map(({ tier }) => tier));
	if (strategy !== TIERED && [...tiers].some((tier) => tier !== 1)) {
		const text =
			"'Tier' counts for nothing here. Choose 'Ranked Tiers' in 'Who Is Next' if it shall.";
		findings.push(finding('useless_tier', where, text));
	}
	if (strategy === TIERED && tiers.size === 1 && roles.length === 0 && members.length > 1) {
		const text =
			"All members are of one tier, so they just take turns. Set 'Tier' of those who shall be asked later to 2.";
		findings.push(finding('useless_tier', where, text));
	}
	return findings;
}

const TIERED: StrategyName = 'rankedTiers';

function checkHours({ works, outsideHours, name, ifNobody }: Team, where: string): Finding[] {
	const findings: Finding[] = [];
	if (works === null && outsideHours) {
		const text = `The team always works, so ${OUTSIDE} is never asked. Choose hours in 'Works', or remove it.`;
		findings.push(finding('useless_outside', where, text));
	}
	for (const [target, field] of [
		[outsideHours, OUTSIDE],
		[ifNobody, IF_NOBODY],
	] as const) {
		if (!isTeam(target, name)) continue;
		const text = `${field} names the team itself, so nobody else is asked. Choose somebody else.`;
		findings.push(finding('team_circle', where, text));
	}
	return findings;
}

function isTeam(target: Target | null, name: string): boolean {
	return target?.type === 'team' && fold(target.team) === fold(name);
}

/** Teams that hand over to each other, each circle once. */
function circles(teams: readonly Team[]): Finding[] {
	const byName = new Map(teams.map((team, i) => [fold(team.name), { team, position: i + 1 }]));
	const done = new Set<string>();
	const found: Finding[] = [];
	const visit = (key: string, path: readonly string[]): void => {
		const at = byName.get(key);
		if (!at) return;
		if (path.includes(key)) {
			const names = path.slice(path.indexOf(key)).map((one) => byName.get(one)?.team.name ?? one);
			if (names.length > 1) found.push(circle(at, names));
			return;
		}
		if (done.has(key)) return;
		for (const next of nextTeams(at.team)) visit(next, [...path, key]);
		done.add(key);
	};
	for (const key of byName.keys()) visit(key, []);
	return found;
}

function circle(
	{ team, position }: { team: Team; position: number },
	names: readonly string[],
): Finding {
	const text = `They hand over to each other: ${[...names, names[0]].join(', then ')}. Each is asked once, and then nobody. Let one of them name a user.`;
	return finding('team_circle', teamAt(team, position), text);
}

function nextTeams({ outsideHours, ifNobody }: Team): string[] {
	return [outsideHours, ifNobody].flatMap((target) =>
		target?.type === 'team' ? [fold(target.team)] : [],
	);
}
