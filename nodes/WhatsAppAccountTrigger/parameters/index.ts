import type { INodeProperties } from 'n8n-workflow';
import { accountParameters } from './accounts';
import { eventParameters } from './events';
import { filterParameters } from './filters';
import { jsonFieldParameters } from './jsonFields';
import { optionsParameter } from './options';
import { providerParameters } from './provider';

/** In the order in which things happen. */
export const triggerParameters: INodeProperties[] = [
	...providerParameters,
	...jsonFieldParameters,
	...eventParameters,
	...accountParameters,
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		options: [
			{
				name: 'When Workflow Finishes',
				value: 'lastNode',
				description:
					'If it fails or n8n stops, Meta delivers the message again, so none is lost. Other sources hardly do.',
			},
			{
				name: 'Immediately',
				value: 'onReceived',
				description: 'For workflows that wait or take longer than a few seconds',
			},
		],
		default: 'lastNode',
		description: 'When to confirm the message to WhatsApp',
	},
	...filterParameters,
	optionsParameter,
];
