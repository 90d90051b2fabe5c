import type { IDataObject } from 'n8n-workflow';
import { compilePlan } from '../../../routing/compiledPlan';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import type { KeptPlan } from '../../../routing/keptPlan';
import { CANDIDATE_REASONS } from '../../../routing/model/reasons';
import {
	teamStanding as standingsOf,
	type MemberStanding,
} from '../../../routing/teams/teamStanding';
import { whyNotNow } from '../../../routing/teams/standingWords';
import { isoOf } from '../../shared/times';
import type { List, ListSource } from './list';

/** How the members of all teams stand now, by the plan that decided last. */
export async function teamStanding(source: ListSource): Promise<List> {
	const { kept } = source;
	if (!kept) return { rows: [], nothing: NO_PLAN };
	if (kept.plan.teams.length === 0) return { rows: [], nothing: NO_TEAMS };
	const standings = await standingsBy(source, kept);
	return { rows: standings.slice(0, source.limit).map(rowOf), nothing: NO_MEMBERS };
}

const NO_PLAN =
	'No plan is known yet. Publish the workflow with Resolve Assignment, and let somebody write.';
const NO_TEAMS =
	"The plan that decided last has no teams: its rules name single people. Add 'Teams' to Resolve Assignment to see how their members stand. 'Last Decisions' shows who gets contacts.";
const NO_MEMBERS = 'HighLevel lists none of the members of the teams.';

async function standingsBy(
	{ ledger, now }: ListSource,
	{ plan, staff }: KeptPlan,
): Promise<MemberStanding[]> {
	const compiled = compilePlan(plan);
	const nobody = { key: '', event: 'message' as const, contact: {} };
	const needs = ledgerNeeds(compiled, nobody, staff.users, now, staff.snapshot);
	const state = await ledger.read(needs, now);
	return standingsOf(
		compiled,
		{ ...state, users: staff.users, staffSnapshot: staff.snapshot },
		now,
	);
}

/** A member as a row: who and whether they can take a contact, then why. */
export function rowOf(standing: MemberStanding): IDataObject {
	const { user, team, reason, detail, open, capacity, turnsOwed } = standing;
	const isAvailable = reason === 'available' && standing.isTeamOpen;
	return {
		person: user.name,
		available: isAvailable,
		why: whyOf(standing),
		openContacts: open,
		capacity: capacity ?? '',
		turnsOwed: Math.round(turnsOwed * 100) / 100,
		team,
		worksUntil: isoOf(standing.worksUntil),
		worksAgainAt: isoOf(standing.worksAgain),
		pausedUntil: isoOf(standing.pausedUntil),
		lastContactAt: isoOf(standing.lastAssignedAt),
		teamWorks: standing.isTeamOpen,
		reason: isAvailable || reason !== 'available' ? reason : 'team_closed',
		detail: detail ?? '',
		userId: user.id,
		userEmail: user.email,
	};
}

function whyOf(standing: MemberStanding): string {
	const why = whyNotNow(standing);
	if (why !== null) return why;
	return standing.isTeamOpen ? 'Can take a contact.' : CANDIDATE_REASONS.team_closed;
}
