import type { INodeProperties } from 'n8n-workflow';
import { alsoDo } from './alsoDo';
import { contactParameters } from './contact';
import { options } from './options';
import { operationParameter } from './operation';
import { ownerParameters } from './owner';
import { unassignParameters } from './unassign';

/** What both operations do with which contact, in the order in which people need it. */
export const assignmentParameters: INodeProperties[] = [
	...contactParameters,
	...ownerParameters,
	...unassignParameters,
	alsoDo,
	options,
];

export { operationParameter };
