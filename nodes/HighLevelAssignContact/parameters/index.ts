import type { INodeProperties } from 'n8n-workflow';
import { alsoDo } from './alsoDo';
import { operationParameters } from './operation';
import { options } from './options';
import { unassignParameters } from './unassign';

/** What is done with which contact, in the order in which people need it. */
export const assignmentParameters: INodeProperties[] = [
	...operationParameters,
	...unassignParameters,
	alsoDo,
	options,
];
