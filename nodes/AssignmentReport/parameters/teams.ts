import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { texts } from '../../shared/parameterValues';
import { forOperations } from './operation';

export const teamsParameter: INodeProperties = {
	displayName: 'Teams',
	name: 'teams',
	type: 'string',
	default: '',
	placeholder: 'e.g. Sales, Support',
	displayOptions: forOperations('certify'),
	description: 'As Resolve Assignment calls them, separated by commas. Empty means all.',
};

/** Names of teams; null for all. */
export function readTeams(context: IExecuteFunctions, itemIndex: number): string[] | null {
	const named = texts(context.getNodeParameter('teams', itemIndex, ''));
	return named.length > 0 ? named : null;
}
