import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/userLocator';
import type { Target } from '../../../routing/plan/plan';
import { nameIn, text, type Fields } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { NO_CHOICE, teamLocator, userFrom } from './locators';
import { withoutTeams } from '../liveCheck/notices';
import { ALWAYS_SHOWN, keptField } from './shownFields';

type TargetType = Target['type'];

/** Targets that name a team. */
const OF_TEAM: string[] = ['team', 'firstWorkingNext'] satisfies TargetType[];

const TEAM_HINT =
	"One of 'Teams' in this node. A name that is not there yet can be typed; add its team later, with 'Add Section' below.";

/** Words for every target, where a rule names it. */
const TARGETS: Readonly<Record<TargetType, { name: string; description: string }>> = {
	user: { name: 'User', description: 'One HighLevel user' },
	team: { name: 'Team', description: 'A member of a team, chosen as the team says' },
	firstWorkingNext: {
		name: 'First Person Working Next',
		description: 'Who of a team works now, or else starts work first',
	},
	previousOwner: { name: 'Previous Owner', description: 'Who owned the contact before' },
	nextRule: {
		name: 'Next Matching Rule',
		description: 'Leave it to the next rule that matches',
	},
	nobody: {
		name: 'Nobody',
		description: 'For spam, vendors and staff: no backup and no fallback is asked either',
	},
};

/** A field that chooses a target, for example with further choices before the targets. */
export interface TargetChoice {
	displayName: string;
	name: string;
	description?: string;
	/** Choices that are no target, before those that are. */
	others: Readonly<Record<string, { name: string; description: string }>>;
	targets: readonly TargetType[];
	default: string;
	/** Whether an expression may choose; n8n then asks for the user whatever it chooses. */
	byExpression?: boolean;
	/** Other fields with which it is shown. */
	shownWith?: Readonly<Record<string, string[]>>;
	/** Names of the fields for the user and the team. */
	user: Pick<INodeProperties, 'displayName' | 'name'>;
	team: Pick<INodeProperties, 'displayName' | 'name'>;
}

/** The choice of a target, and the user or the team that it names. */
export function targetFields(choice: TargetChoice): INodeProperties[] {
	const { name, shownWith = {}, targets, byExpression = false } = choice;
	const ofTeam = OF_TEAM.filter((type) => targets.some((one) => one === type));
	const withTeam = { ...shownWith, [name]: ofTeam };
	const user = userLocator({ ...choice.user, ...USER_FIELD });
	// Else n8n would ask for both.
	const required = !byExpression;
	const team = teamLocator({ ...choice.team, required, description: TEAM_HINT });
	return [
		...keptField(choiceField(choice), shownWith),
		...keptField(user, { ...shownWith, [name]: ['user'] }),
		...keptField(team, withTeam),
		withoutTeams(team.name, withTeam),
	];
}

const USER_FIELD = {
	default: NO_CHOICE,
	required: true,
	description:
		'The HighLevel user who gets the contact. Chosen by email, the same workflow works in every sub-account where this person is a user.',
};

function choiceField(choice: TargetChoice): INodeProperties {
	const { displayName, name, description, others, targets, default: usual } = choice;
	const offered = Object.fromEntries(targets.map((type) => [type, TARGETS[type]]));
	return {
		displayName,
		name,
		...(description && { description }),
		type: 'options',
		typeOptions: ALWAYS_SHOWN,
		noDataExpression: !choice.byExpression,
		options: choices<string>({ ...others, ...offered }),
		default: usual,
	};
}

/** Whom the fields of a choice name. */
export function targetIn(
	card: Fields,
	{ name, default: usual, user, team }: Pick<TargetChoice, 'name' | 'default' | 'user' | 'team'>,
): unknown {
	const type = text(card[name]) || usual;
	if (type === 'user') return { type, user: userFrom(card[user.name]) };
	if (OF_TEAM.includes(type)) return { type, team: nameIn(card[team.name]) };
	return { type };
}

/** Whom a rule, or a backup of a rule, names. */
export const RULE_TARGET: TargetChoice = {
	displayName: 'Assign To',
	name: 'assignTo',
	others: {},
	targets: ['user', 'team', 'firstWorkingNext', 'previousOwner', 'nextRule', 'nobody'],
	default: 'user',
	user: { displayName: 'User', name: 'user' },
	team: { displayName: 'Team', name: 'team' },
};
