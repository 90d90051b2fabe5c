import { compileSchedules, workingHours, type WeekMap } from './availability/hours';
import { Roster } from './availability/roster';
import { compileStaff, type StaffMember } from './availability/staff';
import { writtenHours } from './availability/writtenHours';
import type { User } from './model/decision';
import type { StaffSnapshot } from './model/staffSnapshot';
import { fold } from './model/text';
import { planHash, type Plan, type Team } from './plan/plan';
import { rulesInUse } from './plan/rule';
import { compileRule } from './rules/compileRule';
import type { PlanContext } from './rules/conditions/condition';
import { RuleIndex, scan, type CompiledRule } from './rules/ruleIndex';
import type { TouchFacts } from './rules/touchFacts';

export type { CompiledRule } from './rules/ruleIndex';

/** A plan made ready for decisions. */
export class CompiledPlan {
	readonly hash: string;
	/** In the order of trying, which is that of the plan. */
	readonly rules: readonly CompiledRule[];
	readonly schedules: ReadonlyMap<string, WeekMap>;
	readonly people: ReadonlyMap<string, StaffMember>;
	/** What its conditions refer to. */
	readonly context: PlanContext;
	/** Whether the required skills of a rule can bind owners. */
	readonly bindsOwners: boolean;
	private readonly teams: ReadonlyMap<string, Team>;
	private readonly hoursOfTeams: ReadonlyMap<Team, WeekMap | null>;
	private readonly index: RuleIndex | null;
	private readonly rosters = new WeakMap<readonly User[], Roster>();
	private readonly snapshotRosters = new WeakMap<
		StaffSnapshot,
		{ users: readonly User[]; roster: Roster }
	>();

	/** @param indexFrom number of rules from which on they are indexed; tests force either way */
	constructor(
		readonly plan: Plan,
		hash: string = planHash(plan),
		indexFrom: number = INDEX_FROM,
	) {
		this.hash = hash;
		this.schedules = compileSchedules(plan);
		this.people = compileStaff(plan, this.schedules);
		this.bindsOwners = rulesInUse(plan.rules).some(
			({ skills }) => skills?.bindOwner && skills.required.length > 0,
		);
		this.teams = new Map(plan.teams.map((team) => [fold(team.name), team]));
		this.hoursOfTeams = new Map(
			plan.teams.map((team) => [team, workingHours(team.works, this.schedules)]),
		);
		this.context = {
			schedules: this.schedules,
			writtenHours: writtenHours(plan),
			businessHours: plan.businessHours,
		};
		this.rules = plan.rules.map((rule, index) => ({
			rule,
			position: index + 1,
			...compileRule(rule, this.context),
		}));
		this.index = this.rules.length >= indexFrom ? new RuleIndex(this.rules) : null;
	}

	/** Place in `rules` of the first rule from `from` on that matches, -1 when none does. */
	match(facts: TouchFacts, from = 0): number {
		return this.index ? this.index.match(facts, from) : scan(this.rules, facts, from);
	}

	team(name: string): Team | null {
		return this.teams.get(fold(name)) ?? null;
	}

	/** When a team of this plan works; null: always. */
	teamHours(team: Team): WeekMap | null {
		return this.hoursOfTeams.get(team) ?? null;
	}

	/** The users with what is known of them, indexed once for equal objects. */
	roster(users: readonly User[], staffSnapshot?: StaffSnapshot): Roster {
		if (staffSnapshot) {
			const known = this.snapshotRosters.get(staffSnapshot);
			if (known?.users === users) return known.roster;
			const roster = new Roster(users, this.people, staffSnapshot, this.plan.timeZone);
			this.snapshotRosters.set(staffSnapshot, { users, roster });
			return roster;
		}
		let roster = this.rosters.get(users);
		if (!roster) this.rosters.set(users, (roster = new Roster(users, this.people)));
		return roster;
	}
}

/** Below this many rules a plain scan is as fast as the look-ups of an index (bench/routing). */
const INDEX_FROM = 64;

/** Plans that are kept compiled; a workflow has a few, and old versions fade away. */
const MAX_COMPILED = 32;

const byContent = new Map<string, CompiledPlan>();
const byObject = new WeakMap<Plan, CompiledPlan>();

/** Compiles a plan, once for each content. The plan must not be changed afterwards. */
export function compilePlan(plan: Plan): CompiledPlan {
	const known = byObject.get(plan);
	if (known) return known;
	const hash = planHash(plan);
	const compiled = byContent.get(hash) ?? new CompiledPlan(plan, hash);
	byObject.set(plan, compiled);
	byContent.delete(hash);
	byContent.set(hash, compiled);
	if (byContent.size > MAX_COMPILED) {
		for (const oldest of byContent.keys()) {
			byContent.delete(oldest);
			break;
		}
	}
	return compiled;
}
