import { HORIZON } from '../availability/hours';
import type { Roster } from '../availability/roster';
import { anyOf, both } from '../availability/spans';
import type { StaffMember } from '../availability/staff';
import { WorkingTime } from '../availability/workingTime';
import { compilePlan, type CompiledPlan } from '../compiledPlan';
import type { KeptPlan } from '../keptPlan';
import type { User } from '../model/decision';
import { HOUR, MINUTE } from '../model/durations';
import type { Hours, Spans } from '../model/hours';
import { own as ownValue } from '../model/own';
import { fold } from '../model/text';
import type { Team } from '../plan/plan';
import { REPLIES_DEFAULTS, type ReplyTime } from '../plan/replies';

/** Who has to answer. */
export interface Answerer {
	/** HighLevel's user ID; null as long as nobody has the contact. */
	user: string | null;
	/** Name of the team that they were chosen from; null for none. */
	team: string | null;
}

/** When people are paused until, by user ID: milliseconds since 1970, null until somebody ends it. */
type Paused = Readonly<Record<string, number | null>>;

const NOBODY_PAUSED: Paused = {};

/** When it is working time between two instants. */
type SpansIn = (from: number, until: number) => Spans;

const always: SpansIn = (from, until) => [from, until];
const ALWAYS = new WorkingTime(always);

/** What is known of who has to answer, whenever it is asked. */
interface Known {
	/** Null for nobody, and for whom HighLevel does not list. */
	user: User | null;
	member: StaffMember | null;
	own: WorkingTime;
	/** Their time while they are absent. */
	instead: WorkingTime;
}

const ofHours = new WeakMap<Hours, WorkingTime>();
const ofPeople = new WeakMap<Roster, Map<string, Known>>();

/**
 * How time passes for whoever has to answer. It is their working time: their hours (or, when they have
 * none, those of their team) without days away and blocked time. But for whom nobody should wait,
 * because they are paused, away, gone, or do not work within the hours that the plan says, it is that
 * of their team, or else the business hours of the plan, or else whenever somebody of the team usually
 * works (without a team: they themselves). That is settled by the instant from which it is counted;
 * leave that begins later counts so, too, from when it begins.
 */
export class WaitClock {
	private readonly people: Map<string, Known>;
	private readonly absentAfter: number;

	/** @param paused who is paused by hand */
	constructor(
		private readonly compiled: CompiledPlan,
		private readonly roster: Roster,
		private readonly paused: Paused = NOBODY_PAUSED,
	) {
		const { absentAfterHours } = compiled.plan.replies ?? REPLIES_DEFAULTS;
		this.absentAfter = absentAfterHours * HOUR;
		let people = ofPeople.get(roster);
		if (!people) ofPeople.set(roster, (people = new Map<string, Known>()));
		this.people = people;
	}

	/** The clock of a plan that the ledger has kept, as it was when it decided. */
	static of({ plan, staff }: KeptPlan, paused?: Paused): WaitClock {
		const compiled = compilePlan(plan);
		return new WaitClock(compiled, compiled.roster(staff.users, staff.snapshot), paused);
	}

	/** How many milliseconds of their time passed; 0 when the end is not after the start. */
	workedMs(who: Answerer, from: number, until: number): number {
		return this.timeOf(who, from).between(from, until);
	}

	/** Whether their time passes at an instant. */
	passesAt(who: Answerer, at: number): boolean {
		return this.timeOf(who, at).includes(at);
	}

	/** When so many minutes have passed, milliseconds since 1970; null: never. */
	dueAt(minutes: number, time: ReplyTime['time'], who: Answerer, from: number): number | null {
		if (time === 'always') return from + minutes * MINUTE;
		return this.timeOf(who, from).after(minutes * MINUTE, from);
	}

	private timeOf(who: Answerer, from: number): WorkingTime {
		const { user, member, own, instead } = this.known(who, from);
		const isAbsent = !user || this.isPaused(user, from) || (member && this.isAbsent(member, from));
		return isAbsent ? instead : own;
	}

	private known(who: Answerer, at: number): Known {
		const key = `${who.user ?? ''}\n${fold(who.team ?? '')}`;
		let known = this.people.get(key);
		if (!known) this.people.set(key, (known = this.find(who, at)));
		return known;
	}

	private find({ user: id, team: name }: Answerer, at: number): Known {
		const user = id === null ? null : this.roster.byId(id);
		const member = user && this.roster.staffMember(user);
		const team = this.teamHours(user, name, at);
		const hours = team ?? this.businessHours(at);
		const instead = hours ? spansOf(hours) : this.usually(user, name, at);
		const own = member ? this.personal(member, team, instead) : timeOfHours(team);
		return { user, member, own, instead: hours ? timeOfHours(hours) : new WorkingTime(instead) };
	}

	/** @param team null: they have no team with hours */
	private personal(member: StaffMember, team: Hours | null, instead: SpansIn): WorkingTime {
		return new WorkingTime((from, until) => {
			const works = member.spans(from, until);
			const within = member.hours ? works : both(works, spansOf(team)(from, until));
			const leave = member.leave(from, until, this.absentAfter);
			if (leave.length === 0) return within;
			return anyOf([within, both(leave, instead(from, until))]);
		});
	}

	private isPaused({ id }: User, at: number): boolean {
		const until = ownValue(this.paused, id);
		return until !== undefined && (until === null || until > at);
	}

	private isAbsent(member: StaffMember, at: number): boolean {
		if (member.person.paused || member.isAway(at)) return true;
		const next = member.works(at) ? at : member.worksNext(at);
		return next === null || next - at > this.absentAfter;
	}

	/** Of the team that they were chosen from, or else of the first one with hours that has them. */
	private teamHours(user: User | null, name: string | null, at: number): Hours | null {
		for (const team of this.teamsOf(user, name)) {
			const hours = everOpen(this.compiled.teamHours(team), at);
			if (hours) return hours;
		}
		return null;
	}

	/** The team that they were chosen from, or else those that have them. */
	private teamsOf(user: User | null, name: string | null): readonly Team[] {
		const named = name === null ? null : this.compiled.team(name);
		if (named) return [named];
		return user ? this.compiled.plan.teams.filter((team) => this.roster.hasMember(team, user)) : [];
	}

	/** When somebody of their team works in a usual week, who then could answer in their place. */
	private usually(user: User | null, name: string | null, at: number): SpansIn {
		const [team] = this.teamsOf(user, name);
		const members = team ? this.roster.membersOf(team) : [];
		const users = members.flatMap((member) => this.roster.find(member.user) ?? []);
		const all = users.length > 0 ? users : user ? [user] : [];
		const hours = all.map((one) => everOpen(this.roster.staffMember(one)?.hours ?? null, at));
		const known = hours.filter((one) => one !== null);
		if (known.length === 0 || known.length < hours.length) return always;
		return (from, until) => anyOf(known.map((one) => one.spans(from, until)));
	}

	private businessHours(at: number): Hours | null {
		const { businessHours } = this.compiled.plan;
		const hours = businessHours === null ? null : this.compiled.schedules.get(fold(businessHours));
		return everOpen(hours ?? null, at);
	}
}

/** Hours unless they are never open: nobody could wait for them. */
function everOpen(hours: Hours | null, at: number): Hours | null {
	return hours && hours.nextOpening(at, at + HORIZON) !== null ? hours : null;
}

function timeOfHours(hours: Hours | null): WorkingTime {
	if (!hours) return ALWAYS;
	let time = ofHours.get(hours);
	if (!time) {
		time = new WorkingTime((from, until) => hours.spans(from, until));
		ofHours.set(hours, time);
	}
	return time;
}

/** @param hours null: always */
function spansOf(hours: Hours | null): SpansIn {
	return hours ? (from, until) => hours.spans(from, until) : always;
}
