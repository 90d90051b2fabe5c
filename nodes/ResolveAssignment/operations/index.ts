import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { checkPlan } from './check';
import { explainWhyNot } from './explain';
import type { Operation } from './operation';
import { resolveAssignments } from './resolve';

/** All that the node can do. */
const OPERATIONS = [resolveAssignments, checkPlan, explainWhyNot];

/** The choice of the operation, and what single operations ask for. */
export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: OPERATIONS.map(({ option }) => option).sort((a, b) => a.name.localeCompare(b.name)),
		default: 'resolve',
	},
	...OPERATIONS.flatMap(({ parameters }) => parameters),
];

/** The names of the operations, by value. */
export const operationNames: Readonly<Record<string, string>> = Object.fromEntries(
	OPERATIONS.map(({ option }) => [String(option.value), option.name]),
);

/** The operation that the node's parameters choose. */
export function operationOf(context: IExecuteFunctions): Operation {
	const chosen = context.getNodeParameter('operation', 0);
	return OPERATIONS.find(({ option }) => option.value === chosen) ?? resolveAssignments;
}
