import type { CandidateReason } from '../../routing/model/reasons';
import type { MemberShare } from './certificate';

/** Why members could not take contacts, as a certificate tells them apart, with its words for it. */
export const ABSENCES = {
	outsideHours: 'Outside hours',
	away: 'Away or paused',
	atCapacity: 'At capacity',
	atLimit: 'At a limit',
	missingSkill: 'Without the skill',
	lowerTier: 'Better tier there',
	hadQuestion: 'Had the question',
	otherReasons: 'Other reasons',
} as const;

export type Absence = keyof typeof ABSENCES;

const ABSENCE_OF: Readonly<Record<CandidateReason, Absence>> = {
	outside_hours: 'outsideHours',
	working_next: 'outsideHours',
	team_closed: 'outsideHours',
	away: 'away',
	blocked: 'away',
	holiday: 'away',
	paused: 'away',
	paused_until: 'away',
	at_capacity: 'atCapacity',
	limit_reached: 'atLimit',
	missing_skill: 'missingSkill',
	lower_tier: 'lowerTier',
	had_it: 'hadQuestion',
	available: 'otherReasons',
	owner_kept: 'otherReasons',
	still_named: 'otherReasons',
	moved_meanwhile: 'otherReasons',
	handed_back: 'otherReasons',
	not_listed: 'otherReasons',
	left: 'otherReasons',
	own_number: 'otherReasons',
	empty_reference: 'otherReasons',
	unknown_user: 'otherReasons',
	excluded: 'otherReasons',
	queue_first: 'otherReasons',
	no_owner: 'otherReasons',
	nobody: 'otherReasons',
	unknown_team: 'otherReasons',
	empty_team: 'otherReasons',
};

/** How many contacts a member could not take, by why. */
export function absencesOf({ couldNot }: MemberShare): Record<Absence, number> {
	const absences: Record<Absence, number> = {
		outsideHours: 0,
		away: 0,
		atCapacity: 0,
		atLimit: 0,
		missingSkill: 0,
		lowerTier: 0,
		hadQuestion: 0,
		otherReasons: 0,
	};
	for (const [reason, number] of Object.entries(couldNot) as Array<[CandidateReason, number]>) {
		absences[ABSENCE_OF[reason]] += number;
	}
	return absences;
}
