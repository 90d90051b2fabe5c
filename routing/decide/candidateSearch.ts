import type { CompiledPlan } from '../compiledPlan';
import type { CandidateTrace, User } from '../model/decision';
import type { TouchFacts } from '../rules/touchFacts';
import { countedLoad } from '../availability/load';
import {
	availability,
	availableAgain,
	type Availability,
	type CountedLoad,
	type Roster,
} from '../availability/staff';
import type { Member, Skill, Target, Team, UserReference } from '../plan/plan';
import type { RoutingState, Turn } from '../model/state';
import { strategies } from '../strategies';
import type { Absent, Candidate } from '../strategies/strategy';
import { contactKey } from '../model/touch';

export const NO_SKILLS: readonly Skill[] = [];

/** Somebody who takes the contact. */
export interface Found {
	user: User;
	team: string | null;
	turns: Record<string, Turn>;
	tieBreak: string | null;
}

/** Looks for people, and writes down everybody whom it looked at. One search a decision. */
export class Search {
	readonly candidates: CandidateTrace[] = [];
	readonly skillsDropped: string[] = [];
	/** The earliest instant at which somebody who was looked at works again. */
	private soonest: number | null = null;
	private readonly waitingFor: Array<() => number | null> = [];
	readonly roster: Roster;

	/** @param ownerId whom the target `previousOwner` means */
	constructor(
		private readonly compiled: CompiledPlan,
		private readonly facts: TouchFacts,
		private readonly state: RoutingState,
		private readonly ownerId: (from: string) => string | null,
	) {
		this.roster = compiled.roster(state.users, state.observed);
	}

	/** Who takes the contact; null when nobody of this target can. */
	find(target: Target, from: string, required: readonly Skill[]): Found | null {
		switch (target.type) {
			case 'user':
				return this.person(target.user, from, required);
			case 'previousOwner':
				return this.previous(from, required);
			case 'team':
				return this.member(target.team, from, required);
			case 'firstWorkingNext':
				return this.firstWorkingNext(target.team, from, required);
			case 'nextRule':
				return null;
		}
	}

	/** When the first of those who were looked at will work again, milliseconds; null if unknown. */
	availableAt(): number | null {
		for (const when of this.waitingFor.splice(0)) {
			const at = when();
			if (at !== null && (this.soonest === null || at < this.soonest)) this.soonest = at;
		}
		return this.soonest;
	}

	/** Whether a user can take this contact now, regardless of turns. */
	check(user: User, required: readonly Skill[]): Availability {
		if (this.facts.touch.excludedUsers?.includes(user.id)) {
			return { reason: 'excluded', detail: null };
		}
		return availability(this.roster.staffMember(user), this.load(user), this.facts.now, required);
	}

	/** Looks at one user and writes it down. */
	consider(user: User, from: string, required: readonly Skill[]): CandidateTrace {
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
		if (!trace.passed) {
			const colleague = this.roster.staffMember(user);
			this.waitingFor.push(() => availableAgain(colleague, reason, this.facts.now));
		}
		return trace;
	}

	/** Writes down somebody or something that cannot be looked at. */
	miss(
		user: string,
		from: string,
		reason: CandidateTrace['reason'],
		detail: string | null = null,
	): void {
		this.candidates.push({
			user,
			userId: null,
			from,
			passed: false,
			reason,
			detail,
			chosen: false,
		});
	}

	private load({ id }: User): CountedLoad {
		return countedLoad(this.state, id, this.compiled.plan, this.facts.now);
	}

	private person(reference: UserReference, from: string, required: readonly Skill[]): Found | null {
		const user = this.roster.find(reference);
		if (!user) {
			this.miss(reference.value, from, 'unknown_user');
			return null;
		}
		return this.personOrBackup(user, from, required);
	}

	private previous(from: string, required: readonly Skill[]): Found | null {
		const id = this.ownerId(from);
		const user = id === null ? null : this.roster.byId(id);
		if (!user) {
			this.miss(id ?? 'the previous owner', from, id === null ? 'no_owner' : 'unknown_user');
			return null;
		}
		return this.personOrBackup(user, from, required);
	}

	/** The user, else their backup person, else the backup's, as long as the chain is new. */
	private personOrBackup(user: User, from: string, required: readonly Skill[]): Found | null {
		const trace = this.consider(user, from, required);
		if (trace.passed) return chosen(trace, user);
		return this.backups([user], from, required, new Set([user.id]));
	}

	private backups(
		people: readonly User[],
		from: string,
		required: readonly Skill[],
		seen: Set<string>,
	): Found | null {
		for (const person of people) {
			let reference = this.roster.staffMember(person)?.person.backup ?? null;
			let name = person.name;
			while (reference) {
				const backup = this.roster.find(reference);
				const label = `${from}, backup of ${name}`;
				if (!backup) {
					this.miss(reference.value, label, 'unknown_user');
					break;
				}
				if (seen.has(backup.id)) break;
				seen.add(backup.id);
				const trace = this.consider(backup, label, required);
				if (trace.passed) return chosen(trace, backup);
				reference = this.roster.staffMember(backup)?.person.backup ?? null;
				name = backup.name;
			}
		}
		return null;
	}

	/** The members of a team whom HighLevel knows, each once. */
	private members(
		name: string,
		from: string,
	): { team: Team; members: readonly Member[]; users: User[] } | null {
		const team = this.compiled.team(name);
		const members = team ? this.roster.membersOf(team) : [];
		if (!team || members.length === 0) {
			const wanted = team?.roles.join(' or ');
			const detail = wanted ? `nobody in the location has the role ${wanted}` : null;
			this.miss(name, from, team ? 'empty_team' : 'unknown_team', detail);
			return null;
		}
		const users = new Map<string, User>();
		for (const { user: reference } of members) {
			const user = this.roster.find(reference);
			if (user) users.set(user.id, user);
			else this.miss(reference.value, from, 'unknown_user');
		}
		return { team, members, users: [...users.values()] };
	}

	private member(name: string, from: string, required: readonly Skill[]): Found | null {
		const found = this.members(name, from);
		if (!found) return null;
		const { team, members, users } = found;
		const turns = this.state.turns?.[team.name] ?? {};
		const candidates: Candidate[] = [];
		const absent: Absent[] = [];
		const traces = new Map<string, CandidateTrace>();
		for (const { user: reference, weight, tier } of members) {
			const user = this.roster.find(reference);
			if (!user || traces.has(user.id)) continue;
			const trace = this.consider(user, from, required);
			traces.set(user.id, trace);
			const turn = turns[user.id] ?? null;
			if (!trace.passed) {
				absent.push({ id: user.id, turn });
				continue;
			}
			const { open, lastAssignedAt } = this.load(user);
			const capacity = this.roster.staffMember(user)?.person.capacity ?? null;
			const { id, name: shown } = user;
			candidates.push({ id, name: shown, weight, tier, capacity, open, lastAssignedAt, turn });
		}
		if (candidates.length === 0) {
			return this.backups(users, from, required, new Set(users.map(({ id }) => id)));
		}
		const contact = contactKey(this.facts.touch.contact);
		const choice = strategies[team.strategy].choose(candidates, absent, contact);
		if (team.strategy === 'rankedTiers') markLowerTiers(candidates, choice.chosen, traces);
		const trace = traces.get(choice.chosen.id);
		const user = this.roster.byId(choice.chosen.id);
		if (!trace || !user) return null;
		trace.chosen = true;
		return { user, team: team.name, turns: choice.turns, tieBreak: choice.tieBreak };
	}

	/** Only time may be in the way: whoever is paused, full or excluded will not work next. */
	private firstWorkingNext(name: string, from: string, required: readonly Skill[]): Found | null {
		const found = this.members(name, from);
		if (!found) return null;
		let best: { user: User; trace: CandidateTrace; at: number } | null = null;
		const tied: string[] = [];
		for (const user of found.users) {
			const trace = this.consider(user, from, required);
			const at = trace.passed
				? this.facts.now
				: availableAgain(this.roster.staffMember(user), trace.reason, this.facts.now);
			if (at === null || !this.checkAt(user, at, required)) continue;
			if (best && at === best.at) tied.push(user.name);
			if (best && at >= best.at) continue;
			tied.splice(0, Infinity, user.name);
			best = { user, trace, at };
		}
		if (!best) return null;
		const { user, trace, at } = best;
		trace.chosen = true;
		if (!trace.passed) {
			trace.passed = true;
			trace.reason = 'working_next';
			trace.detail = `from ${new Date(at).toISOString()}`;
		}
		const tieBreak =
			tied.length > 1
				? `${tied.join(', ')} work from the same time; ${user.name} comes first in the team`
				: null;
		return { user, team: found.team.name, turns: {}, tieBreak };
	}

	private checkAt(user: User, at: number, required: readonly Skill[]): boolean {
		const colleague = this.roster.staffMember(user);
		return availability(colleague, this.load(user), at, required).reason === 'available';
	}
}

function chosen(trace: CandidateTrace, user: User): Found {
	trace.chosen = true;
	return { user, team: null, turns: {}, tieBreak: null };
}

function markLowerTiers(
	candidates: readonly Candidate[],
	{ tier }: Candidate,
	traces: ReadonlyMap<string, CandidateTrace>,
): void {
	for (const candidate of candidates) {
		const trace = traces.get(candidate.id);
		if (trace && candidate.tier > tier) trace.reason = 'lower_tier';
	}
}
