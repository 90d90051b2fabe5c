import type { INodeProperties } from 'n8n-workflow';
import { fold, repeated } from '../../../routing/model/text';
import { own } from '../../../routing/model/own';
import { PlanError, type Target } from '../../../routing/plan/plan';
import { cardsOf, fieldsOf, nameIn, text } from '../../shared/parameterValues';
import { NO_CHOICE, shownName } from './locators';
import type { Report } from './report';
import { ALWAYS_SHOWN } from './shownFields';

/** What the list of a field for targets writes for each, so that expressions can write it, too. */
export const WRITTEN = {
	user: ({ id, email }: { id: string; email: string }) =>
		email === '' ? `userId:${id}` : `user:${email}`,
	team: (name: string) => `team:${name}`,
	firstWorkingNext: (team: string) => `firstWorkingNext:${team}`,
	previousOwner: () => 'previousOwner',
	nextRule: () => 'nextRule',
	nobody: () => 'nobody',
} satisfies Record<Target['type'], unknown>;

/** What the list writes when nothing is wanted of this field after all. */
export const GO_ON = 'goOn';

/** Whether a target is nobody, as the fallback is without one. */
export function isNobody(target: object | null): boolean {
	return target !== null && 'type' in target && target.type === 'nobody';
}

/** Whom the field names that is not filled in by default: nobody. */
export const NOBODY = {
	__rl: true,
	mode: 'list',
	value: WRITTEN.nobody(),
	cachedResultName: 'Nobody',
};

/** A field that says whom a rule, a team or the plan names. */
interface TargetField extends Pick<INodeProperties, 'displayName' | 'name'> {
	description: string;
	default?: INodeProperties['default'];
	required?: boolean;
	/** `listSearch` method. */
	list:
		| 'searchRuleTargets'
		| 'searchFallbacks'
		| 'searchOutsideHours'
		| 'searchIfNobody'
		| 'searchReplyTargets'
		| 'searchReplyEnds';
	/** What an empty field means. */
	placeholder: string;
}

/** Picks a team, a HighLevel user or what else a rule can name, all in one list. */
export function targetLocator({ list, placeholder, ...field }: TargetField): INodeProperties {
	return {
		type: 'resourceLocator',
		default: NO_CHOICE,
		typeOptions: ALWAYS_SHOWN,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder,
				typeOptions: {
					searchListMethod: list,
					searchable: true,
					// Teams and the other entries need none.
					skipCredentialsCheckInRLC: true,
				},
			},
			{
				displayName: 'User by Email',
				name: 'email',
				type: 'string',
				placeholder: 'e.g. nathan@example.com',
				hint: 'The same workflow works in every sub-account where this person is a user',
			},
			{
				displayName: 'User by ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. Xk9fWqT2mB7cLr4sZp1a',
			},
			{
				displayName: 'Team by Name',
				name: 'team',
				type: 'string',
				placeholder: 'e.g. Sales Team',
				hint: "One of 'Teams' in this node; it may be added later",
			},
		],
		...field,
	};
}

/** Whom a rule, or a backup of a rule, names. */
export const ruleTarget: INodeProperties = targetLocator({
	displayName: 'Assign To',
	name: 'assignTo',
	required: true,
	description:
		"A team, a HighLevel user, or 'Nobody' for spam, vendors and staff. The name of a team that is not there yet can be typed into the list.",
	list: 'searchRuleTargets',
	placeholder: 'Select a person or team…',
});

/** Where a target stands, for what is wrong with it. */
interface Place {
	/** What errors call the card. */
	rule: string | null;
	/** Of the target in the plan. */
	path: string;
	field: Pick<INodeProperties, 'displayName'>;
}

/** Whom a {@link targetLocator} names, unchecked; null when nothing was chosen from its list. */
export type ReadTarget = (locator: unknown, place: Place) => object | null;

/**
 * Reads the targets of one plan.
 * @param teams the section 'Teams': a plain text may be the name of one
 */
export function targetReader(teams: unknown, report: Report): ReadTarget {
	const names = new Set(cardsOf(teams).map(({ name }) => fold(text(name))));
	return (locator, place) => {
		const { mode } = fieldsOf(locator);
		const value = nameIn(locator);
		if (mode === 'team') return { type: 'team', team: value };
		if (mode === 'email') return user('email', value);
		if (value === undefined) return mode === 'id' ? user('id', value) : null;
		if (fold(value) === fold(GO_ON)) return null;
		const said = targetSaid(value, names, shownName(locator));
		// An expression that is dragged into the list comes as an ID.
		if (said ?? mode === 'id') return said ?? user('id', value);
		report(
			new PlanError(place.rule, place.path, `'${place.field.displayName}': ${noTarget(value)}`),
		);
		return { type: 'nobody' };
	};
}

/** A target of a rule: one that nobody chose is left for the plan to refuse. */
export function requiredTarget(target: object | null): object {
	return target ?? user('id', undefined);
}

const user = (by: 'email' | 'id', value: string | undefined, shown: { name?: string } = {}) => ({
	type: 'user',
	user: { by, value, ...shown },
});

/** What {@link WRITTEN} writes before a name. */
const WITH_NAME = {
	user: (value: string, shown: { name?: string }) =>
		user(value.includes('@') ? 'email' : 'id', value, shown),
	userid: (value: string, shown: { name?: string }) => user('id', value, shown),
	team: (team: string) => ({ type: 'team', team }),
	firstworkingnext: (team: string) => ({ type: 'firstWorkingNext', team }),
};

const WITHOUT_NAME = {
	previousowner: { type: 'previousOwner' },
	nextrule: { type: 'nextRule' },
	nobody: { type: 'nobody' },
} satisfies Record<string, { type: Target['type'] }>;

const HIGHLEVEL_ID = /^[A-Za-z0-9]{15,}$/;

/** Whom a text means, as the list or an expression writes it; undefined when nobody can say. */
function targetSaid(
	value: string,
	teams: ReadonlySet<string>,
	shown: { name?: string },
): object | undefined {
	if (value === '') return user('id', '');
	const [, kind = '', name = ''] = /^(\w+)\s*:\s*(.*)$/s.exec(value) ?? [];
	const withName = own(WITH_NAME, kind.toLowerCase());
	if (withName) return withName(name, shown);
	const alone = own(WITHOUT_NAME, fold(value).replaceAll(' ', ''));
	if (alone) return alone;
	if (teams.has(fold(value))) return WITH_NAME.team(value);
	return value.includes('@') || HIGHLEVEL_ID.test(value) ? WITH_NAME.user(value, shown) : undefined;
}

function noTarget(value: string): string {
	return `${repeated(value)} is neither a team of this node nor the email or ID of a HighLevel user`;
}
