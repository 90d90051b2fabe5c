import type { CandidateReason } from '../model/reasons';
import { readWords } from '../model/staffSnapshot';
import type { Skill } from '../plan/person';
import type { Hours } from '../model/hours';
import { CalendarHours } from './calendarHours';
import { nextWithin } from './hours';
import type { CountedLoad } from './load';
import type { StaffMember } from './staff';

export interface Availability {
	reason: CandidateReason;
	detail: string | null;
}

const UNKNOWN_FORM = ' in a form that is not known';

const AVAILABLE: Availability = { reason: 'available', detail: null };

/** Until when somebody is paused by hand, milliseconds since 1970; null: until somebody ends it. */
export type PausedUntil = number | null | undefined;

function isPaused(until: PausedUntil, at: number): boolean {
	return until !== undefined && (until === null || until > at);
}

/**
 * Whether a person can take a contact, and if not the first reason why.
 * @param member null for people that the plan says nothing about: always at work, without skills
 * @param paused left out: they are not
 */
export function availability(
	member: StaffMember | null,
	load: CountedLoad,
	now: number,
	required: readonly Skill[],
	paused?: PausedUntil,
): Availability {
	if (isPaused(paused, now)) {
		const detail = typeof paused === 'number' ? `until ${new Date(paused).toISOString()}` : null;
		return { reason: 'paused_until', detail };
	}
	if (member === null) {
		const [missing] = required;
		return missing ? lacking(missing) : AVAILABLE;
	}
	const { person, hours } = member;
	if (person.paused) return { reason: 'paused', detail: null };
	if (member.isAway(now)) return { reason: 'away', detail: null };
	const blocked = member.blockedAt(now);
	if (blocked) {
		const until = new Date(blocked.until).toISOString();
		return { reason: 'blocked', detail: `until ${until}, ${readWords(blocked.readAt, now)}` };
	}
	if (hours !== null && !hours.isOpen(now)) {
		const { hoursReadAt } = member;
		const form = hours instanceof CalendarHours && hours.isUnknown ? UNKNOWN_FORM : '';
		const detail =
			hoursReadAt === null ? null : `calendars in HighLevel${form}, ${readWords(hoursReadAt, now)}`;
		return { reason: hours.isHoliday(now) ? 'holiday' : 'outside_hours', detail };
	}
	const missing = member.lacks(required);
	if (missing) return lacking(missing);
	if (isFull(member, load)) {
		const detail = load.words
			? `${load.words}; the capacity is ${person.capacity}`
			: `${load.open} open of ${person.capacity}`;
		return { reason: 'at_capacity', detail };
	}
	const limit = person.limits.length > 0 ? member.usedUp(now, load.recent) : null;
	if (limit) {
		return { reason: 'limit_reached', detail: `${limit.max} per ${limit.per} (${limit.window})` };
	}
	return AVAILABLE;
}

function lacking(skill: Skill): Availability {
	return { reason: 'missing_skill', detail: skillWords(skill) };
}

/** A skill and the level that is needed. */
export function skillWords({ name, level }: Skill): string {
	return `${name}, level ${level}`;
}

function isFull({ person: { capacity } }: StaffMember, { open }: CountedLoad): boolean {
	return capacity !== null && open >= capacity;
}

/**
 * When nothing that passes with time is in the way of somebody who is not available: time away, hours,
 * limits, a pause until a time, all of them. Null when something else is: a pause without an end and a
 * skill never pass by themselves, and nobody knows when somebody who is full closes a contact. Who is
 * full and does not work may have room when they work.
 * @param within hours of a team that they are asked for, too; null: at all hours
 * @param paused left out: they are not
 */
export function availableAgain(
	member: StaffMember | null,
	load: CountedLoad,
	now: number,
	required: readonly Skill[],
	within: Hours | null = null,
	paused: PausedUntil = undefined,
): number | null {
	const takesNext = takesNextOf(member, load, required);
	if (!takesNext || paused === null) return null;
	const from = Math.max(now, paused ?? now);
	const at = within ? nextWithin(within, takesNext, from) : takesNext(from);
	if (member === null) return at;
	return at === now && isFull(member, load) ? null : at;
}

/**
 * When somebody takes contacts from an instant on, as far as time decides; null when something else
 * is in the way. Of whom the plan says nothing, only the hours of a team can be.
 */
function takesNextOf(
	member: StaffMember | null,
	load: CountedLoad,
	required: readonly Skill[],
): ((at: number) => number | null) | null {
	if (member === null) return required.length > 0 ? null : (at) => at;
	if (member.person.paused || member.lacks(required)) return null;
	return (at) => member.takesNext(at, load.recent);
}
