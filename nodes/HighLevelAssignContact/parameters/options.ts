import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { locationOption } from '../../shared/highLevel/location';
import { trustOption } from '../../shared/highLevel/trust';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';

const whenAssigning = { show: { '/operation': ['assign'] } };

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Create Without Looking First',
			name: 'createFirst',
			type: 'boolean',
			default: true,
			displayOptions: {
				show: { '/operation': ['assign'], '/findBy': ['phone', 'email'], '/create': [true] },
			},
			description:
				'Whether to create the contact at once and look only if HighLevel has it already: 1 API call instead of 2 for a new contact, but 3 for one that is there. Only for sub-accounts that do not allow duplicate contacts.',
		},
		ledgerOption,
		locationOption,
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

/** What nobody added is off. */
export function readOptions(
	context: IExecuteFunctions,
	itemIndex: number,
): { verify: boolean; createFirst: boolean } {
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	return { verify: options.verify === true, createFirst: options.createFirst === true };
}
