import type { INodeProperties } from 'n8n-workflow';
import { OWNER_DEFAULTS, type OwnerPolicy } from '../../../routing/plan/plan';
import { text, type Fields } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';

const { mode: DEFAULT_MODE, whenUnavailable: DEFAULT_WHEN_UNAVAILABLE } = OWNER_DEFAULTS;

/** The first question of a plan, since it decides before any rule is asked. */
export const ownerPolicy: INodeProperties = {
	displayName: 'If the Contact Has an Owner',
	name: 'ownerPolicy',
	type: 'options',
	options: choices<OwnerPolicy['mode'] | 'askRules'>({
		first: {
			name: 'First Owner Keeps the Contact',
			description: 'Whoever got the contact first stays the owner, whichever account they write to',
		},
		askRules: {
			name: 'Ask the Rules Every Time',
			description: 'Every message may go to somebody else, whoever owns the contact in HighLevel',
		},
		one: {
			name: 'One Owner for All Accounts',
			description:
				'A message to another account asks the rules again, and the new owner takes over everywhere',
		},
		separate: {
			name: 'Separate Owner for Each Account',
			description: 'Who writes to two accounts has two owners',
		},
		context: {
			name: 'Owner by Rule Label',
			description: 'One owner for each kind of business, e.g. one for billing and one for sales',
		},
	}),
	default: DEFAULT_MODE,
	description:
		'Who gets a contact who writes again, or whom HighLevel creates or changes. An added tag moves a contact only if a rule asks for this tag and does not name the owner.',
};

/** An option of the collection 'Options'. */
export const ownerUnavailable: INodeProperties = {
	displayName: 'If the Owner Is Unavailable',
	name: 'ownerUnavailable',
	type: 'options',
	displayOptions: {
		show: { '/planSource': ['fields'] },
		hide: { '/ownerPolicy': ['askRules'] },
	},
	options: choices<OwnerPolicy['whenUnavailable']>({
		keep: {
			name: 'Keep the Owner',
			description: 'The contact waits for its owner, as without this option',
		},
		cover: {
			name: 'Let Somebody Cover',
			description: 'The rules choose who answers this message; the owner stays the owner',
		},
		reassign: {
			name: 'Assign Somebody Else',
			description: 'The rules choose a new owner',
		},
	}),
	default: DEFAULT_WHEN_UNAVAILABLE,
	description: "Unavailable as 'People' says, e.g. away or outside their working hours",
};

/**
 * The owner policy, null when the rules decide every time.
 * @param chosen what the options say of it; undefined where they say nothing
 */
export function ownersFrom(
	fields: Fields,
	chosen: { respectManual: unknown; whenUnavailable: unknown },
): unknown {
	const mode = text(fields.ownerPolicy) || undefined;
	return mode === 'askRules' ? null : { mode, ...chosen };
}
