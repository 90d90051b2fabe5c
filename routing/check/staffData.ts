import { own } from '../model/own';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { StaffSnapshot } from '../model/staffSnapshot';
import { listed } from '../model/text';
import { staffNeeds } from '../staffNeeds';
import { finding, type Finding } from './finding';
import { teamAt } from './places';

/** How many people a text lists. */
const LISTED = 6;

/** Teams by role that have nobody, and what HighLevel is asked for without need or in vain. */
export function checkStaffData(
	compiled: CompiledPlan,
	users: readonly User[],
	{ hours = {} }: StaffSnapshot,
): Finding[] {
	const { sources, teams } = compiled.plan;
	const findings: Finding[] = [];
	if (users.length > 0) {
		const roster = compiled.roster(users);
		for (const [i, team] of teams.entries()) {
			if (team.roles.length === 0 || roster.membersOf(team).length > 0) continue;
			const text = `HighLevel lists nobody with the role ${team.roles.join(' or ')} in the sub-account, so the team finds nobody. Add members, or another role.`;
			findings.push(finding('empty_team', teamAt(team, i + 1), text));
		}
		if (sources.load !== 'ledger' && staffNeeds(compiled, users, null).load.length === 0) {
			const text =
				"Nobody has a 'Capacity', and no team chooses by open contacts or load, so HighLevel is not asked. Remove it, or add what goes by it.";
			findings.push(finding('useless_source', 'Load From', text));
		}
	}
	const without = users.filter(
		(user) =>
			own(hours, user.id)?.value.length === 0 &&
			!compiled.roster(users).staffMember(user)?.person.works,
	);
	if (without.length > 0) {
		const names = without.map(({ name }) => name);
		const shown = listed(names, LISTED, (left) => ` and ${left} more`);
		const text = `HighLevel has no working hours for ${shown}, so they always work. Set their availability in HighLevel, or hours in 'People'.`;
		findings.push(finding('no_hours', 'Working Hours From', text));
	}
	return findings;
}
