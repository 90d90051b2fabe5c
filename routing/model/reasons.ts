/** Why a candidate passed or was skipped. The texts go into the documentation and the editor. */
export const CANDIDATE_REASONS = {
	available: 'Could take the contact.',
	working_next: 'Does not work now, but is the first of the team who will.',
	owner_kept: 'Is the owner, and the owner policy keeps the owner.',
	still_named: 'Is the owner, and the rule that matches now names them too.',
	moved_meanwhile: 'Got the contact since, and keeps it.',
	handed_back: 'Is back, and gets the contact back whatever the hours and the load.',
	not_listed: 'Is the owner, and HighLevel does not list them, as with users of the agency.',
	left: 'Has left: HighLevel has no such user any more.',
	own_number: 'Has this number: it is a team member who wrote, and no contact.',
	empty_reference: 'The field that names the user or the team is empty for this contact.',
	unknown_user: 'HighLevel does not list this user in the location.',
	excluded: 'The touch says that this user must not get it.',
	paused: 'Is paused in the plan.',
	away: 'Is away today.',
	blocked: 'Has blocked this time in HighLevel.',
	holiday: 'Has a holiday today.',
	outside_hours: 'Does not work at this time.',
	missing_skill: 'Lacks a skill that the rule requires, or its level.',
	at_capacity: 'Has as much as their capacity: open contacts, or what the plan counts.',
	limit_reached: 'Has had the most new contacts that their limit allows in this hour, day or week.',
	lower_tier: 'Could take the contact, but a better tier has somebody.',
	no_owner: 'The rule names the previous owner, and there is none.',
	unknown_team: 'The rule names a team that is not in the plan.',
	empty_team: 'The rule names a team without members.',
} as const;

export type CandidateReason = keyof typeof CANDIDATE_REASONS;
