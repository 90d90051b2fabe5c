import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { checkPlan } from './check';
import { explainWhyNot } from './explain';
import { canvasNotice, refuseInProduction } from './onCanvas';
import { resolveAssignments } from './resolve';

/** All that the node can do, the usual first. */
const OPERATIONS = [resolveAssignments, checkPlan, explainWhyNot];

/** The choice of the operation, and what single operations ask for. */
export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: OPERATIONS.map(({ option }) => option),
		default: 'resolve',
	},
	canvasNotice(OPERATIONS),
	...OPERATIONS.flatMap(({ parameters }) => parameters),
];

/** The names of the operations, by value. */
export const operationNames: Readonly<Record<string, string>> = Object.fromEntries(
	OPERATIONS.map(({ option }) => [String(option.value), option.name]),
);

/** An expression for the outputs: always two, or wires would be lost with the choice of an operation. */
export const operationOutputs = byOperation(({ outputs }) =>
	outputs.map((displayName) => ({ type: 'main', displayName })),
);

function byOperation(value: (operation: (typeof OPERATIONS)[number]) => unknown): `={{${string}}}` {
	const values = Object.fromEntries(OPERATIONS.map((one) => [one.option.value, value(one)]));
	return `={{ (${JSON.stringify(values)})[$parameter["operation"]] }}`;
}

/**
 * Does what the node's parameters choose.
 * @throws {NodeOperationError} when that is for the canvas and nobody sits there
 */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = context.getNodeParameter('operation', 0);
	const operation = OPERATIONS.find(({ option }) => option.value === chosen) ?? resolveAssignments;
	if (operation.onCanvasOnly) refuseInProduction(context, operation);
	return await operation.execute(context);
}
