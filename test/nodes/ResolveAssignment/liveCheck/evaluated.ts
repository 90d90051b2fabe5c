import { Workflow, type INodeParameters } from 'n8n-workflow';
import { nodeTypes, RESOLVE } from '../../../harness/nodeTypes';
import { node } from '../../../harness/runWorkflow';

/** What an expression of the node's description comes to while somebody edits it. */
export function evaluated(expression: string, parameters: INodeParameters): unknown {
	const resolve = node(RESOLVE, parameters);
	const workflow = new Workflow({ nodes: [resolve], connections: {}, active: false, nodeTypes });
	// As the editor has them: also what is of no use any more, and lists that an expression gives.
	resolve.parameters = parameters;
	return workflow.expression.getSimpleParameterValue(resolve, expression, 'internal', {});
}
