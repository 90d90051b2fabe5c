import type {
	DisplayCondition,
	IDisplayOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { ADD_SECTION } from '../parameters/addSection';

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
		{ hide: Object.fromEntries(options.map((one) => [`${name}.${addedPath(one)}`, EXISTS])) },
	);
}

/** What is there as soon as an entry was added, though nothing was chosen in it yet. */
function addedPath(
	option: INodeProperties | INodePropertyOptions | INodePropertyCollection,
): string {
	const isLocator = 'type' in option && option.type === 'resourceLocator';
	return isLocator ? `${option.name}.mode` : option.name;
}

const EXISTS: DisplayCondition[] = [{ _cnd: { exists: true } }];

/** Below a field that names a team, while there is none: whether it was picked, or its name typed. */
export function withoutTeams({ name }: INodeProperties): INodeProperties[] {
	const text = `This team is not there yet. Add it further down with '${ADD_SECTION}'.`;
	const hide = { '/sections.teams.values.length': ANY };
	const picked = ['team:', 'firstWorkingNext:'].map((startsWith) => ({ _cnd: { startsWith } }));
	return [
		notice(`${name}Notice`, text, { show: { [name]: picked }, hide }),
		notice(`${name}ByNameNotice`, text, { show: { [`${name}.mode`]: ['team'] }, hide }),
	];
}

/** In the card of a team, as long as nobody is in it. */
export const withoutMembers = notice(
	'noMemberNotice',
	"Nobody is in this team yet. Choose 'Add Member'.",
	{ hide: { 'members.values.length': ANY, 'options.roles.length': ANY } },
);
