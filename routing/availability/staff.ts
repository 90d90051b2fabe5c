import { DateTime } from 'luxon';
import { CalendarHours } from './calendarHours';
import type { User } from '../model/decision';
import { fold } from '../model/text';
import type { Hours } from '../model/hours';
import { WeekMap, daySet, nextOpening } from './hours';
import { readWords, type StaffSnapshot, type Reading, type Stretch } from '../model/staffSnapshot';
import type { Limit, Member, Person, Plan, Skill, Team, UserReference } from '../plan/plan';
import { TIME_REASONS, type CandidateReason } from '../model/reasons';
import { personSchema } from '../plan/person';
import type { Load } from '../model/state';
import { DAY, HOUR, ZoneClock, dayNumber } from './zoneClock';

export const NO_LOAD: Load = { open: 0, lastAssignedAt: null, recent: [] };

/** A person of the plan, compiled. */
export class StaffMember {
	readonly timeZone: string;
	private readonly clock: ZoneClock;
	private readonly awayDays: ReadonlySet<number>;
	private readonly skills: ReadonlyMap<string, number>;

	/**
	 * @param hours null: always
	 * @param hoursReadAt when HighLevel said these hours; null when the plan says them
	 * @param blocked time that HighLevel says is blocked
	 */
	constructor(
		readonly person: Person,
		readonly hours: Hours | null,
		timeZone: string,
		readonly hoursReadAt: number | null = null,
		private readonly blocked: Reading<readonly Stretch[]> | null = null,
	) {
		this.timeZone = timeZone;
		this.clock = ZoneClock.of(timeZone);
		this.awayDays = daySet(person.away);
		this.skills = new Map(person.skills.map(({ name, level }) => [fold(name), level]));
	}

	isAway(at: number): boolean {
		return this.awayDays.size > 0 && this.awayDays.has(dayNumber(this.clock.local(at)));
	}

	/** The blocked time around an instant, null when there is none. */
	blockedAt(at: number): (Stretch & { readAt: number }) | null {
		const found = this.blocked?.value.find(({ from, until }) => at >= from && at < until);
		return found && this.blocked ? { ...found, readAt: this.blocked.readAt } : null;
	}

	/** The same person with what HighLevel showed. Hours of the plan go before those of HighLevel. */
	with(observed: StaffSnapshot, userId: string): StaffMember {
		const blocked = observed.away?.[userId] ?? null;
		const read = this.hours === null ? observed.hours?.[userId] : undefined;
		const [first] = read?.value ?? [];
		if (!read || !first) {
			return new StaffMember(this.person, this.hours, this.timeZone, null, blocked);
		}
		const hours = new CalendarHours(read.value);
		return new StaffMember(this.person, hours, first.timeZone, read.readAt, blocked);
	}

	works(at: number): boolean {
		if (this.isAway(at) || this.blockedAt(at)) return false;
		return this.hours === null || this.hours.isOpen(at);
	}

	/** When this person works next, from `at` on; null when not within 400 days. */
	worksNext(at: number): number | null {
		if (this.hours instanceof CalendarHours && this.hours.neverOpens(at)) return null;
		return nextOpening((t) => this.works(t), at);
	}

	/** The first required skill that is missing, null when none is. */
	lacks(required: readonly Skill[]): Skill | null {
		return required.find(({ name, level }) => (this.skills.get(fold(name)) ?? 0) < level) ?? null;
	}

	/** The limit that is used up, null when none is. */
	usedUp(now: number, recent: readonly number[]): Limit | null {
		for (const limit of this.person.limits) {
			const since = windowStart(limit, now, this.timeZone);
			if (recent.filter((at) => at >= since && at <= now).length >= limit.max) return limit;
		}
		return null;
	}
}

const ROLLING = { hour: HOUR, day: DAY, week: 7 * DAY };

/** How far back the windows of limits look at most: a local week with a change of the clock. */
export const LONGEST_WINDOW = 7 * DAY + 2 * HOUR;

/** The first instant that counts for a limit. Rolling windows exclude their far end. */
function windowStart(limit: Limit, now: number, zone: string): number {
	if (limit.window === 'rolling') return now - ROLLING[limit.per] + 1;
	return DateTime.fromMillis(now, { zone }).startOf(limit.per).toMillis();
}

/** A load, with words for what was counted unless it is the ledger's open contacts. */
export interface CountedLoad extends Load {
	words?: string;
}

export interface Availability {
	reason: CandidateReason;
	detail: string | null;
}

const AVAILABLE: Availability = { reason: 'available', detail: null };

/**
 * Whether a person can take a contact, and if not the first reason why.
 * @param colleague null for people that the plan says nothing about: always at work, without skills
 */
export function availability(
	colleague: StaffMember | null,
	load: CountedLoad,
	now: number,
	required: readonly Skill[],
): Availability {
	if (colleague === null) {
		const [missing] = required;
		return missing ? lacking(missing) : AVAILABLE;
	}
	const { person, hours } = colleague;
	if (person.paused) return { reason: 'paused', detail: null };
	if (colleague.isAway(now)) return { reason: 'away', detail: null };
	const blocked = colleague.blockedAt(now);
	if (blocked) {
		const until = new Date(blocked.until).toISOString();
		return { reason: 'blocked', detail: `until ${until}, ${readWords(blocked.readAt, now)}` };
	}
	if (hours !== null && !hours.isOpen(now)) {
		const { hoursReadAt } = colleague;
		const detail =
			hoursReadAt === null ? null : `calendars in HighLevel, ${readWords(hoursReadAt, now)}`;
		return { reason: hours.isHoliday(now) ? 'holiday' : 'outside_hours', detail };
	}
	const missing = colleague.lacks(required);
	if (missing) return lacking(missing);
	if (person.capacity !== null && load.open >= person.capacity) {
		const detail = load.words
			? `${load.words}; the capacity is ${person.capacity}`
			: `${load.open} open of ${person.capacity}`;
		return { reason: 'at_capacity', detail };
	}
	const limit = person.limits.length > 0 ? colleague.usedUp(now, load.recent) : null;
	if (limit) {
		return { reason: 'limit_reached', detail: `${limit.max} per ${limit.per} (${limit.window})` };
	}
	return AVAILABLE;
}

function lacking({ name, level }: Skill): Availability {
	return { reason: 'missing_skill', detail: `${name}, level ${level}` };
}

/** When somebody who is not available will be, as far as only time is in the way; else null. */
export function availableAgain(
	colleague: StaffMember | null,
	reason: CandidateReason,
	now: number,
): number | null {
	return colleague !== null && TIME_REASONS.has(reason) ? colleague.worksNext(now) : null;
}

/** Key of a reference, so that `Ann@x.com` and `ann@x.com` are one. */
export function referenceKey({ by, value }: UserReference): string {
	return by === 'id' ? `id:${value.trim()}` : `email:${fold(value)}`;
}

/** Somebody whose schedule is not in the plan never works: empty means nothing. */
const NEVER = new WeekMap({ timeZone: 'UTC', hours: [], holidays: [] });

/** The people of a plan by reference key. The first of two entries for one reference counts. */
export function compilePeople(
	plan: Plan,
	schedules: ReadonlyMap<string, WeekMap>,
): Map<string, StaffMember> {
	const people = new Map<string, StaffMember>();
	const zones = new Map(plan.schedules.map(({ name, timeZone }) => [fold(name), timeZone]));
	for (const person of plan.people) {
		const key = referenceKey(person.user);
		if (people.has(key)) continue;
		const { works } = person;
		if (typeof works === 'string') {
			const hours = schedules.get(fold(works)) ?? NEVER;
			people.set(key, new StaffMember(person, hours, zones.get(fold(works)) ?? plan.timeZone));
		} else {
			const hours = works && new WeekMap(works);
			people.set(key, new StaffMember(person, hours, works?.timeZone ?? plan.timeZone));
		}
	}
	return people;
}

/** The users of a location, found by reference. Built once for each list. */
export class Roster {
	private readonly ids = new Map<string, User>();
	private readonly emails = new Map<string, User>();
	private readonly seen = new Map<string, StaffMember>();
	private readonly teams = new WeakMap<Team, readonly Member[]>();

	constructor(
		private readonly users: readonly User[],
		private readonly people: ReadonlyMap<string, StaffMember>,
		private readonly observed: StaffSnapshot = {},
		private readonly timeZone = 'UTC',
	) {
		for (const user of users) {
			this.ids.set(user.id, user);
			const email = fold(user.email);
			if (email !== '' && !this.emails.has(email)) this.emails.set(email, user);
		}
	}

	find({ by, value }: UserReference): User | null {
		const user = by === 'id' ? this.ids.get(value) : this.emails.get(fold(value));
		return user ?? null;
	}

	byId(id: string): User | null {
		return this.ids.get(id) ?? null;
	}

	/**
	 * The members of a team: those whom it lists, HighLevel may not know all of them, and everybody
	 * with its roles, by name.
	 */
	membersOf(team: Team): readonly Member[] {
		if (team.roles.length === 0) return team.members;
		let members = this.teams.get(team);
		if (!members) {
			const listed = new Set(team.members.map(({ user }) => this.find(user)?.id));
			const more = this.users
				.filter(({ id, role }) => role && team.roles.includes(role) && !listed.has(id))
				.sort((a, b) => (`${a.name}\n${a.id}` < `${b.name}\n${b.id}` ? -1 : 1))
				.map(({ id }) => ({ user: { by: 'id' as const, value: id }, weight: 1, tier: 1 }));
			this.teams.set(team, (members = [...team.members, ...more]));
		}
		return members;
	}

	/** What the plan says about a user, whichever way it names them, and what HighLevel showed. */
	staffMember(user: User): StaffMember | null {
		const { hours, away } = this.observed;
		if (!hours?.[user.id] && !away?.[user.id]) return this.planned(user);
		let seen = this.seen.get(user.id);
		if (seen === undefined) {
			const planned = this.planned(user) ?? this.unlisted(user);
			this.seen.set(user.id, (seen = planned.with(this.observed, user.id)));
		}
		return seen;
	}

	private unlisted({ id }: User): StaffMember {
		const person = personSchema.parse({ user: { by: 'id', value: id } });
		return new StaffMember(person, null, this.timeZone);
	}

	private planned(user: User): StaffMember | null {
		if (this.people.size === 0) return null;
		return this.people.get(`id:${user.id}`) ?? this.people.get(`email:${fold(user.email)}`) ?? null;
	}
}
