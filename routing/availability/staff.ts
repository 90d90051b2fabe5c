import type { UserReference } from '../model/references';
import type { Reading, StaffSnapshot, Stretch } from '../model/staffSnapshot';
import type { Plan } from '../plan/plan';
import type { Limit, Person, Skill } from '../plan/person';
import { fold } from '../model/text';
import { CalendarHours } from './calendarHours';
import type { DaySet, Hours } from '../model/hours';
import { HORIZON, daySet, workingHours, type WeekMap } from './hours';
import { limitEnd, usedUpLimit } from './limits';
import { ALL_DAY, nextInShift, shiftSpans } from './shifts';
import { anyOf, both, merged, pairsOf, without, type Spans } from './spans';
import { ZoneClock, dayNumber } from './zoneClock';
import { own } from '../model/own';

/** A person of the plan, compiled. */
export class StaffMember {
	readonly timeZone: string;
	private readonly clock: ZoneClock;
	private readonly awayDays: DaySet;
	private readonly blockedSpans: Spans;
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
		const stretches = blocked?.value.filter(({ from, until }) => from < until) ?? [];
		this.blockedSpans = merged(stretches.map(({ from, until }) => [from, until]));
		this.skills = new Map(person.skills.map(({ name, level }) => [fold(name), level]));
	}

	/** Whether a day away is why they do not work: the shift began on it, or else the day is it. */
	isAway(at: number): boolean {
		if (this.awayDays.size === 0 || this.hours?.isOpen(at, this.awayDays)) return false;
		return this.awayDays.has(dayNumber(this.clock.local(at))) || this.hours?.isOpen(at) === true;
	}

	/** The blocked time around an instant, null when there is none. */
	blockedAt(at: number): (Stretch & { readAt: number }) | null {
		const found = this.blocked?.value.find(({ from, until }) => at >= from && at < until);
		return found && this.blocked ? { ...found, readAt: this.blocked.readAt } : null;
	}

	/** The same person with what HighLevel showed. Hours of the plan go before those of HighLevel. */
	with(snapshot: StaffSnapshot, userId: string): StaffMember {
		const blocked = own(snapshot.away, userId) ?? null;
		const read = this.hours === null ? own(snapshot.hours, userId) : undefined;
		const [first] = read?.value ?? [];
		if (!read || !first) {
			return new StaffMember(this.person, this.hours, this.timeZone, null, blocked);
		}
		const hours = new CalendarHours(read.value);
		return new StaffMember(this.person, hours, first.timeZone, read.readAt, blocked);
	}

	works(at: number): boolean {
		if (this.blockedAt(at)) return false;
		return this.hours === null ? !this.isAway(at) : this.hours.isOpen(at, this.awayDays);
	}

	/** When this person works next, from `at` on; null when not within 400 days. */
	worksNext(at: number): number | null {
		const end = at + HORIZON;
		let next = this.opensNext(at, end);
		for (let blocked; next !== null && (blocked = this.blockedAt(next));) {
			next = this.opensNext(blocked.until, end);
		}
		return next;
	}

	/** When this person works between two instants. */
	spans(from: number, until: number): Spans {
		const open = this.hours
			? this.hours.spans(from, until, this.awayDays)
			: shiftSpans(this.clock, this.shiftsOf, from, until);
		return without(open, this.blockedSpans);
	}

	/**
	 * When this person is on leave between two instants: days away, with the shifts that began on them,
	 * and what is blocked for longer than so many milliseconds at a stretch.
	 */
	leave(from: number, until: number, longerThan: number): Spans {
		const long = pairsOf(this.blockedSpans).filter(([start, end]) => end - start > longerThan);
		return both([from, until], anyOf([merged(long), ...this.daysAway(from, until)]));
	}

	private daysAway(from: number, until: number): Spans[] {
		if (this.awayDays.size === 0) return [];
		const ofDay = (day: number) => (this.awayDays.has(day) ? ALL_DAY : []);
		const days = shiftSpans(this.clock, ofDay, from, until);
		if (!this.hours) return [days];
		const open = this.hours.spans(from, until);
		return [days, without(open, this.hours.spans(from, until, this.awayDays))];
	}

	/** When the hours are open next, whatever is blocked. */
	private opensNext(at: number, end: number): number | null {
		if (this.hours) return this.hours.nextOpening(at, end, this.awayDays);
		return nextInShift(this.clock, this.shiftsOf, at, end);
	}

	/** Of somebody without hours. */
	private readonly shiftsOf = (day: number) => (this.awayDays.has(day) ? [] : ALL_DAY);

	/** When this person works next with no limit used up, from `at` on; null when not foreseeable. */
	takesNext(at: number, recent: readonly number[]): number | null {
		for (let next = this.worksNext(at); next !== null;) {
			const limit = this.usedUp(next, recent);
			if (!limit) return next;
			const end = limitEnd(limit, recent, next, this.timeZone);
			next = end === null ? null : this.worksNext(end);
		}
		return null;
	}

	/** The first required skill that is missing, null when none is. */
	lacks(required: readonly Skill[]): Skill | null {
		return required.find(({ name, level }) => (this.skills.get(fold(name)) ?? 0) < level) ?? null;
	}

	/** The limit that is used up, null when none is. */
	usedUp(now: number, recent: readonly number[]): Limit | null {
		return usedUpLimit(this.person.limits, recent, now, this.timeZone);
	}
}

/** Key of a reference, so that `Ann@x.com` and `ann@x.com` are one. */
export function referenceKey({ by, value }: UserReference): string {
	return by === 'id' ? `id:${value.trim()}` : `email:${fold(value)}`;
}

/**
 * The people of a plan by reference key. The first of two entries for one reference counts, one whose
 * reference is empty is about nobody.
 */
export function compileStaff(
	plan: Plan,
	schedules: ReadonlyMap<string, WeekMap>,
): Map<string, StaffMember> {
	const people = new Map<string, StaffMember>();
	const zones = new Map(plan.schedules.map(({ name, timeZone }) => [fold(name), timeZone]));
	for (const person of plan.people) {
		const key = referenceKey(person.user);
		if (person.user.value === '' || people.has(key)) continue;
		const { works } = person;
		const zone = typeof works === 'string' ? zones.get(fold(works)) : works?.timeZone;
		const hours = workingHours(works, schedules);
		people.set(key, new StaffMember(person, hours, zone ?? plan.timeZone));
	}
	return people;
}
