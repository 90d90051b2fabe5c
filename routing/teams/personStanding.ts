import { availability } from '../availability/availability';
import { HORIZON } from '../availability/hours';
import { countedLoad } from '../availability/load';
import type { StaffMember } from '../availability/staff';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { DAY } from '../model/durations';
import { own } from '../model/own';
import type { CandidateReason } from '../model/reasons';
import type { RoutingState } from '../model/state';

/** How a person stands now, whoever asks for them. Times are milliseconds since 1970. */
export interface PersonStanding {
	user: User;
	reason: CandidateReason;
	detail: string | null;
	/** Whether it is their time to work, paused or not. */
	worksNow: boolean;
	/** Until when they work, of who works now; null: no end is known. */
	worksUntil: number | null;
	/** When they work next, of who does not; null: that cannot be foreseen. */
	worksAgain: number | null;
	/** Until when they were paused by hand; undefined: not at all, null: until somebody ends it. */
	pausedUntil: number | null | undefined;
	open: number;
	capacity: number | null;
	lastAssignedAt: number | null;
}

/** Whoever works for longer than this works always, as far as anybody wants to know. */
const LONG = 8 * DAY;

/** How somebody stands, whom the plan may say nothing about: they work always then. */
export function personStanding(
	compiled: CompiledPlan,
	state: RoutingState,
	now: number,
	user: User,
): PersonStanding {
	const member = compiled.roster(state.users, state.staffSnapshot).staffMember(user);
	const load = countedLoad(state, user.id, compiled.plan, now);
	const pausedUntil = pauseOf(state, user, now);
	const { reason, detail } = availability(member, load, now, [], pausedUntil);
	return {
		user,
		reason,
		detail,
		...hoursOf(member, now),
		pausedUntil,
		open: load.open,
		capacity: member?.person.capacity ?? null,
		lastAssignedAt: load.lastAssignedAt,
	};
}

function pauseOf({ paused }: RoutingState, { id }: User, now: number): number | null | undefined {
	const until = own(paused, id);
	return typeof until === 'number' && until <= now ? undefined : until;
}

function hoursOf(member: StaffMember | null, now: number) {
	const never = { worksUntil: null, worksAgain: null };
	if (member === null) return { worksNow: true, ...never };
	if (!member.works(now)) {
		const next = member.person.paused ? null : member.worksNext(now);
		const worksAgain = next !== null && next - now < HORIZON ? next : null;
		return { worksNow: false, worksUntil: null, worksAgain };
	}
	const [, end = now + LONG] = member.spans(now, now + LONG);
	return { worksNow: true, ...never, worksUntil: end < now + LONG ? end : null };
}
