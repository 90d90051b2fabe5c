import type { Roster } from '../availability/roster';
import { WorkingTime } from '../availability/workingTime';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import { DAY, MINUTE } from '../model/durations';
import type { Hours } from '../model/hours';
import type { StaffSnapshot } from '../model/staffSnapshot';
import type { ReplyTime, UserReference } from '../plan/plan';
import { usersAsNamed } from '../plan/userReferences';
import { finding, type Finding } from './finding';
import { placedTargets, replyTimeAt } from './places';

const WEEK_MINUTES = (7 * DAY) / MINUTE;
/** So many are looked at, since some have holidays. */
const WEEKS = 6;

/**
 * Times that are longer than a week, or than the longest working week of all who may have to answer:
 * somebody has most likely thought of the clock.
 * @param users those of HighLevel, null when they are not known
 */
export function checkLongReplyTimes(
	compiled: CompiledPlan,
	users: readonly User[] | null,
	snapshot: StaffSnapshot,
	now: number,
): Finding[] {
	const { replyTimes = [] } = compiled.plan;
	let longest: number | null = null;
	const mostOf = ({ time }: ReplyTime) =>
		time === 'always' ? WEEK_MINUTES : (longest ??= longestWeek(compiled, users, snapshot, now));
	return replyTimes.flatMap((entry, i) =>
		TIMES.flatMap(([name, title]) => {
			const minutes = entry[name];
			if (minutes === null || minutes <= SHORT || minutes <= mostOf(entry)) return [];
			return [finding('long_reply_time', replyTimeAt(i + 1), wordsOf(title, mostOf(entry)))];
		}),
	);
}

const TIMES = [
	['within', "'Answer Within (Minutes)'"],
	['againAfter', "'Again After (Minutes)'"],
] as const satisfies ReadonlyArray<[keyof ReplyTime, string]>;

/** Nobody works less in a week. */
const SHORT = 60;

function wordsOf(title: string, most: number): string {
	if (most === WEEK_MINUTES) {
		return `${title} is longer than a week, so nothing happens until then. Write fewer minutes; a day has 1440.`;
	}
	return `${title} is longer than the longest working week, which has ${most} minutes, so nothing happens for more than a week. Only working time counts: write fewer minutes, or choose 'All Hours' in 'Time That Counts'.`;
}

function longestWeek(
	compiled: CompiledPlan,
	users: readonly User[] | null,
	snapshot: StaffSnapshot,
	now: number,
): number {
	const { plan } = compiled;
	// Without the users of HighLevel nobody knows who has a role.
	if (!users && plan.teams.some(({ roles }) => roles.length > 0)) return WEEK_MINUTES;
	const all = new Set(hoursOfAll(compiled, compiled.roster(users ?? usersAsNamed(plan), snapshot)));
	const longest = Math.max(0, ...[...all].map((hours) => (hours ? weekOf(hours, now) : Infinity)));
	return longest === 0 || longest === Infinity ? WEEK_MINUTES : longest;
}

/** The hours of all whom teams and rules name; null: somebody always works. */
function hoursOfAll(compiled: CompiledPlan, roster: Roster): Array<Hours | null> {
	const { plan } = compiled;
	const found = new Map<string, Hours | null>();
	const add = (reference: UserReference, ofTeam: Hours | null) => {
		const user = roster.find(reference);
		if (!user || found.has(user.id)) return;
		found.set(user.id, roster.staffMember(user)?.hours ?? ofTeam);
	};
	for (const team of plan.teams) {
		for (const { user } of roster.membersOf(team)) add(user, compiled.teamHours(team));
	}
	for (const { target } of placedTargets(plan)) {
		if (target.type === 'user') add(target.user, null);
	}
	return [...found.values()];
}

/** How many minutes of a usual week are open. */
function weekOf(hours: Hours, now: number): number {
	const time = new WorkingTime((from, until) => hours.spans(from, until));
	const weeks = Array.from({ length: WEEKS }, (_, week) => {
		const from = now + week * 7 * DAY;
		return time.between(from, from + 7 * DAY);
	});
	// The longest may have an hour more, because clocks change in it.
	const [, usual = 0] = weeks.sort((a, b) => b - a);
	return Math.floor(usual / MINUTE);
}
