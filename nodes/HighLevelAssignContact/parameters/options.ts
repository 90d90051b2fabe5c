import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { locationOption } from '../../shared/highLevel/location';
import { trustOption } from '../../shared/highLevel/trust';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';
import { contactOption } from './contact';
import { newContactOption } from './newContact';
import { accountTagOption, ownerOption, setOwnerOption } from './owner';
import { optionOf } from './values';

const whenAssigning = { show: { '/operation': ['assign'] } };

/** What else than the item says could be meant: behind Resolve Assignment, nothing. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		accountTagOption,
		contactOption,
		ledgerOption,
		locationOption,
		newContactOption,
		ownerOption,
		setOwnerOption,
		{ ...trustOption, displayOptions: whenAssigning },
		{
			displayName: 'Verify Owner After Writing',
			name: 'verify',
			type: 'boolean',
			default: true,
			displayOptions: whenAssigning,
			description:
				'Whether to read the contact once more and say so when somebody else has become its owner at the same moment. Costs 1 API call.',
		},
	],
};

/** Whether the contact is read once more; not unless somebody added the option. */
export function readVerify(context: IExecuteFunctions, itemIndex: number): boolean {
	return optionOf(context, itemIndex, 'verify') === true;
}
