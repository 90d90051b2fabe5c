import type { DisplayCondition, IDisplayOptions, INodeProperties } from 'n8n-workflow';

const ANY = [{ _cnd: { gte: 1 } }];

/** A notice in a card, while something is missing. */
function notice(name: string, text: string, displayOptions: IDisplayOptions): INodeProperties {
	return { displayName: text, name, type: 'notice', default: '', displayOptions };
}

/**
 * In the card of a rule, as long as it has no condition.
 * @param conditions the field 'If' with all its entries
 */
export function withoutConditions({ name, options = [] }: INodeProperties): INodeProperties {
	return notice(
		'noConditionNotice',
		"Without a condition this rule is never used. Choose 'Add Condition'; who gets everybody else is said in 'If No Rule Fits'.",
		{ hide: Object.fromEntries(options.map((one) => [`${name}.${one.name}`, EXISTS])) },
	);
}

const EXISTS: DisplayCondition[] = [{ _cnd: { exists: true } }];

/** Below a field that names a team, while there is none: whether it was picked, or its name typed. */
export function withoutTeams({ name }: INodeProperties): INodeProperties[] {
	const text = "This team is not there yet. Add it further down under 'Add Section' > 'Teams'.";
	const hide = { '/sections.teams.values.length': ANY };
	const picked = [{ _cnd: { regex: '^(team|firstWorkingNext):' } }];
	return [
		notice(`${name}Notice`, text, { show: { [name]: picked }, hide }),
		notice(`${name}ByNameNotice`, text, { show: { [`${name}.mode`]: ['team'] }, hide }),
	];
}

/** Below a field that names working hours, while there are none. */
export function withoutSchedules(shownWith: NonNullable<IDisplayOptions['show']>): INodeProperties {
	return notice(
		'noScheduleNotice',
		"There are no working hours yet. Add them further down under 'Add Section' > 'Working Hours'.",
		{ show: shownWith, hide: { '/sections.schedules.values.length': ANY } },
	);
}

/** In the card of a team, as long as nobody is in it. */
export const withoutMembers = notice(
	'noMemberNotice',
	"Nobody is in this team yet. Choose 'Add Member'.",
	{ hide: { 'members.values.length': ANY, 'options.roles.length': ANY } },
);
