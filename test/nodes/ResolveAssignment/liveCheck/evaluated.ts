import { Workflow, type INodeParameters, type INodeTypes } from 'n8n-workflow';
const nodeTypes = {
	getByNameAndVersion: () => ({ description: { properties: [] } }),
} as unknown as INodeTypes;

/** What an expression of the node's description comes to while somebody edits it. */
export function evaluated(expression: string, parameters: INodeParameters): unknown {
	const resolve = {
		id: '1',
		name: 'x',
		type: 'x',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const workflow = new Workflow({ nodes: [resolve], connections: {}, active: false, nodeTypes });
	resolve.parameters = parameters;
	return workflow.expression.getSimpleParameterValue(resolve, expression, 'internal', {});
}
