import type { INodeProperties } from 'n8n-workflow';
import { accountParameters } from './accounts';
import { eventParameters } from './events';
import { jsonFieldParameters } from './jsonFields';
import { optionsParameter } from './options';
import { providerParameters } from './provider';

/** In the order in which things happen. */
export const triggerParameters: INodeProperties[] = [
	...providerParameters,
	...jsonFieldParameters,
	...eventParameters,
	...accountParameters,
	optionsParameter,
];
