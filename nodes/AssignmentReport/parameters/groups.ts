import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { GROUPINGS, type Grouping } from '../../../report/request';
import { texts } from '../../shared/parameterValues';
import { oneOf } from './oneOf';
import { forOperations } from './operation';

const DEFAULT: Grouping[] = ['person', 'account'];

export const groupParameter: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'multiOptions',
	options: Object.entries(GROUPINGS).map(([value, name]) => ({ name, value })),
	default: ['person', 'account'],
	displayOptions: forOperations('report'),
	description: 'For whom the figures are told apart',
};

/**
 * What figures are told apart by, in the order of the panel.
 * @throws {NodeOperationError} when one is none of the choices
 */
export function readGroups(context: IExecuteFunctions, itemIndex: number): Grouping[] {
	const given = texts(context.getNodeParameter('groupBy', itemIndex, DEFAULT));
	const chosen = given.map((one) => oneOf(context, itemIndex, 'Group By', GROUPINGS, one));
	return (Object.keys(GROUPINGS) as Grouping[]).filter((one) => chosen.includes(one));
}
