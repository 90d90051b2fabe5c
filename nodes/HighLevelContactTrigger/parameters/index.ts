import type { INodeProperties } from 'n8n-workflow';
import { appParameters } from './app';
import { eventParameters } from './events';
import { locationParameter } from './location';
import { triggerOptions } from './options';
import { receiveFromParameters } from './receiveFrom';

export const triggerParameters: INodeProperties[] = [
	...receiveFromParameters,
	...eventParameters,
	...appParameters,
	locationParameter,
	triggerOptions,
];
