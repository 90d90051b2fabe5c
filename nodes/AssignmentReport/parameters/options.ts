import type { INodeProperties } from 'n8n-workflow';
import { locationOption } from '../../shared/highLevel/location';
import { ledgerOption } from '../../shared/ledger/ledgerParameter';
import { opportunitiesOption, syncOption } from './freshen';
import { namesOption } from './namesShown';
import { attachOption } from './output';
import { slowestOption } from './slowest';
import { timeCountsOption } from './timeCounts';
import { trendOption } from './trend';
import { zoneOption } from './zone';

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		attachOption,
		{
			...ledgerOption,
			description:
				'Where decisions, turns and owners are remembered: the same as in Resolve Assignment. What was tried on the canvas is not in a report.',
		},
		slowestOption,
		{
			...locationOption,
			// Also without a credential: a ledger may hold several.
			displayOptions: undefined,
			default: '',
			description:
				'Which sub-account is meant, if several use this ledger and the credential does not say it',
		},
		namesOption,
		opportunitiesOption,
		syncOption,
		timeCountsOption,
		zoneOption,
		trendOption,
	],
};
