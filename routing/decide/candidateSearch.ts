import {
	availability,
	availableAgain,
	skillWords,
	type Availability,
	type PausedUntil,
} from '../availability/availability';
import { countedLoad, type CountedLoad } from '../availability/load';
import type { Roster } from '../availability/roster';
import type { CompiledPlan } from '../compiledPlan';
import type { CandidateTrace, User } from '../model/decision';
import type { Pool } from '../model/pool';
import type { CandidateReason } from '../model/reasons';
import type { Hours } from '../model/hours';
import type { UserReference } from '../model/references';
import type { RoutingState, Turn } from '../model/state';
import { own } from '../model/own';
import { fold } from '../model/text';
import type { Skill } from '../plan/person';
import { REPLIES_DEFAULTS } from '../plan/replies';
import type { Team } from '../plan/team';
import type { TouchFacts } from '../rules/touchFacts';
import type { PreviousOwner } from './owners';

export const NO_SKILLS: readonly Skill[] = [];

/** Somebody who takes the contact. */
export interface Found {
	user: User;
	team: string | null;
	turns: Record<string, Turn>;
	tieBreak: string | null;
	/** Who of the team could have taken it; null when no team was asked. */
	pool: Pool | null;
}

/** Nobody gets the contact, and so nobody else is asked. */
export const NOBODY = 'nobody';

/** What comes of asking for somebody; null when nobody is available. */
export type Answer = Found | typeof NOBODY | null;

/** Looks at people, and writes down everybody whom it looked at. One search a decision. */
export class CandidateSearch {
	readonly candidates: CandidateTrace[] = [];
	readonly skillsDropped: string[] = [];
	readonly roster: Roster;
	/** Of everybody who was looked at and is not available: when they can take contacts again. */
	private readonly waitingFor: Array<() => number | null> = [];
	/** A team was asked that does not work now, and has somebody who could take the contact. */
	waitsForTeam = false;
	/** IDs of those who had the question that is decided on. */
	had: readonly string[] = [];
	/** Names of the teams whose members were looked at. */
	readonly teamsAsked = new Set<string>();

	/** @param previousOwner whom the target `previousOwner` means */
	constructor(
		readonly compiled: CompiledPlan,
		readonly facts: TouchFacts,
		readonly state: RoutingState,
		readonly previousOwner: () => PreviousOwner | null,
	) {
		this.roster = compiled.roster(state.users, state.staffSnapshot);
	}

	/** Whether a team works now. */
	isOpen(team: Team): boolean {
		return this.compiled.teamHours(team)?.isOpen(this.facts.now) ?? true;
	}

	/**
	 * Looks at one user and writes it down.
	 * @param within hours of the team that they are asked for; null: at all hours
	 */
	consider(
		user: User,
		from: string,
		required: readonly Skill[],
		within: Hours | null = null,
	): CandidateTrace {
		const { reason, detail } = this.check(user, required);
		const { words = null } = this.load(user);
		const trace = {
			user: user.name,
			userId: user.id,
			from,
			passed: reason === 'available',
			reason,
			detail: reason === 'available' ? words : detail,
			chosen: false,
		};
		this.candidates.push(trace);
		if (!trace.passed && !isExcluded(reason)) {
			this.waitFor(user, required, within);
		}
		return trace;
	}

	/** Writes down that a team does not work now. Its members may be available when it does. */
	closed(team: Team, members: readonly User[], from: string, required: readonly Skill[]): void {
		const hours = this.compiled.teamHours(team);
		const detail = hours?.isHoliday(this.facts.now) ? 'has a holiday' : null;
		this.miss(team.name, from, 'team_closed', detail);
		for (const user of members) {
			if (this.exclusion(user)) continue;
			this.waitsForTeam = true;
			this.waitFor(user, required, hours);
		}
	}

	/**
	 * The user whom a reference means; null when it means nobody, which is written down.
	 * @param what the field that holds the reference, for when it is empty
	 */
	find(reference: UserReference, from: string, what: string): User | null {
		const user = this.roster.find(reference);
		if (!user && reference.value === '') this.missField(what, from);
		else if (!user) this.missReference(reference, from);
		return user;
	}

	private missReference(reference: UserReference, from: string): void {
		const { value, name } = reference;
		this.miss(value, from, this.absence(reference), null, name);
	}

	/** Why HighLevel does not list somebody. */
	private absence({ by, value }: UserReference): CandidateReason {
		return by === 'id' && this.state.left?.includes(value) ? 'left' : 'unknown_user';
	}

	/** Writes down that a field is empty for this contact, so that it names nobody. */
	missField(what: string, from: string): void {
		this.miss(`the field for ${what}`, from, 'empty_reference');
	}

	/**
	 * Writes down somebody or something that cannot be looked at.
	 * @param shown what somebody is called of whom no name is known
	 */
	miss(
		user: string,
		from: string,
		reason: CandidateReason,
		detail: string | null = null,
		shown: string = user,
	): void {
		// Somebody may be meant by ID whose name is known.
		const known = this.roster.byId(user);
		const name = known?.name ?? this.formerName(user) ?? (shown || user);
		const seen = { passed: false, reason, detail, chosen: false };
		this.candidates.push({ user: name, userId: known?.id ?? null, from, ...seen });
	}

	private formerName(id: string): string | undefined {
		const { names = {} } = this.state;
		return Object.hasOwn(names, id) ? names[id] : undefined;
	}

	/** The first of these skills that a user lacks, null when none. */
	missingSkill(user: User, required: readonly Skill[]): Skill | null {
		const [first] = required;
		if (!first) return null;
		const member = this.roster.staffMember(user);
		return member ? member.lacks(required) : first;
	}

	/** Whether a user lacks a required skill, which is then written down. */
	lacks(user: User, from: string, required: readonly Skill[]): boolean {
		const missing = this.missingSkill(user, required);
		if (!missing) return false;
		const detail = skillWords(missing);
		const seen = { passed: false, reason: 'missing_skill', detail, chosen: false } as const;
		this.candidates.push({ user: user.name, userId: user.id, from, ...seen });
		return true;
	}

	/** What a user has to do. */
	load({ id }: User): CountedLoad {
		return countedLoad(this.state, id, this.compiled.plan, this.facts.now);
	}

	/** Whether a user can take a contact at an instant, whatever the touch says. */
	availableAt(user: User, at: number, required: readonly Skill[]): Availability {
		const member = this.roster.staffMember(user);
		return availability(member, this.load(user), at, required, this.pausedUntil(user));
	}

	private pausedUntil({ id }: User): PausedUntil {
		return own(this.state.paused, id);
	}

	/** Whether a new contact comes behind others who wait for this team. */
	isBehindQueue(team: Team): boolean {
		const { plan } = this.compiled;
		const { touch } = this.facts;
		const isNew = !touch.queued && !touch.reassign && touch.event !== 'noReply';
		const { waitingFirst } = plan.replies ?? REPLIES_DEFAULTS;
		if (!isNew || !waitingFirst || plan.whenNobody !== 'wait') return false;
		return this.state.queued?.some((name) => fold(name) === fold(team.name)) ?? false;
	}

	/** When somebody works who does not work now; null when that cannot be foreseen. */
	worksNext(user: User): number | null {
		return this.roster.staffMember(user)?.worksNext(this.facts.now) ?? null;
	}

	private waitFor(user: User, required: readonly Skill[], within: Hours | null): void {
		this.waitingFor.push(() => {
			const member = this.roster.staffMember(user);
			const paused = this.pausedUntil(user);
			return availableAgain(member, this.load(user), this.facts.now, required, within, paused);
		});
	}

	/** When the first of those who were looked at can take contacts again; null if unknown. */
	somebodyAvailableAt(): number | null {
		let soonest: number | null = null;
		for (const when of this.waitingFor) {
			const at = when();
			if (at !== null && (soonest === null || at < soonest)) soonest = at;
		}
		return soonest;
	}

	private exclusion({ id }: User): 'had_it' | 'excluded' | null {
		if (this.had.includes(id)) return 'had_it';
		return this.facts.touch.excludedUsers?.includes(id) ? 'excluded' : null;
	}

	private check(user: User, required: readonly Skill[]): Availability {
		const reason = this.exclusion(user);
		return reason ? { reason, detail: null } : this.availableAt(user, this.facts.now, required);
	}
}

/** Whether somebody must not get the contact, whatever the hours. */
export function isExcluded(reason: CandidateReason): boolean {
	return reason === 'excluded' || reason === 'had_it';
}

/** Writes down that this candidate takes the contact, without anybody's turn. */
export function choose(trace: CandidateTrace, user: User): Found {
	trace.chosen = true;
	return { user, team: null, turns: {}, tieBreak: null, pool: null };
}
