import { both } from '../availability/spans';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { StaffSnapshot } from '../model/staffSnapshot';
import { CoverReader } from './cover';
import { finding, type Finding } from './finding';
import { Gaps } from './gaps';
import { teamAt } from './places';

const NEVER =
	"The team's hours never meet those of its members, so it never finds anybody. Change 'Works' of the team, or 'Works' of its members in 'People'.";

/**
 * Teams that work while none of their members does. Weekly hours only; holidays and away days come and
 * go.
 * @param users those of HighLevel, null when they are not known
 */
export function checkTeamHours(
	compiled: CompiledPlan,
	users: readonly User[] | null,
	snapshot: StaffSnapshot,
	now: number,
): Finding[] {
	const reader = new CoverReader(compiled, users, snapshot);
	const gaps = new Gaps(now);
	return compiled.plan.teams.flatMap((team, i) => {
		const hours = reader.hoursOfTeam(team);
		if (!hours) return [];
		const { open, members } = hours;
		const met = gaps.find({
			nobodyIn: (week) => both(open.openIn(week), members.in(week)),
			zones: [...new Set([...open.zones, ...members.goesBy])].sort(),
			told: members.zones,
		});
		const isNever = met.usual === null && met.unusual === null;
		return isNever ? [finding('hours_never_meet', teamAt(team, i + 1), NEVER)] : [];
	});
}
