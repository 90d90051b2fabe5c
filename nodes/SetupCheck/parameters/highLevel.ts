import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { FEATURES, type Feature } from '../../../highlevel/setup/features';
import { choices } from '../../shared/choices';
import { authenticationField } from '../../shared/highLevel/authentication';
import { locationOption } from '../../shared/highLevel/location';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';
import { forHighLevel, forWhatsApp } from './service';

export const highLevelParameters: INodeProperties[] = [
	// `show` would hide 'Check': the editor hides what decides whether the way to sign in is shown.
	{ ...authenticationField, displayOptions: { hide: forWhatsApp.show } },
	{
		displayName: 'Features I Use',
		name: 'features',
		type: 'multiOptions',
		options: choices<Feature>(FEATURES),
		default: [],
		displayOptions: forHighLevel,
		description:
			'What you use besides choosing people and assigning contacts. A permission that one of these needs has to be there; the others are only mentioned.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: forHighLevel,
		options: [
			{
				...ledgerOption,
				description:
					'Where your triggers for HighLevel remember what they received. Choose the same as there.',
			},
			locationOption,
		],
	},
];

/** What is used besides choosing people and assigning contacts. */
export function readFeatures(context: IExecuteFunctions, itemIndex: number): ReadonlySet<Feature> {
	const chosen = context.getNodeParameter('features', itemIndex, []);
	const names: unknown[] = Array.isArray(chosen) ? chosen : [];
	return new Set(names.filter(isFeature));
}

function isFeature(name: unknown): name is Feature {
	return typeof name === 'string' && Object.hasOwn(FEATURES, name);
}
