import type { INodeProperties } from 'n8n-workflow';
import { locationOption } from '../shared/highLevel/location';
import { ledgerOption } from '../shared/ledger/ledgerParameter';
import { WHOLE_OPERATIONS } from './operationParameters';
import { replyOptions } from './replyParameters';

const [answeredWith, messageId] = replyOptions;

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		answeredWith,
		ledgerOption,
		{
			...locationOption,
			displayOptions: {
				...locationOption.displayOptions,
				hide: { '/operation': [...WHOLE_OPERATIONS] },
			},
		},
		messageId,
	],
};
