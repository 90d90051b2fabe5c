import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** What people come for first stands first: in this order n8n's list of nodes shows them, too. */
const operations = [
	{
		name: 'Report',
		value: 'report',
		description: 'How fast contacts were answered, what became of them, and who had how many',
		action: 'Make a report',
	},
	{
		name: 'Live View',
		value: 'liveView',
		description: 'Who waits now, who works, and who is next',
		action: 'Get the live view',
	},
	{
		name: 'Certify Fairness',
		value: 'certify',
		description: 'Whether the turns of each team were shared as its way of choosing promises',
		action: 'Certify fairness',
	},
] as const;

/** What the node can be told to do. */
export type Operation = (typeof operations)[number]['value'];

const DEFAULT: Operation = 'report';

/** Of what only some operations ask for. */
export function forOperations(...operation: Operation[]) {
	return { show: { operation } };
}

/** The same for options, which lie a level deeper. */
export function optionFor(...operation: Operation[]) {
	return { show: { '/operation': operation } };
}

/** The name of the operation, below the node. */
export const subtitle = `={{ ${JSON.stringify(
	Object.fromEntries(operations.map(({ value, name }) => [value, name])),
)}[$parameter["operation"]] }}`;

export const operationParameter: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [...operations],
	default: DEFAULT,
};

export function readOperation(context: IExecuteFunctions): Operation {
	const given = context.getNodeParameter('operation', 0);
	return operations.find(({ value }) => value === given)?.value ?? DEFAULT;
}
