import type { TurnFact } from '../../ledger/facts';
import type { Reading } from '../../ledger/reading';
import { compilePlan } from '../../routing/compiledPlan';
import type { KeptPlan } from '../../routing/keptPlan';
import type { StrategyName } from '../../routing/strategies';

/** A member of a team, as a plan has them. */
export interface PlannedMember {
	id: string;
	name: string;
	weight: number;
	tier: number;
	capacity: number | null;
}

/** A team as a plan had it when it decided. */
export interface PlannedTeam {
	name: string;
	strategy: StrategyName;
	/** In the order of the team; without those whom HighLevel did not list. */
	members: readonly PlannedMember[];
}

/** How many are held at once: a location has few plans, and what is known of people changes by the hour. */
const MOST_HELD = 50;

type Teams = Map<string, PlannedTeam | null>;

/** The teams of the plans that have decided, read as they are needed. */
export class TeamPlans {
	/** By plan and staff; null when it is not kept any more. */
	private readonly kept = new Map<string, { plan: KeptPlan; teams: Teams } | null>();

	constructor(private readonly reading: Reading) {}

	/** Reads what is needed for {@link of} these. */
	async load(facts: readonly TurnFact[]): Promise<void> {
		const needed = new Map(facts.map((fact) => [keyOf(fact), fact]));
		for (const [key, { plan, staff }] of needed) {
			if (this.kept.has(key) || plan === null || staff === null) continue;
			const kept = await this.reading.plan(plan, staff);
			for (const oldest of this.kept.keys()) {
				if (this.kept.size < MOST_HELD || needed.has(oldest)) break;
				this.kept.delete(oldest);
			}
			this.kept.set(key, kept && { plan: kept, teams: new Map() });
		}
	}

	/** The team that a contact was given by; null when that is not known any more. */
	of(fact: TurnFact): PlannedTeam | null {
		const kept = this.kept.get(keyOf(fact));
		if (!kept) return null;
		let team = kept.teams.get(fact.team);
		if (team === undefined) kept.teams.set(fact.team, (team = plannedTeam(kept.plan, fact.team)));
		return team;
	}
}

function keyOf({ plan, staff }: TurnFact): string {
	return `${plan} ${staff}`;
}

function plannedTeam({ plan, staff }: KeptPlan, name: string): PlannedTeam | null {
	const compiled = compilePlan(plan);
	const team = compiled.team(name);
	if (!team) return null;
	const roster = compiled.roster(staff.users, staff.snapshot);
	const members = new Map<string, PlannedMember>();
	for (const { user: reference, weight, tier } of roster.membersOf(team)) {
		const user = roster.find(reference);
		if (!user || members.has(user.id)) continue;
		const capacity = roster.staffMember(user)?.person.capacity ?? null;
		members.set(user.id, { id: user.id, name: user.name, weight, tier, capacity });
	}
	return { name: team.name, strategy: team.strategy, members: [...members.values()] };
}
