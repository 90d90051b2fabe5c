/** What a check can find, and how grave it is. The texts go into the documentation. */
export const FINDINGS = {
	matches_nothing: {
		severity: 'error',
		meaning: 'The rule can never match, or no message is meant.',
	},
	contradiction: { severity: 'error', meaning: 'Two conditions of the rule exclude each other.' },
	unreachable: { severity: 'warning', meaning: 'A rule before it always matches first.' },
	broader_first: {
		severity: 'warning',
		meaning: 'A rule before it takes contacts that the rule names.',
	},
	no_rules: { severity: 'warning', meaning: 'There is no rule, or all of them are off.' },
	unreachable_backup: {
		severity: 'warning',
		meaning: 'A backup that is never asked, or in vain, since it was asked before.',
	},
	empty_reference: {
		severity: 'error',
		meaning: 'A field that names a user, a team or an account is empty, so it names nobody.',
	},
	unknown_operator: {
		severity: 'error',
		meaning: 'A condition compares in a way that n8n does not know, and is never true.',
	},
	not_evaluated: {
		severity: 'error',
		meaning: 'A condition has an expression that is not evaluated, because it stands in data.',
	},
	unknown_skill: {
		severity: 'error',
		meaning: 'A rule requires a skill that nobody has, or a level that nobody has.',
	},
	unmet_skills: {
		severity: 'error',
		meaning: 'Nobody whom a target can find has the skills that its rule requires.',
	},
	useless_skill: {
		severity: 'warning',
		meaning: 'An optional skill that nobody has, or a level that nobody has.',
	},
	useless_previous_owner: {
		severity: 'warning',
		meaning: 'The rule names the previous owner, but is asked only about contacts without one.',
	},
	only_without_owner: {
		severity: 'warning',
		meaning: 'The rule asks for existing contacts, but is asked only about those without an owner.',
	},
	missing_label: {
		severity: 'warning',
		meaning: 'Owners go by labels, and a rule has neither a label nor a name.',
	},
	useless_label: {
		severity: 'warning',
		meaning: 'A rule has a label, but owners do not go by labels.',
	},
	same_name: {
		severity: 'warning',
		meaning: 'Rules have one name, so receipts do not tell them apart.',
	},
	past_holidays: { severity: 'warning', meaning: 'All holidays of working hours are over.' },
	unknown_team: { severity: 'error', meaning: 'A team is named that is not in the plan.' },
	unknown_rule: {
		severity: 'error',
		meaning: 'A reply time is for a rule that is not in the plan.',
	},
	unreachable_reply_time: {
		severity: 'warning',
		meaning: 'A reply time before it is for the same contacts, or for all.',
	},
	nobody_next: {
		severity: 'warning',
		meaning: 'Nobody is left who could get a contact that was not answered.',
	},
	useless_at_last: {
		severity: 'warning',
		meaning: 'A reply time names the same in the end as before.',
	},
	useless_at_most: {
		severity: 'warning',
		meaning: 'A reply time says how often it goes on, but has no time after which it does.',
	},
	long_reply_time: {
		severity: 'warning',
		meaning: 'A reply time is longer than a week, or than anybody works in one.',
	},
	bot_gets_contacts: {
		severity: 'warning',
		meaning: 'A user who is a bot is named as somebody who gets contacts.',
	},
	unknown_schedule: {
		severity: 'error',
		meaning: 'Working hours are named that are not in the plan.',
	},
	no_business_hours: { severity: 'error', meaning: 'Business hours are asked for but not set.' },
	unused_hours: { severity: 'warning', meaning: 'Nothing names working hours.' },
	hours_never_meet: {
		severity: 'error',
		meaning: 'A team works while none of its members does.',
	},
	empty_team: { severity: 'error', meaning: 'A team has nobody in it.' },
	unused_team: { severity: 'warning', meaning: 'Nothing names a team.' },
	team_circle: { severity: 'warning', meaning: 'Teams hand over to each other in a circle.' },
	useless_weight: {
		severity: 'warning',
		meaning: 'Members have weights, but the team does not go by them.',
	},
	useless_tier: {
		severity: 'warning',
		meaning: 'Tiers count for nothing, or all members are of the same one.',
	},
	useless_outside: {
		severity: 'warning',
		meaning: 'Somebody is named for the time outside the hours of a team that always works.',
	},
	duplicate: { severity: 'warning', meaning: 'A name is used twice; only one of the two counts.' },
	unknown_user: { severity: 'error', meaning: 'HighLevel does not list a user of the plan.' },
	shared_number: {
		severity: 'warning',
		meaning: "A team member's number in HighLevel is not theirs alone.",
	},
	backup_loop: {
		severity: 'warning',
		meaning: 'Backup persons stand in for each other in a circle.',
	},
	no_hours: {
		severity: 'warning',
		meaning: 'People without working hours in HighLevel, who always work therefore.',
	},
	useless_source: {
		severity: 'warning',
		meaning: 'Load is read from HighLevel, but nothing goes by it.',
	},
	no_fallback: { severity: 'warning', meaning: 'Contacts that no rule places have nobody.' },
	useless_fallback: { severity: 'error', meaning: 'The fallback cannot name anybody.' },
	uncovered: { severity: 'warning', meaning: 'Hours of the week in which nobody can be found.' },
	uncovered_clock_change: {
		severity: 'warning',
		meaning: 'Hours without anybody only around a change to or from daylight-saving time.',
	},
} as const;

export type FindingCode = keyof typeof FINDINGS;
export type Severity = (typeof FINDINGS)[FindingCode]['severity'];

export interface Finding {
	code: FindingCode;
	severity: Severity;
	/** What it is about, for example `Rule 'Ads'`. */
	where: string;
	text: string;
}

export function finding(code: FindingCode, where: string, text: string): Finding {
	return { code, severity: FINDINGS[code].severity, where, text };
}
