import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OwnerRule } from '../../../highlevel/ownerRule';
import type { UserReference } from '../../../routing/plan/plan';
import { IN_ITEM } from '../../shared/decidedItem/expressions';
import { userLocator } from '../../shared/highLevel/userLocator';
import type { Decided } from '../decision';
import { parameterText, readUser } from './values';

const { accountTag: ACCOUNT_TAG } = IN_ITEM;

const whenAssigning = { show: { operation: ['assign'] } };

export const ownerParameters: INodeProperties[] = [
	userLocator({
		displayName: 'Owner',
		name: 'owner',
		default: { mode: 'id', value: IN_ITEM.userId },
		required: true,
		displayOptions: whenAssigning,
		description: 'The user who gets the contact: by default whom Resolve Assignment chose',
	}),
	{
		displayName: 'Set Owner',
		name: 'setOwner',
		type: 'options',
		displayOptions: whenAssigning,
		options: [
			{
				name: 'As Decided',
				value: 'asDecided',
				description:
					'Follows Resolve Assignment, and takes the contact from nobody whom its plan would let keep it',
			},
			{
				name: 'Only If Nobody Owns the Contact',
				value: 'onlyIfUnowned',
				description: 'An owner whom somebody chose before stays',
			},
			{
				name: 'Always',
				value: 'always',
				description: 'Takes the contact away from any other owner',
			},
		],
		default: 'asDecided',
		description:
			'As Decided: a new owner takes the place of the one whom Resolve Assignment saw. If somebody else has got the contact meanwhile, they keep it, unless its plan asks the rules every time or does not respect manual changes. A message that is delivered again takes the contact from nobody. Who only covers for the owner, or owns the contact for one account of several, does not become its owner in HighLevel. Without a decision, an owner stays.',
	},
	{
		displayName: 'Account Tag',
		name: 'tag',
		type: 'string',
		default: ACCOUNT_TAG,
		placeholder: 'e.g. whatsnap-account-sales-line',
		displayOptions: whenAssigning,
		description:
			"Added to the contact; its other tags stay. Leave empty to add none. HighLevel keeps new tags in the sub-account's tag list.",
	},
];

type SetOwner = 'asDecided' | 'onlyIfUnowned' | 'always';

/** @throws {NodeOperationError} when the field is empty */
export function readOwner(context: IExecuteFunctions, itemIndex: number): UserReference {
	return readUser(context, 'owner', 'Owner', itemIndex);
}

export function readSetOwner(context: IExecuteFunctions, itemIndex: number): SetOwner {
	return context.getNodeParameter('setOwner', itemIndex) as SetOwner;
}

/**
 * When the owner is written. A decision counts for the user whom it names: for anybody else whom the
 * node is told to assign, and where it keeps an owner, only contacts without an owner are touched.
 */
export function ownerRuleFor(
	setOwner: SetOwner,
	decided: Decided | null,
	userId: string,
): OwnerRule {
	if (setOwner !== 'asDecided') return setOwner;
	if (!decided || decided.userId !== userId) return 'onlyIfUnowned';
	if (decided.role !== 'owner') return 'never';
	if (decided.replacesAnybody) return { replaces: 'anybody' };
	// The search that found the contact may be late, and an interruption leaves decisions behind.
	return decided.given || decided.moves ? { replaces: decided.knownOwners } : 'onlyIfUnowned';
}

/** The tag of the account that the contact wrote to; empty for none. */
export function readAccountTag(context: IExecuteFunctions, itemIndex: number): string {
	return parameterText(context, 'tag', 'Account Tag', itemIndex);
}
