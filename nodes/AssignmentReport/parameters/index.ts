import type { INodeProperties } from 'n8n-workflow';
import { authenticationField } from '../../shared/highLevel/authentication';
import { groupParameter } from './groups';
import { operationParameter } from './operation';
import { options } from './options';
import { outputParameters } from './output';
import { periodParameters } from './period';
import { targetParameter } from './target';
import { teamsParameter } from './teams';

export const parameters: INodeProperties[] = [
	authenticationField,
	operationParameter,
	...periodParameters,
	groupParameter,
	targetParameter,
	teamsParameter,
	...outputParameters,
	options,
];
